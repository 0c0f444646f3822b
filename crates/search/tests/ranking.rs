//! Which items a query finds, and in which order.

mod catalogue;

use bangban_search::{Facets, Field, Flags, IndexError};
use catalogue::{index, packed};

/// query → the first hits, best first; an empty list = nothing is found.
const CASES: &[(&str, &[&str])] = &[
    // names
    ("食品经营许可", &["food.new", "food.renewal", "food.change"]),
    ("食品经营许可（变更）", &["food.change"]),
    ("食品", &["food.new", "food-production.new", "food.renewal", "food.change"]),
    ("不定时工作制", &["hours.new", "hours.renewal"]),
    ("食品许可", &["food.new"]),
    ("食品 延续", &["food.renewal"]),
    ("许可 食品 变更", &["food.change"]),
    // aliases
    ("开饭馆", &["food.new"]),
    ("开诊所", &["medical.new"]),
    ("特殊工时", &["hours.new", "hours.renewal"]),
    ("社保卡", &["card"]),
    ("我想开个小饭馆", &["food.new"]),
    ("怎么办理食品经营许可", &["food.new", "food.renewal", "food.change"]),
    // pinyin
    ("shipinjingying", &["food.new", "food.renewal", "food.change"]),
    ("shi pin jing ying", &["food.new", "food.renewal", "food.change"]),
    ("shi'pin'jing'ying", &["food.new"]),
    ("shipinjingy", &["food.new"]),
    ("SHIPIN", &["food.new", "food-production.new"]),
    ("teshugongshi", &["hours.new"]),
    ("kaifanguan", &["food.new"]),
    ("yinhang", &["bank"]),
    ("食pin经营", &["food.new"]),
    ("juzhuz", &["residence"]),
    // initials
    ("spjyxk", &["food.new", "food.renewal", "food.change"]),
    ("tsgs", &["hours.new", "hours.renewal"]),
    ("jzz", &["residence"]),
    ("zhuzheng", &["residence"]),
    ("食品jy", &["food.new"]),
    ("ylwsjkwyh", &[]),
    // English
    ("food licence", &["food.new"]),
    ("Working hours", &["hours.new", "hours.renewal"]),
    ("residence", &["residence"]),
    ("dispatch lic", &["dispatch.new"]),
    // department
    ("公安", &["residence", "bank"]),
    ("卫生健康 首次", &["hygiene.new", "medical.new"]),
    // one slip
    ("食品经管许可", &["food.new", "food.renewal", "food.change"]),
    ("工共场所", &["hygiene.new"]),
    ("食品经营许可证", &["food.new"]),
    ("社会保卡", &["card"]),
    ("shpinjingying", &["food.new"]),
    ("shipinjignying", &["food.new"]),
    ("shipinjinying", &["food.new"]),
    ("residense", &["residence"]),
    ("wroking hours", &["hours.new"]),
    ("foood", &["food.new"]),
    // full-width, odd and nothing
    ("ｓｐｊｙ", &["food.new"]),
    ("，。！", &["food.renewal", "food.new", "residence"]),
    ("飞船", &[]),
    ("xyzzyq", &[]),
    ("🚀", &[]),
];

#[test]
fn queries_find_and_rank() {
    let index = index(1);
    let mut wrong = Vec::new();
    for (query, wanted) in CASES {
        let hits = index.search(query, &Facets::default(), 10);
        let found: Vec<&str> = hits.hits.iter().map(|hit| index.item(hit.item).id).collect();
        let right = if wanted.is_empty() { found.is_empty() } else { found.starts_with(wanted) };
        if !right {
            wrong.push(format!("{query}: wanted {wanted:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_was_met_is_marked() {
    let index = index(1);
    for (query, field, marked) in [
        ("经营", Field::Name, &["经营"][..]),
        ("食品许可", Field::Name, &["食品", "许可"]),
        ("延续 食品", Field::Name, &["食品", "延续"]),
        ("食品经营许可首次", Field::Name, &["食品经营许可", "首次"]),
        ("jyxk", Field::Name, &["经营许可"]),
        ("kaifang", Field::Alias, &["开饭馆"]),
        ("小吃店", Field::Alias, &["小吃店"]),
        ("licence food", Field::English, &["Food", "licence"]),
        ("公安", Field::Department, &["公安"]),
    ] {
        let hits = index.search(query, &Facets::default(), 1);
        let hit = &hits.hits[0];
        let text = index.text(hit);
        let found: Vec<&str> = hit.ranges.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!((hit.field, &found[..]), (field, marked), "{query} in {text}");
    }
}

#[test]
fn facets_narrow_and_are_counted() {
    let index = index(1);
    let all = index.search("许可", &Facets::default(), 3);
    assert_eq!((all.total, all.hits.len()), (7, 3));
    assert_eq!(all.counts.of(Flags::FIRST), 5);
    let market = index.item(all.hits[0].item).department;
    let facets = Facets { department: Some(market), flags: Flags::FIRST };
    let first = index.search("许可", &facets, 10);
    assert_eq!(first.total, 2);
    assert_eq!(first.counts.departments.iter().sum::<u32>(), 5, "other departments are offered");
    let none = Facets { department: None, flags: Flags::AUTOMATIC };
    assert_eq!(index.search("", &none, 10).total, 0);
}

#[test]
fn an_index_that_cannot_be_read_is_refused() {
    let good = packed(1);
    for (text, error) in [
        (String::new(), IndexError::Version),
        ("bangban-index 2\n".to_owned(), IndexError::Version),
        ("bangban-index 1\nX\ta".to_owned(), IndexError::Unknown(2)),
        ("bangban-index 1\nD\ta".to_owned(), IndexError::Malformed(2)),
        ("bangban-index 1\nR\tSHI\t食".to_owned(), IndexError::Malformed(2)),
        ("bangban-index 1\nI\ta\tb\tc\t0\t0\t0\t0\t\t".to_owned(), IndexError::Dangling(2)),
        (good.replace("\t900\t", "\tmany\t"), IndexError::Malformed(0)),
    ] {
        match bangban_search::Index::parse(text) {
            Ok(_) => panic!("{error:?} was expected"),
            Err(found) => assert_eq!(
                std::mem::discriminant(&found),
                std::mem::discriminant(&error),
                "{found} instead of {error}"
            ),
        }
    }
}
