//! What holds for every number, every form and every sequence of edits.

#[path = "support/form.rs"]
mod form;

use bangban_forms::{FieldKind, Key, ProblemCode, RowId, State, normalise, validate};
use form::{ID_CARD, USCC, answers, compiled};
use proptest::prelude::*;
use serde_json::{Value, json};

const USCC_ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The check character that the standard prescribes, written down a second time.
fn id_card(body: &str) -> String {
    let sum: u32 =
        body.bytes().enumerate().map(|(i, b)| u32::from(b - b'0') * ((1 << (17 - i)) % 11)).sum();
    format!("{body}{}", char::from(b"10X98765432"[(sum % 11) as usize]))
}

fn uscc(body: &str) -> String {
    let value = |c: u8| USCC_ALPHABET.iter().position(|a| *a == c).expect("a character");
    let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let sum: usize = body.bytes().zip(weights).map(|(c, w)| value(c) * w).sum();
    format!("{body}{}", char::from(USCC_ALPHABET[(31 - sum % 31) % 31]))
}

fn id_body() -> impl Strategy<Value = String> {
    (0_usize..4, 0_u32..10_000, 1900_u32..2100, 1_u32..13, 1_u32..29, 0_u32..1000).prop_map(
        |(p, area, y, m, d, seq)| {
            format!("{}{area:04}{y}{m:02}{d:02}{seq:03}", [11, 12, 44, 65][p])
        },
    )
}

fn uscc_body() -> impl Strategy<Value = String> {
    (0_usize..4, "[1-8][0-9]{5}", "[0-9A-HJ-NPQRTUWXY]{9}")
        .prop_map(|(a, region, org)| format!("{}{region}{org}", ["91", "92", "51", "12"][a]))
}

proptest! {
    #[test]
    fn id_cards_with_their_check_character_pass(body in id_body()) {
        let number = id_card(&body);
        prop_assert_eq!(normalise(&FieldKind::IdCard, &json!(number)), Ok(Some(json!(number))));
    }

    #[test]
    fn one_wrong_character_of_an_id_card_is_found(
        body in id_body(), at in 0_usize..18, other in "[0-9X]",
    ) {
        let mut number = id_card(&body);
        prop_assume!(number[at..=at] != other);
        number.replace_range(at..=at, &other);
        prop_assert!(normalise(&FieldKind::IdCard, &json!(number)).is_err());
    }

    #[test]
    fn credit_codes_with_their_check_character_pass(body in uscc_body()) {
        let code = uscc(&body);
        prop_assert_eq!(normalise(&FieldKind::Uscc, &json!(code)), Ok(Some(json!(code))));
    }

    #[test]
    fn one_wrong_character_of_a_credit_code_is_found(
        body in uscc_body(), at in 0_usize..18, other in "[0-9A-Z]",
    ) {
        let mut code = uscc(&body);
        prop_assume!(code[at..=at] != other);
        code.replace_range(at..=at, &other);
        prop_assert!(normalise(&FieldKind::Uscc, &json!(code)).is_err());
    }

    #[test]
    fn normalising_twice_is_normalising_once(text in "\\PC{0,24}", kind in 0_usize..10) {
        let kinds = [
            FieldKind::Text, FieldKind::Date, FieldKind::Mobile, FieldKind::Phone,
            FieldKind::Postcode, FieldKind::Email, FieldKind::IdCard, FieldKind::Uscc,
            FieldKind::Money { min: None, max: None },
            FieldKind::Number { integer: false, min: None, max: None, multiple_of: None },
        ];
        if let Ok(Some(once)) = normalise(&kinds[kind], &json!(text)) {
            prop_assert_eq!(normalise(&kinds[kind], &once), Ok(Some(once)));
        }
    }

    #[test]
    fn telephone_like_text_normalises_stably(text in "[+0-9（）() -]{0,20}") {
        for kind in [FieldKind::Phone, FieldKind::Mobile] {
            if let Ok(Some(once)) = normalise(&kind, &json!(text)) {
                prop_assert_eq!(normalise(&kind, &once), Ok(Some(once)));
            }
        }
    }

    #[test]
    fn number_like_text_keeps_its_value(whole in 0_u32..10_000_000, cents in 0_u32..100) {
        let text = format!("{whole}.{cents:02}");
        let kind = FieldKind::Number { integer: false, min: None, max: None, multiple_of: None };
        let value = normalise(&kind, &json!(text)).expect("a number").expect("a value");
        prop_assert_eq!(value.as_f64(), text.parse::<f64>().ok());
    }
}

