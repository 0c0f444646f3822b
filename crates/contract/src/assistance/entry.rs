//! What stands in the assist document of a filing: entries by id, and the messages of a chat.
//!
//! An id is a beginning that says what it is, and then the field's path or `materials/{id}`. No
//! sensitive answer is ever in any of it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Begins the id of a proposal (建议), by an assistant.
pub const PROPOSAL: &str = "proposal:";
/// Begins the id of a mark of the pre-review (材料预审), by an assistant.
pub const MARK: &str = "mark:";
/// The id of what is to be mended as the applicant was told it (一次性告知), by an assistant. Marks
/// are the assistant's own notes until then.
pub const SENT: &str = "sent:marks";
/// Begins the id of what the applicant made of a proposal.
pub const OUTCOME: &str = "outcome:";
/// The id of the list handed back (交回), by the applicant.
pub const BACK: &str = "back:marks";
/// Begins the id of what the applicant has mended of the marks.
pub const DONE: &str = "done:";
/// Begins the id of what an assistant sees of a sensitive answer, by the applicant.
pub const RESIDUE: &str = "residue:";

/// An answer that an assistant proposes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The answer; `Null` to take it away.
    #[serde(default)]
    pub value: Value,
    /// What was answered when it was proposed.
    #[serde(default)]
    pub base: Value,
    /// Why, in words.
    #[serde(default)]
    pub reason: String,
    /// When (instant).
    pub at: String,
}

/// What the applicant made of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Whether it was taken.
    pub taken: bool,
    /// [`Proposal::at`] of the proposal that is meant.
    #[serde(default)]
    pub of: String,
    /// When (instant).
    #[serde(default)]
    pub at: String,
}

/// What the pre-review found of a field or material.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Whether it passes.
    pub passes: bool,
    /// What is to be mended, in words.
    #[serde(default)]
    pub note: String,
    /// When (instant).
    #[serde(default)]
    pub at: String,
}

/// All that is to be mended, as it was sent to the applicant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Counts what was sent, by whomever: the last one holds, whatever anybody's clock says.
    #[serde(default)]
    pub turn: u32,
    /// When (instant).
    #[serde(default)]
    pub at: String,
    /// What is to be mended.
    #[serde(default)]
    pub marks: Vec<SentMark>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMark {
    /// The field's path, or `materials/{id}`.
    pub about: String,
    /// What is to be mended, in words.
    #[serde(default)]
    pub note: String,
    /// [`Mark::at`] of the mark.
    #[serde(default)]
    pub at: String,
}

/// What was sent last.
pub fn last_sent(all: impl IntoIterator<Item = Sent>) -> Option<Sent> {
    all.into_iter().max_by(|a, b| (a.turn, &a.at).cmp(&(b.turn, &b.at)))
}

/// The applicant has mended what a mark found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// [`Mark::at`] of the mark that is meant.
    pub of: String,
    /// When (instant).
    pub at: String,
}

/// The applicant has worked through the list that was sent, as far as they want to. What is mended
/// of it is in [`Done`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    /// [`Sent::at`] of the list that is meant.
    pub of: String,
    /// When (instant).
    pub at: String,
}

/// What an assistant sees of a sensitive answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Residue {
    /// Whether it is answered.
    pub filled: bool,
    /// Whether the form finds nothing wrong with it.
    pub valid: bool,
    /// Its last four characters, where it is long enough for them to give nothing away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last4: Option<String>,
}

/// A message of the chat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// When (instant), by the device of who wrote it.
    pub at: String,
    /// What.
    pub text: String,
    /// A field that it is about: its path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// A material that it is about: its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub material: Option<String>,
    /// A picture: see [`Message::picture`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

/// What begins the address of a picture.
const PICTURES: [&str; 3] =
    ["data:image/jpeg;base64,", "data:image/png;base64,", "data:image/webp;base64,"];
/// The longest address of a picture, bytes.
pub const LONGEST_PICTURE: usize = 300_000;
/// The longest message that a server takes, bytes: a picture, and more text than anybody types.
pub const LONGEST_MESSAGE: usize = LONGEST_PICTURE + (32 << 10);

impl Message {
    /// The picture in it, as a data address, where it is one and not too large.
    pub fn picture(&self) -> Option<&str> {
        let image = self.image.as_deref()?;
        let content = PICTURES.iter().find_map(|start| image.strip_prefix(start))?;
        let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
        (image.len() <= LONGEST_PICTURE && content.bytes().all(is_base64)).then_some(image)
    }

