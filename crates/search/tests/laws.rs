//! What holds for any input, and how long a key press takes.

mod catalogue;

use std::sync::LazyLock;
use std::time::Instant;

use bangban_search::{Facets, Index};
use catalogue::{ITEMS, index, packed, reading};
use proptest::prelude::*;

static INDEX: LazyLock<Index> = LazyLock::new(|| index(1));

/// One slip: wrong, missing, too many, swapped.
fn slip(text: &str, kind: usize, at: usize, other: char) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let at = at % chars.len();
    match kind {
        0 => chars[at] = other,
        1 => drop(chars.remove(at)),
        2 => chars.insert(at, other),
        _ => {
            let next = (at + 1).min(chars.len() - 1);
            chars.swap(at, next);
        }
    }
    chars.into_iter().collect()
}

fn finds(query: &str, item: usize) -> bool {
    let hits = INDEX.search(query, &Facets::default(), ITEMS.len());
    hits.hits.iter().any(|hit| hit.item == item)
}

proptest! {
    #[test]
    fn no_query_panics_and_ranges_fit(query in "\\PC{0,60}|[a-z 食品经营许可（）'A-Z0-9]{0,60}") {
        let hits = INDEX.search(&query, &Facets::default(), 20);
        prop_assert!(hits.hits.len() <= hits.total);
        for hit in &hits.hits {
            let text = INDEX.text(hit);
            for range in &hit.ranges {
                prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
            }
        }
    }

    #[test]
    fn no_text_panics_as_an_index(text in "\\PC{0,200}", cut in 0usize..4000) {
        let _ = Index::parse(text.clone());
        let _ = Index::parse(["bangban-index 1\n", &text].concat());
        let whole = packed(1);
        let cut: String = whole.chars().take(cut).collect();
        if let Ok(index) = Index::parse(cut) {
            index.search("食品", &Facets::default(), 5);
        }
    }

    #[test]
    fn a_name_with_a_slip_is_found(
        item in 0..ITEMS.len(), kind in 0usize..4, at in 0usize..40, other in "[一-龥]",
    ) {
        let name: String = ITEMS[item].1.chars().take_while(|c| *c != '（').collect();
        let query = slip(&name, kind, at, other.chars().next().unwrap_or('一'));
        prop_assert!(finds(&query, item), "{query}");
    }

    #[test]
    fn pinyin_with_a_slip_is_found(
        item in 0..ITEMS.len(), kind in 0usize..4, at in 0usize..80, other in "[a-z]",
    ) {
        let name: String = ITEMS[item].1.chars().take_while(|c| *c != '（').take(7).collect();
        let query = slip(&reading(&name).concat(), kind, at, other.chars().next().unwrap_or('a'));
        prop_assert!(finds(&query, item), "{query}");
    }
}

/// `cargo test -p bangban-search --release --test laws -- --ignored --nocapture`
#[test]
#[ignore = "measures; only in release"]
fn a_key_press_over_a_whole_catalogue() {
    let text = packed(110);
    println!("{} bytes packed", text.len());
    let start = Instant::now();
    let index = Index::parse(text).expect("parses");
    println!("{} items parsed in {:?}", index.len(), start.elapsed());
    let mut worst = (0.0, "");
    for whole in [
        "食品经营许可",
        "shipinjingyingxuke",
        "spjyxk",
        "special working hours",
        "xyzzyqq",
        "食品经管许可证",
        "我想开个小饭馆",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "shishishishishishishi",
    ] {
        for (end, _) in whole.char_indices().skip(1).chain([(whole.len(), ' ')]) {
            let query = &whole[..end];
            let start = Instant::now();
            for _ in 0..10 {
                std::hint::black_box(index.search(query, &Facets::default(), 20));
            }
            let ms = start.elapsed().as_secs_f64() * 100.0;
            if ms > worst.0 {
                worst = (ms, query);
            }
            println!("{ms:.3} ms {query}");
        }
    }
    println!("worst: {:.3} ms {}", worst.0, worst.1);
}
