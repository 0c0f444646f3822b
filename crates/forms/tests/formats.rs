//! Formats, one case a line: kind, what is typed, what it becomes or what is wrong with it.

use bangban_forms::{FieldKind as K, Locale, ProblemCode, describe, last_four, mask, normalise};
use serde_json::{Value, json};

fn run(kind: &K, cases: &[(&str, &str)]) {
    for (raw, expected) in cases {
        let got = match normalise(kind, &json!(raw)) {
            Ok(Some(Value::String(text))) => text,
            Ok(Some(other)) => other.to_string(),
            Ok(None) => String::new(),
            Err(problem) => format!("!{}", problem.code.code()),
        };
        assert_eq!(&got, expected, "{raw}");
    }
}

#[test]
fn id_cards() {
    run(
        &K::IdCard,
        &[
            ("11010519491231002X", "11010519491231002X"),
            ("11010519491231002x", "11010519491231002X"),
            ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
            (" 110105 19491231 002X ", "11010519491231002X"),
            ("440524188001010014", "!id-date"), // born before 1900
            ("", ""),
            ("　", ""),
            ("1101051949123100", "!id-length"),
            ("11010519491231002XX", "!id-length"),
            ("1101051949123100一X", "!id-characters"),
            ("1101051949X231002X", "!id-characters"),
            ("11010519491231002A", "!id-characters"),
            ("99010519491231002X", "!id-region"),
            ("110105194913310021", "!id-date"),
            ("110105200102290021", "!id-date"), // no leap year
            ("110105194912310021", "!id-check"),
            ("110105194912310012", "!id-check"),
        ],
    );
}

#[test]
fn credit_codes() {
    run(
        &K::Uscc,
        &[
            ("91350100M000100Y43", "91350100M000100Y43"),
            ("91350100m000100y43", "91350100M000100Y43"),
            ("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43"),
            ("91350100 M000 100Y 43", "91350100M000100Y43"),
            ("91350100M000100Y44", "!uscc-check"),
            ("91350100M000100Y4", "!uscc-length"),
            ("91350100I000100Y43", "!uscc-characters"),
            ("9135010AM000100Y43", "!uscc-characters"),
            ("94350100M000100Y43", "!uscc-authority"),
            ("B1350100M000100Y43", "!uscc-authority"),
        ],
    );
}

#[test]
fn ways_to_reach_a_person() {
    run(
        &K::Mobile,
        &[
            ("13800000000", "13800000000"),
            ("138 0000 0000", "13800000000"),
            ("138-0000-0000", "13800000000"),
            ("+86 138 0000 0000", "13800000000"),
            ("8613800000000", "13800000000"),
            ("１３８００００００００", "13800000000"),
            ("12800000000", "!mobile"),
            ("1380000000", "!mobile"),
            ("022-65700000", "!mobile"),
        ],
    );
    run(
        &K::Phone,
        &[
            ("13800000000", "13800000000"),
            ("022-65700000", "022-65700000"),
            ("02265700000", "022-65700000"),
            ("（022）65700000", "022-65700000"),
            ("(022) 6570 0000", "022-65700000"),
            ("022—65700000—801", "022-65700000-801"),
            ("03168800000", "0316-8800000"),
            ("65700000", "65700000"),
            ("400-800-8820", "4008008820"),
            ("12345", "12345"),
            ("+86-22-65700000", "!phone"),
            ("022-1570000", "!phone"),
            ("022-65700000-801-2", "!phone"),
            ("abc", "!phone"),
            ("-", "!phone"),
            ("0", "!phone"),
            ("00000", "!phone"),
        ],
    );
    run(
        &K::Postcode,
        &[
            ("300450", "300450"),
            ("３００４５０", "300450"),
            ("30045", "!postcode"),
            ("000001", "!postcode"),
        ],
    );
    run(
        &K::Email,
        &[
            ("a.b+c@Example.CN", "a.b+c@example.cn"),
            ("ａ@example.cn", "a@example.cn"),
            ("a@b", "!email"),
            ("a@@b.cn", "!email"),
            (".a@b.cn", "!email"),
            ("a..b@b.cn", "!email"),
            ("a@-b.cn", "!email"),
            ("a b@b.cn", "!email"),
            ("a@b.c1", "!email"),
            ("中@b.cn", "!email"),
        ],
    );
}

