//! A document as a sheet for the word processor, in Chinese as the authority issues it. Pure.

use bangban_contract::document::{Document, DocumentTable};
use bangban_contract::guide::Guide;
use chrono::NaiveDate;

use super::Lines;
use crate::blanks::{Block, Sheet};
use crate::documents::day_zh;

/// A document of a filing, in the order in which the app shows it.
pub(super) fn of_document(document: &Document, day: NaiveDate) -> Sheet {
    let mut blocks = vec![
        Block::Text(document.summary.number.clone()),
        Block::Text(format!("{}：", document.addressee.zh)),
    ];
    blocks.extend(document.paragraphs.iter().map(|text| Block::Text(text.zh.clone())));
    let facts = document.facts.iter();
    blocks.push(Block::Fields(
        facts.map(|fact| (fact.name.zh.clone(), fact.value.zh.clone())).collect(),
    ));
    for table in &document.tables {
        blocks.push(Block::Text(table.name.zh.clone()));
        blocks.push(rows(table));
    }
    blocks.extend(document.closing.iter().map(|text| Block::Text(text.zh.clone())));
    blocks.push(end(&document.issuer.zh, day));
    Sheet { title: document.title.zh.clone(), blocks }
}

/// A document that states lines and nothing else.
pub(super) fn of_lines(guide: &Guide, name: &str, lines: &Lines, day: NaiveDate) -> Sheet {
    let blocks = vec![Block::Fields(lines.clone()), end(&guide.item.department_name.zh, day)];
    Sheet { title: name.to_owned(), blocks }
}

fn rows(table: &DocumentTable) -> Block {
    let words = |texts: &[bangban_contract::Text]| -> Vec<String> {
        texts.iter().map(|text| text.zh.clone()).collect()
    };
    Block::Table {
        columns: words(&table.columns),
        rows: 0,
        sample: table.rows.iter().map(|row| words(row)).collect(),
    }
}

/// Who issues it, and when.
fn end(issuer: &str, day: NaiveDate) -> Block {
    Block::Sign(vec![("发证机关".into(), issuer.to_owned()), ("日期".into(), day_zh(day))])
}
