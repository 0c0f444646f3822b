//! Generated people, for measuring what many of them cost at the same time. Each acts for
//! themselves and for nobody else.

use bangban_contract::Text;
use bangban_contract::session::{Party, PartyKind, Person, Role};

use crate::session::Identity;

/// So many of them: `bench-1`, `bench-2`, ….
pub fn people(count: u32) -> impl Iterator<Item = Identity> {
    (1..=count).map(person)
}

fn person(number: u32) -> Identity {
    let id = format!("bench-{number}");
    let name = Text::new(format!("测量人员{number}（示例）"), format!("Measuring {number} (demo)"));
    Identity {
        person: Person {
            id: id.clone(),
            name: name.clone(),
            role: Role::Applicant,
            department: None,
            desk: None,
        },
        description: Text::new("用于性能测量。", "For measuring only."),
        parties: vec![Party {
            id,
            kind: PartyKind::Person,
            name,
            relation: Text::new("本人", "Oneself"),
        }],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nobody_is_there_twice() {
        let ids: BTreeSet<String> = people(300).map(|one| one.person.id).collect();
        assert_eq!(ids.len(), 300);
    }
}
