//! Updates that were damaged on the device or made up on the way: refused, or taken as far as
//! they make sense, never a panic. The draft goes on working after them.

use bangban_draft::{Address, Answer, Command, Draft, Name};
use proptest::prelude::*;
use serde_json::{Value, json};

fn set(path: &str, value: Value, long: bool) -> Command {
    let path = path.split('/').map(str::to_owned).collect();
    Command::Set(Answer { path, value, long, sensitive: false })
}

/// A draft with something of every kind.
fn filled() -> Draft {
    let mut draft = Draft::new(7, "one");
    draft.apply(&set("firm/name", json!("津港物流示例公司"), false));
    draft.apply(&set("reason", json!("因生产特点𠮷🚢"), true));
    draft.apply(&set("reason", json!("因特点𠮷🚢需要"), true));
    draft.apply(&set("modes", json!(["a", { "b": [1, 2.5, null, true] }]), false));
    for (id, index) in ["r1", "r2", "r3"].into_iter().zip(0u32..) {
        let list = vec!["posts".to_owned()];
        let id = id.to_owned();
        draft.apply(&Command::InsertRow { list, index, id, answers: Vec::new() });
    }
    draft.apply(&set("posts/r2/count", json!(12), false));
    draft.apply(&Command::RemoveRow { list: vec!["posts".to_owned()], id: "r1".to_owned() });
    draft
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn damaged_updates_do_no_harm(
        hits in prop::collection::vec((0usize..1_000, any::<u8>()), 1..6), cut in 0usize..1_000,
    ) {
        let mut bytes = filled().snapshot(Name::Answers);
        for (at, byte) in hits {
            let at = at % bytes.len();
            bytes[at] = byte;
        }
        bytes.truncate(bytes.len() - if cut < 200 { cut % bytes.len() } else { 0 });
        for mut draft in [Draft::new(8, "one"), filled()] {
            let _ = draft.merge(Address::first(Name::Answers), &bytes);
            draft.apply(&set("after", json!("still here"), false));
            prop_assert_eq!(&draft.answers()["after"], "still here");
            let _ = draft.snapshot(Name::Answers);
        }
    }

    /// Damage that keeps the bytes well-formed: other clients, clocks, neighbours and lengths.
    #[test]
    fn small_damage_does_no_harm(
        hits in prop::collection::vec((0usize..1_000, 0u8..16), 1..4), apart in any::<bool>(),
    ) {
        let mut bytes = filled().snapshot(Name::Answers);
        for (at, byte) in hits {
            let at = at % bytes.len();
            bytes[at] = if apart { byte } else { bytes[at] ^ byte };
        }
        for mut draft in [Draft::new(8, "one"), filled()] {
            let _ = draft.merge(Address::first(Name::Answers), &bytes);
            let mut other = Draft::new(9, "one");
            let _ = other.merge(Address::first(Name::Answers), &draft.snapshot(Name::Answers));
            draft.apply(&set("after", json!("still here"), false));
            prop_assert_eq!(&draft.answers()["after"], "still here");
        }
    }

    #[test]
    fn bytes_of_any_kind_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut draft = filled();
        let _ = draft.merge(Address::first(Name::Private), &bytes);
        draft.answers();
    }
}