/// An edit of the form, with places taken modulo what is there.
#[derive(Clone, Debug)]
enum Edit {
    Set(usize, Value),
    Insert(usize, u8, Value),
    Remove(usize),
    Move(usize, usize),
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => prop_oneof![Just(Value::Null), Just(json!("")), Just(json!(true)), Just(json!(false))],
        3 => (0_u32..40).prop_map(|n| json!(n)),
        2 => (0_u32..40).prop_map(|n| json!(n.to_string())),
        6 => prop::sample::select(vec![
            "comprehensive", "flexible", "month", "year", "yes", "no", "津港物流示例公司", USCC, ID_CARD,
            "13800000000", "022-65700000", "2026-01-01", "300450", "12.5",
        ]).prop_map(|s| json!(s)),
        2 => prop::sample::subsequence(vec!["rest", "shift", "leave"], 0..=3).prop_map(|v| json!(v)),
        1 => Just(json!({"from": "2026-01-01", "to": "2026-12-31"})),
        1 => Just(json!(["120000", "120116", "120116001", "120116001001"])),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let row = (value(), value(), value())
        .prop_map(|(kind, count, cycle)| json!({"kind": kind, "count": count, "cycle": cycle}));
    prop_oneof![
        8 => (any::<usize>(), value()).prop_map(|(i, v)| Edit::Set(i, v)),
        2 => (0_usize..4, 0_u8..6, row).prop_map(|(i, id, v)| Edit::Insert(i, id, v)),
        1 => any::<usize>().prop_map(Edit::Remove),
        1 => (any::<usize>(), 0_usize..4).prop_map(|(i, to)| Edit::Move(i, to)),
    ]
}

/// All keys there are now.
fn keys(state: &State) -> Vec<Key> {
    let model = state.model();
    let list = state.resolve(&["posts"]).expect("the list");
    let mut keys: Vec<Key> =
        model.fields().iter().filter(|f| f.list.is_none()).map(|f| Key::root(f.id)).collect();
    for row in state.rows(list) {
        keys.extend(model.list_fields(list.field).map(|f| Key::new(f.id, *row)));
    }
    keys
}

/// The answers as they would be stored.
fn stored(state: &State) -> Value {
    let mut all = json!({"situation": {}, "org": {}, "agent": {}, "posts": []});
    let list = state.resolve(&["posts"]).expect("the list");
    for row in state.rows(list) {
        let object = json!({"_id": state.row_id(*row)});
        all["posts"].as_array_mut().expect("rows").push(object);
    }
    for key in keys(state).into_iter().filter(|key| *key != list) {
        let mut at = &mut all;
        for segment in state.pointer(key).split('/').skip(1) {
            at = match segment.parse::<usize>() {
                Ok(i) => &mut at[i],
                Err(_) => &mut at[segment],
            };
        }
        *at = state.raw(key).clone();
    }
    all
}

/// All that a state says, by pointer: rows have other numbers after loading.
fn said(state: &State) -> Vec<String> {
    let mut all: Vec<String> = keys(state)
        .into_iter()
        .map(|key| {
            format!(
                "{} {} {} {} {:?} {:?}",
                state.pointer(key),
                state.visible(key),
                state.enabled(key),
                state.required(key),
                state.value(key),
                state.problems(key)
            )
        })
        .collect();
    all.push(format!("{:?}", state.materials()));
    all.push(format!("{:?}", (0..4).map(|s| state.progress(s)).collect::<Vec<_>>()));
    all.push(state.submission().to_string());
    all
}