#[test]
fn dates() {
    run(
        &K::Date,
        &[
            ("2026-01-05", "2026-01-05"),
            ("2026-1-5", "2026-01-05"),
            ("2026/01/05", "2026-01-05"),
            ("2026.1.5", "2026-01-05"),
            ("20260105", "2026-01-05"),
            ("2026年1月5日", "2026-01-05"),
            ("２０２６－０１－０５", "2026-01-05"),
            ("2024-02-29", "2024-02-29"),
            ("2000-02-29", "2000-02-29"),
            ("2026-02-29", "!no-such-date"),
            ("1900-02-29", "!no-such-date"),
            ("2026-13-01", "!no-such-date"),
            ("2026-00-01", "!no-such-date"),
            ("2026-04-31", "!no-such-date"),
            ("0026-01-01", "!year"),
            ("1215-05-01", "!year"),
            ("26-01-05", "!date"),
            ("202026-01-05", "!date"),
            ("12026年1月5日", "!date"),
            ("2026-01", "!date"),
            ("2026-01-05-01", "!date"),
            ("明天", "!date"),
            ("2026-0a-01", "!date"),
        ],
    );
    let range = |from: &str, to: &str| normalise(&K::DateRange, &json!({"from": from, "to": to}));
    assert_eq!(
        range("2026/1/1", "2026.12.31"),
        Ok(Some(json!({"from": "2026-01-01", "to": "2026-12-31"})))
    );
    assert_eq!(range("", ""), Ok(None));
    let code = |from, to| range(from, to).expect_err("a problem").code;
    assert_eq!(code("2026-01-02", "2026-01-01"), ProblemCode::DateOrder);
    assert_eq!(code("2026-01-02", ""), ProblemCode::DateRange);
    assert_eq!(code("2026-01-02", "x"), ProblemCode::Date);
}

#[test]
fn numbers() {
    let any = K::Number { integer: false, min: None, max: None, multiple_of: None };
    run(
        &any,
        &[
            ("12", "12"),
            ("012", "12"),
            ("12.50", "12.5"),
            ("１２．５", "12.5"),
            ("1,234.5", "1234.5"),
            ("1，234", "1234"),
            ("-3", "-3"),
            ("-0", "0"),
            ("0.1", "0.1"),
            ("12.3", "12.3"),
            (" 12 ", "12"),
            ("12,34", "!number"),
            ("1,2345", "!number"),
            ("1234,567", "!number"),
            ("12.", "!number"),
            (".5", "!number"),
            ("1e3", "!number"),
            ("--1", "!number"),
            ("十二", "!number"),
            ("1234567890123456", "!number"), // more than can be held
        ],
    );
    let people =
        K::Number { integer: true, min: Some(1.0), max: Some(50.0), multiple_of: Some(5.0) };
    run(
        &people,
        &[
            ("5", "5"),
            ("5.0", "5"),
            ("0", "!too-small"),
            ("55", "!too-big"),
            ("5.5", "!integer"),
            ("6", "!step"),
        ],
    );
    let area = K::Number { integer: false, min: None, max: None, multiple_of: Some(0.01) };
    run(&area, &[("0.07", "0.07"), ("1234567.89", "1234567.89"), ("0.075", "!step")]);
    let money = K::Money { min: Some(0.0), max: Some(1e6) };
    run(
        &money,
        &[
            ("1234.5", "1234.50"),
            ("1,234.50", "1234.50"),
            ("￥1,234", "1234"),
            ("¥100元", "100"),
            ("０１００", "100"),
            ("100.00", "100"),
            ("100.005", "!money-decimals"),
            ("1,23", "!money"),
            ("壹佰", "!money"),
            ("-1", "!too-small"),
            ("1000000.01", "!too-big"),
        ],
    );
}

