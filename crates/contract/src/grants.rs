//! Who may do what in a filing's draft. The server enforces it at each of its doors, the app
//! mirrors it; this is the one place that decides.

use serde::{Deserialize, Serialize};

use crate::assistance::Level;
use crate::filing::FilingState;

/// One of the three documents that a filing's draft (办件草稿) consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Answers that an assistant may see too.
    Answers,
    /// Sensitive answers (敏感个人信息): the applicant's side alone.
    Private,
    /// Suggestions, marks and chat.
    Assist,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Answers, Self::Private, Self::Assist];

    /// Its word in names and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Private => "private",
            Self::Assist => "assist",
        }
    }

    /// The part of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.as_str() == word)
    }
}

/// What someone may do in a document. Each includes those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Grant {
    /// Nothing, not even know that it exists.
    #[default]
    None,
    /// See it, and be seen in it.
    Read,
    /// Change it.
    Write,
}

/// How someone stands to a filing. Who they are is the server's to find out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The applicant's own side (申请人、经办人).
    Applicant,
    /// An assistant (帮办员) whom the applicant has let in, at this level, now.
    Assistant(Level),
    /// Who acts under a mandate (受托人) that is in force and covers the item. Answers are theirs to
    /// write where it lets them fill; sensitive ones stay closed, whatever it says.
    Agent {
        /// Whether it lets them fill.
        fills: bool,
    },
    /// Anyone else. A reviewer too: a department sees what was submitted, and no draft.
    Stranger,
}

/// What someone may do in each part of a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grants {
    /// In [`Part::Answers`].
    pub answers: Grant,
    /// In [`Part::Private`].
    pub private: Grant,
    /// In [`Part::Assist`].
    pub assist: Grant,
}

impl Grants {
    /// By one's standing and where the filing stands. An applicant writes while the filing is
    /// theirs to change and reads afterwards.
    pub fn of(standing: Standing, state: FilingState) -> Self {
        match standing {
            Standing::Applicant => {
                let all = if state.is_editable() { Grant::Write } else { Grant::Read };
                Self { answers: all, private: all, assist: all }
            }
            // What an assistant shows and proposes is in the assist document at every level;
            // which of its parts are theirs to write is looked at update by update.
            Standing::Assistant(level) if state.is_editable() => Self {
                answers: if level == Level::Fill { Grant::Write } else { Grant::Read },
                private: Grant::None,
                assist: Grant::Write,
            },
            Standing::Agent { fills } if state.is_editable() => {
                Self::of(Standing::Assistant(if fills { Level::Fill } else { Level::Look }), state)
            }
            Standing::Assistant(_) | Standing::Agent { .. } | Standing::Stranger => Self::default(),
        }
    }

    /// In this part.
    pub const fn to(self, part: Part) -> Grant {
        match part {
            Part::Answers => self.answers,
            Part::Private => self.private,
            Part::Assist => self.assist,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_standing_and_state() {
        use FilingState as S;
        for (standing, state, expected) in [
            (Standing::Applicant, S::Draft, Grant::Write),
            (Standing::Applicant, S::SupplementRequested, Grant::Write),
            (Standing::Applicant, S::Submitted, Grant::Read),
            (Standing::Applicant, S::UnderReview, Grant::Read),
            (Standing::Applicant, S::Granted, Grant::Read),
            (Standing::Applicant, S::Withdrawn, Grant::Read),
            (Standing::Stranger, S::Draft, Grant::None),
            (Standing::Stranger, S::Submitted, Grant::None),
        ] {
            for part in Part::ALL {
                let found = Grants::of(standing, state).to(part);
                assert_eq!(found, expected, "{standing:?} {state:?} {part:?}");
            }
        }
    }

    #[test]
    fn an_assistant_by_level() {
        use FilingState as S;
        use Grant::{None, Read, Write};
        for (level, state, answers, assist) in [
            (Level::Look, S::Draft, Read, Write),
            (Level::Suggest, S::Draft, Read, Write),
            (Level::Fill, S::Draft, Write, Write),
            (Level::Fill, S::SupplementRequested, Write, Write),
            (Level::Fill, S::Submitted, None, None),
            (Level::Look, S::Granted, None, None),
        ] {
            let found = Grants::of(Standing::Assistant(level), state);
            assert_eq!(found, Grants { answers, private: None, assist }, "{level:?} {state:?}");
        }
    }

    #[test]
    fn an_agent_by_what_the_mandate_lets_them() {
        use FilingState as S;
        use Grant::{None, Read, Write};
        for (fills, state, answers, assist) in [
            (true, S::Draft, Write, Write),
            (true, S::SupplementRequested, Write, Write),
            (false, S::Draft, Read, Write),
            (true, S::Submitted, None, None),
            (true, S::Granted, None, None),
        ] {
            let found = Grants::of(Standing::Agent { fills }, state);
            assert_eq!(found, Grants { answers, private: None, assist }, "{fills} {state:?}");
        }
    }

    #[test]
    fn each_grant_includes_those_before() {
        assert!(Grant::None < Grant::Read && Grant::Read < Grant::Write);
    }
}