    /// What it is about: a field's path, or `materials/{id}`.
    pub fn about(&self) -> Option<String> {
        let material = self.material.as_ref().map(|id| ["materials/", id].concat());
        self.field.clone().or(material)
    }

    /// Has it be about a field's path or `materials/{id}`.
    #[must_use]
    pub fn on(mut self, about: Option<String>) -> Self {
        match about.as_deref().and_then(|about| about.strip_prefix("materials/")) {
            Some(id) => self.material = Some(id.to_owned()),
            None => self.field = about,
        }
        self
    }
}

/// A message and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who.
    pub author: String,
    /// What.
    pub message: Message,
}

/// The messages of several in one line by their times. The order of one's own is never changed,
/// whatever their clock says.
pub fn in_order(by_author: Vec<(String, Vec<Message>)>) -> Vec<Said> {
    let mut rest: Vec<_> =
        by_author.into_iter().map(|(author, said)| (author, said.into_iter().peekable())).collect();
    let mut all = Vec::new();
    loop {
        let mut first: Option<(usize, &str)> = None;
        for (place, (_, said)) in rest.iter_mut().enumerate() {
            if let Some(next) = said.peek()
                && first.is_none_or(|(_, at)| next.at.as_str() < at)
            {
                first = Some((place, &next.at));
            }
        }
        let Some((place, _)) = first else { return all };
        let (author, said) = &mut rest[place];
        if let Some(message) = said.next() {
            all.push(Said { author: author.clone(), message });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Authors, and when each of their messages was written.
    type Said<'a> = &'a [(&'a str, &'a [&'a str])];

    #[test]
    fn messages_in_one_line() {
        let cases: [(Said<'_>, &str); 5] = [
            (&[], ""),
            (&[("a", &["1", "3"]), ("b", &["2"])], "a1 b2 a3"),
            (&[("a", &["2"]), ("b", &["2"])], "a2 b2"),
            // A clock that was put back.
            (&[("a", &["5", "1", "6"]), ("b", &["2", "5"])], "b2 a5 a1 b5 a6"),
            (&[("a", &[]), ("b", &["1"])], "b1"),
        ];
        for (given, expected) in cases {
            let given = given.iter().map(|(author, times)| {
                let said =
                    times.iter().map(|at| Message { at: (*at).into(), ..Message::default() });
                ((*author).to_owned(), said.collect())
            });
            let found = in_order(given.collect());
            let words: Vec<_> =
                found.iter().map(|said| said.author.clone() + &said.message.at).collect();
            assert_eq!(words.join(" "), expected);
        }
    }

    #[test]
    fn what_was_sent_last() {
        for (given, expected) in [
            (&[] as &[(u32, &str)], None),
            (&[(1, "5"), (2, "3")], Some("3")),
            (&[(2, "3"), (1, "5")], Some("3")),
            (&[(1, "3"), (1, "5")], Some("5")),
        ] {
            let all = given.iter().map(|(turn, at)| Sent {
                turn: *turn,
                at: (*at).into(),
                ..Sent::default()
            });
            assert_eq!(last_sent(all).map(|sent| sent.at).as_deref(), expected, "{given:?}");
        }
    }

    #[test]
    fn what_a_message_is_about() {
        for about in [None, Some("org/name"), Some("materials/licence")] {
            let about = about.map(str::to_owned);
            let message = Message::default().on(about.clone());
            assert_eq!(message.about(), about);
            assert_eq!(message.material.is_some(), about.is_some_and(|on| on.starts_with("mat")));
        }
    }

    #[test]
    fn pictures() {
        let long = ["data:image/png;base64,", &"A".repeat(LONGEST_PICTURE)].concat();
        for (image, is_one) in [
            ("data:image/jpeg;base64,AAbb+/==", true),
            ("data:image/svg+xml;base64,AAAA", false),
            ("data:text/html;base64,AAAA", false),
            ("data:image/png;base64,AA\"onload=", false),
            ("https://elsewhere.example/x.png", false),
            ("", false),
            (&*long, false),
        ] {
            let message = Message { image: Some(image.to_owned()), ..Message::default() };
            assert_eq!(message.picture().is_some(), is_one, "{image:.40}");
        }
        assert_eq!(Message::default().picture(), None);
    }

    #[test]
    fn as_it_is_written() {
        let proposal: Proposal = serde_json::from_str(r#"{"value":"x","at":"t"}"#).unwrap();
        assert_eq!((proposal.value, proposal.base), (Value::from("x"), Value::Null));
        let residue = Residue { filled: true, valid: true, last4: None };
        assert_eq!(serde_json::to_string(&residue).unwrap(), r#"{"filled":true,"valid":true}"#);
    }
}