#[test]
fn regions() {
    let kind = K::Region { min: 3, max: 5 };
    let cases: &[(&[&str], &str)] = &[
        (&["120000", "120100", "120116"], ""),
        (&["120000", "120116", "120116001"], ""), // a municipality without its city level
        (&["120000", "120116", "120116001", "120116001001"], ""),
        (&["120000", "120116"], "region-incomplete"),
        (&["120000", "130100", "130102"], "region"),
        (&["120000", "120116", "120116"], "region"),
        (&["120116", "120000", "120116001"], "region"),
        (&["120000", "12011", "120116001"], "region"),
        (&["天津", "滨海", "新港"], "region"),
        (&["020000", "020100", "020116"], "region"),
    ];
    for (codes, expected) in cases {
        let got = normalise(&kind, &json!(codes)).err().map_or("", |p| p.code.code());
        assert_eq!(&got, expected, "{codes:?}");
    }
}

#[test]
fn wrong_types_are_problems_of_their_own() {
    let text = K::Text;
    for raw in [json!(true), json!({"a": 1}), json!([1])] {
        assert_eq!(normalise(&text, &raw).expect_err("a problem").code, ProblemCode::Type);
    }
    for kind in [K::DateRange, K::Region { min: 1, max: 5 }] {
        assert_eq!(normalise(&kind, &json!("x")).expect_err("a problem").code, ProblemCode::Type);
    }
}

#[test]
fn masks() {
    let cases = [
        (K::IdCard, "11010519491231002X", "**************002X"),
        (K::Mobile, "13800001234", "138****1234"),
        (K::Phone, "022-65701234", "********1234"),
        (K::Email, "zhang@example.cn", "z****@example.cn"),
        (K::Text, "李示例", "李**"),
        (K::Text, "李", "*"),
        (K::Text, "天津市滨海新区示例路1号", "天津**********"),
        (K::Text, "6222000011112222", "************2222"),
        (K::Date, "2026-01-01", "****"),
        (K::Uscc, "12", "**"),
        (K::LongText, "", ""),
    ];
    for (kind, value, expected) in cases {
        assert_eq!(mask(&kind, value), expected);
    }
}

#[test]
fn the_last_four_of_codes_alone() {
    for (kind, value, expected) in [
        (K::IdCard, "11010519491231002X", Some("002X")),
        (K::Uscc, "91350100M000100Y43", Some("0Y43")),
        (K::Mobile, "13800138000", Some("8000")),
        (K::Text, "6222020200112233", Some("2233")),
        (K::Text, "12345678", None),
        (K::Text, "福建省福州市鼓楼区东街一号", None),
        (K::Email, "someone@example.com", None),
        (K::LongText, "6222020200112233", None),
        (K::Date, "1949-12-31", None),
        (K::IdCard, "", None),
    ] {
        assert_eq!(last_four(&kind, value, true).as_deref(), expected, "{value}");
        assert_eq!(last_four(&kind, value, false), None, "{value}");
    }
}

/// Whoever follows an identity number while it is typed learns its last four and no more.
#[test]
fn the_last_four_of_what_is_typed_slowly() {
    let whole = "11010519491231002X";
    let seen = (1..=whole.len()).filter_map(|end| {
        let typed = &whole[..end];
        let valid = normalise(&K::IdCard, &json!(typed)).is_ok();
        last_four(&K::IdCard, typed, valid)
    });
    assert_eq!(seen.collect::<Vec<_>>(), ["002X"]);
}

#[test]
fn every_problem_has_a_sentence_that_says_what_to_do() {
    for code in ProblemCode::ALL {
        let params = ["min", "max", "length", "step", "character"];
        let params = params.into_iter().map(|name| (name, String::from("7"))).collect();
        let problem = bangban_forms::Problem { code: *code, params, message: None };
        for locale in [Locale::Zh, Locale::En] {
            let text = describe(&problem, locale);
            assert!(!text.is_empty() && !text.contains(['{', '}']), "{}: {text}", code.code());
        }
    }
    let length = normalise(&K::IdCard, &json!("123")).expect_err("a problem");
    assert_eq!(describe(&length, Locale::Zh), "身份证号应为18位，现在是3位");
    let check = normalise(&K::IdCard, &json!("110105194912310021")).expect_err("a problem");
    assert!(describe(&check, Locale::Zh).contains("校验码不对"));
}