fn apply(state: &mut State, edit: &Edit) -> bangban_forms::Changes {
    let list = state.resolve(&["posts"]).expect("the list");
    let pick = |state: &State, i: usize| -> RowId {
        let rows = state.rows(list);
        if rows.is_empty() { RowId::ROOT } else { rows[i % rows.len()] }
    };
    match edit {
        Edit::Set(i, value) => {
            let keys = keys(state);
            state.set(keys[i % keys.len()], value.clone())
        }
        Edit::Insert(i, id, values) => state.insert_row(list, *i, &format!("n{id}"), values).1,
        Edit::Remove(i) => {
            let row = pick(state, *i);
            state.remove_row(row)
        }
        Edit::Move(i, to) => {
            let row = pick(state, *i);
            state.move_row(row, *to)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn incremental_is_the_same_as_from_scratch(
        full in any::<bool>(), edits in prop::collection::vec(edit(), 1..40),
    ) {
        let model = compiled();
        let begin = if full { answers() } else { Value::Null };
        let mut state = State::load(model.clone(), &begin);
        for edit in &edits {
            let view = |state: &State, key: Key| {
                (state.visible(key), state.enabled(key), state.required(key), state.problems(key))
            };
            let before: Vec<_> = keys(&state).into_iter().map(|k| (k, view(&state, k))).collect();
            let changes = apply(&mut state, edit);
            // What changed was reported.
            for (key, was) in before {
                if state.path(key).len() > 1 && state.resolve(
                    &state.path(key).iter().map(String::as_str).collect::<Vec<_>>()).is_none() {
                    continue;
                }
                if view(&state, key) != was {
                    prop_assert!(changes.keys.contains(&key), "{} by {:?}", state.pointer(key), edit);
                }
            }
            let again = State::load(model.clone(), &stored(&state));
            prop_assert_eq!(said(&state), said(&again), "after {:?}", edit);
        }
    }

    #[test]
    fn a_submission_has_the_problems_of_its_form_and_no_others(
        edits in prop::collection::vec(edit(), 0..25),
    ) {
        let model = compiled();
        let mut state = State::load(model.clone(), &answers());
        for edit in &edits {
            apply(&mut state, edit);
        }
        let verdict = validate(&model, &state.submission(), &[], &[], None);
        let found: Vec<_> = verdict
            .problems
            .iter()
            .filter(|p| !p.pointer.starts_with("/materials"))
            // What was typed may have the wrong JSON type as well.
            .filter(|p| p.problem.code != ProblemCode::Type)
            .map(|p| (&p.pointer, p.problem.code))
            .collect();
        let own = state.all_problems();
        for (pointer, code) in &found {
            prop_assert!(
                own.iter().any(|p| p.pointer == **pointer && p.problem.code == *code),
                "{} {:?}", pointer, code
            );
        }
        if own.is_empty() {
            prop_assert!(found.is_empty());
            prop_assert_eq!(verdict.answers, state.submission());
        }
    }

    #[test]
    fn anything_can_be_thrown_at_the_server(odd in odd(), at in 0_usize..9) {
        let model = compiled();
        let mut submission = answers();
        let places = [
            "/org", "/org/name", "/posts", "/posts/0", "/posts/0/term", "/situation", "/measures",
            "/totalStaff", "/org/region",
        ];
        *submission.pointer_mut(places[at]).expect("a place") = odd;
        let first = validate(&model, &submission, &[], &[], None);
        let second = validate(&model, &first.answers, &[], &[], None);
        prop_assert_eq!(first.answers, second.answers);
    }
}

fn odd() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(|b| json!(b)),
        any::<f64>().prop_map(|n| json!(n)),
        any::<i64>().prop_map(|n| json!(n)),
        "\\PC{0,20}".prop_map(|s| json!(s)),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|v| json!(v)),
            prop::collection::btree_map("[a-z_/~]{1,6}", inner, 0..4).prop_map(|m| json!(m)),
        ]
    })
}
