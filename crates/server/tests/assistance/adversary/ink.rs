//! What she writes.

use bangban_draft::{Command, Draft, Name};
use serde_json::{Value, json};
use yrs::{Any, Array as _, Doc, Map as _, Text as _, Transact as _};

use crate::assistance::people::{set, update};

use Ink::*;

#[derive(Clone, Copy, Debug)]
pub enum Ink {
    /// A plain answer under her own name.
    Answer,
    /// One under the applicant's name.
    AsApplicant,
    /// One under a colleague's.
    AsColleague,
    /// A long text.
    LongText,
    /// A row.
    Row,
    /// A message under her own name.
    Message,
    /// A message under the applicant's.
    MessageAsApplicant,
    /// A proposal.
    Proposal,
    /// What is to be mended.
    List,
    /// What the applicant made of one.
    Outcome,
    /// An entry under her own name beside one under the applicant's, in one update.
    Both,
    /// A root that no document has.
    StrangeRoot,
    /// A change that follows one which she holds back.
    WithAHole,
    /// Taking away what the applicant wrote, and nothing else.
    Erasure,
    /// An answer of her own by the replica that the applicant writes with.
    ByTheirReplica,
    /// A sensitive answer, for all to read.
    Secret,
    /// An answer that no form asks for.
    Elsewhere,
    /// An answer where a group is.
    OverGroup,
    /// One where a list is.
    OverList,
    /// A proposal for a sensitive answer.
    SecretProposal,
    /// A proposal for what no form asks.
    StrangeProposal,
    /// A mark on what is not there.
    StrangeMark,
    /// Entries without end.
    Flood,
    /// No update at all.
    Garbage,
}

/// A client id of hers.
const HERS: u64 = 77;

impl Ink {
    pub fn bytes(self) -> Vec<u8> {
        let as_ = |author: &str, command: &Command| update(&mut Draft::new(HERS, author), command);
        let title = set("title", json!("x"), false);
        let put =
            |id: &str| Command::Put { id: id.into(), entry: json!({"value": 1, "taken": true}) };
        let say = Command::Say { message: json!({"text": "x"}) };
        match self {
            Answer => as_("hana", &title),
            AsApplicant => as_("anna", &title),
            AsColleague => as_("hugo", &title),
            LongText => {
                let Command::Set(mut answer) = set("reason", json!("x"), false) else {
                    unreachable!()
                };
                answer.long = true;
                as_("hana", &Command::Set(answer))
            }
            Row => as_(
                "hana",
                &Command::InsertRow {
                    list: vec!["rows".into()],
                    index: 0,
                    id: "r".into(),
                    answers: vec![],
                },
            ),
            Message => as_("hana", &say),
            MessageAsApplicant => as_("anna", &say),
            Proposal => as_("hana", &put("proposal:title")),
            List => as_("hana", &put("sent:marks")),
            Outcome => as_("anna", &put("outcome:title")),
            Both => {
                let doc = Doc::with_client_id(HERS);
                let (own, other) =
                    (doc.get_or_insert_array("say:hana"), doc.get_or_insert_map("put:anna"));
                let mut txn = doc.transact_mut();
                own.push_back(&mut txn, Any::from("x"));
                other.insert(&mut txn, "outcome:title", Any::from(true));
                txn.encode_update_v1()
            }
            StrangeRoot => {
                let doc = Doc::with_client_id(HERS);
                let text = doc.get_or_insert_text("elsewhere");
                let mut txn = doc.transact_mut();
                text.push(&mut txn, "x");
                txn.encode_update_v1()
            }
            WithAHole => {
                let mut draft = Draft::new(HERS, "hana");
                update(&mut draft, &title);
                update(&mut draft, &set("title", json!("y"), false))
            }
            Erasure => {
                let mut draft = Draft::new(HERS, "hana");
                let before = applicants();
                draft.merge(bangban_draft::Address::first(Name::Answers), &before).unwrap();
                update(&mut draft, &set("kind", Value::Null, false))
            }
            ByTheirReplica => {
                let mut draft = Draft::new(5, "hana");
                draft.merge(bangban_draft::Address::first(Name::Answers), &applicants()).unwrap();
                update(&mut draft, &title)
            }
            Secret => as_("hana", &set("secret", json!("6222"), false)),
            Elsewhere => as_("hana", &set("elsewhere", json!("x"), false)),
            OverGroup => as_("hana", &set("contact", json!("x"), false)),
            OverList => as_("hana", &set("rows", json!("x"), false)),
            SecretProposal => as_("hana", &put("proposal:secret")),
            StrangeProposal => as_("hana", &put("proposal:elsewhere")),
            StrangeMark => as_("hana", &put("mark:materials/elsewhere")),
            Flood => {
                let doc = Doc::with_client_id(HERS);
                let own = doc.get_or_insert_map("put:hana");
                let mut txn = doc.transact_mut();
                for count in 0..1000 {
                    own.insert(&mut txn, format!("mark:rows/r{count}/name"), Any::from(true));
                }
                txn.encode_update_v1()
            }
            Garbage => b"\x01\x01\x4d\x00garbage".to_vec(),
        }
    }
}

/// What the applicant has written.
pub fn applicants() -> Vec<u8> {
    update(&mut Draft::new(5, "anna"), &set("kind", json!("plain"), false))
}

/// What hana brought in while she might, by a replica of its own.
pub fn brought() -> Vec<u8> {
    update(&mut Draft::new(HERS + 1, "hana"), &set("contact/name", json!("测试"), false))
}

/// Answers that leave more traces than content.
pub fn worn() -> impl Iterator<Item = Command> {
    (0..60).map(|edit| set(["title", "reason"][edit % 2], json!(edit.to_string()), false))
}
