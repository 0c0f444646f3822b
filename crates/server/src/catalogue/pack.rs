//! The packed index for the search in the browser: names, everyday words, and the readings
//! (拼音) that the browser need not know.

use std::collections::{BTreeMap, BTreeSet};

use bangban_search::{Flags, PackDepartment, PackError, PackItem, pack};
use pinyin::ToPinyin;

use super::{Catalogue, ItemRow};

/// Packs the catalogue. `guides` and `forms` are the ids of the items that have one.
pub fn index(
    catalogue: &Catalogue,
    guides: &BTreeSet<String>,
    forms: &BTreeSet<String>,
) -> Result<String, PackError> {
    let departments: Vec<PackDepartment<'_>> = catalogue
        .departments
        .iter()
        .map(|one| PackDepartment { id: &one.id, name: &one.name, name_en: &one.name_en })
        .collect();
    let mut words: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in &catalogue.aliases {
        words.entry(&row.item).or_default().push(&row.alias);
    }
    let bundled: BTreeSet<&str> =
        catalogue.bundles.iter().flat_map(|one| one.items.split(' ')).collect();
    let none = Vec::new();
    let items: Vec<PackItem<'_>> = catalogue
        .items
        .iter()
        .map(|item| PackItem {
            id: &item.id,
            name: &item.name,
            name_en: &item.name_en,
            aliases: words.get(item.id.as_str()).unwrap_or(&none),
            department: &item.department,
            flags: flags(item)
                .with_if(Flags::BUNDLE, bundled.contains(item.id.as_str()))
                .with_if(Flags::GUIDE, guides.contains(&item.id))
                .with_if(Flags::FORM, forms.contains(&item.id)),
            popularity: item.popularity,
            days: item.promised_days,
        })
        .collect();
    pack(&departments, &items, &reading)
}

fn flags(item: &ItemRow) -> Flags {
    let first = item.id.split_once('.').is_none_or(|(_, kind)| kind == "new");
    Flags::NONE
        .with_if(Flags::PERSON, item.audience.contains("person"))
        .with_if(Flags::ORGANISATION, item.audience.contains("organisation"))
        .with_if(Flags::INSTANT, item.handling == "instant")
        .with_if(Flags::ASSISTED, item.assisted == 1)
        .with_if(Flags::AUTOMATIC, item.automatic == 1)
        .with_if(Flags::CROSS_ONLINE, item.cross_province == "online")
        .with_if(Flags::CROSS_REMOTE, item.cross_province == "remote")
        .with_if(Flags::CROSS_JOINT, item.cross_province == "joint")
        .with_if(Flags::SUNK, item.sunk == 1)
        .with_if(Flags::FREE_TRADE, item.free_trade_batch.is_some())
        .with_if(Flags::FIRST, first)
        .with_if(Flags::FEE, item.fee == 1)
}

/// One toneless syllable for each character; empty for one that has none.
fn reading(text: &str) -> Vec<String> {
    text.chars()
        .map(|character| {
            character.to_pinyin().map_or("", |reading| reading.plain()).replace('ü', "v")
        })
        .collect()
}
