//! The catalogue of the demo district: departments, items, everyday words, scenes, bundles,
//! stations and places, from tables beside the code.
//!
//! The tables are built into the program and read once at start. What is malformed, stands twice
//! or names what is not there stops the start with the table's name and line; what the whole
//! district says of itself is checked in [`crate::district`].

mod code;
mod pack;
mod places;
mod table;
mod view;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

pub use code::{CodeError, check_code};
pub use pack::index;
pub use places::{Place, regions};
pub use table::TableError;
use table::{Row, read};
pub use view::{departments, figures, guide, scenes, stations};

/// A department as its table has it.
#[derive(Clone, Debug, Deserialize)]
pub struct DepartmentRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// Unified social credit code (统一社会信用代码, GB 32100).
    pub uscc: String,
    /// Telephone.
    pub phone: String,
    /// Address.
    pub address: String,
    /// Opening hours.
    pub hours: String,
    /// Opening hours in English.
    pub hours_en: String,
}

/// An item (办理项) as its table has it.
#[derive(Clone, Debug, Deserialize)]
pub struct ItemRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// English name; may be empty.
    pub name_en: String,
    /// Id of the department.
    pub department: String,
    /// `person`, `organisation` or both with `+`.
    pub audience: String,
    /// Kind (事项类型).
    pub kind: String,
    /// `instant` or `promised`.
    pub handling: String,
    /// Time limit by law, working days.
    pub statutory_days: u16,
    /// Promised time limit, working days.
    pub promised_days: u16,
    /// Depth of online handling (网办深度), 1 to 4.
    pub online_depth: u8,
    /// Visits to a window.
    pub visits: u8,
    /// 1 where a fee is charged.
    pub fee: u8,
    /// 1 with help and entrusted filing (在线帮办、委托进件).
    pub assisted: u8,
    /// 1 where decided by rules around the clock (智能审批).
    pub automatic: u8,
    /// `online`, `remote`, `joint` or empty (跨省通办方式).
    pub cross_province: String,
    /// Batch of 同事同标, 1 to 5; absent where it is in none.
    pub free_trade_batch: Option<u8>,
    /// 1 where it is handled in subdistricts and towns too (下沉).
    pub sunk: u8,
    /// How often it is asked for; more is more.
    pub popularity: u16,
    /// Basic code (基本编码), 12 digits.
    pub basic_code: String,
    /// Implementation code (实施编码), 31 characters.
    pub implementation_code: String,
}

/// An everyday word for an item.
#[derive(Clone, Debug, Deserialize)]
pub struct AliasRow {
    /// The word.
    pub alias: String,
    /// Id of the item.
    pub item: String,
}

/// A scene or bundle as its table has it.
#[derive(Clone, Debug, Deserialize)]
pub struct SceneRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// English name; may be empty.
    pub name_en: String,
    /// `person` or `organisation`.
    pub audience: String,
    /// Ids of its items, with blanks between.
    pub items: String,
}

/// A station as its table has it.
#[derive(Clone, Debug, Deserialize)]
pub struct StationRow {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// English name.
    pub name_en: String,
    /// `enterprise`, `park` or `maker-space`.
    pub kind: String,
    /// Address.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// Code of the subdistrict or town in which it is; may be empty.
    pub town: String,
}

/// All tables, read and checked.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Departments, in the order of their table.
    pub departments: Vec<DepartmentRow>,
    /// Items, in the order of their table.
    pub items: Vec<ItemRow>,
    /// Everyday words.
    pub aliases: Vec<AliasRow>,
    /// Life-event scenes (高效办成一件事).
    pub scenes: Vec<SceneRow>,
    /// Licence bundles (证照联办).
    pub bundles: Vec<SceneRow>,
    /// Stations.
    pub stations: Vec<StationRow>,
    /// Places.
    pub places: Vec<Place>,
}

impl Catalogue {
    /// Reads the tables that are built in.
    pub fn load() -> Result<Self, TableError> {
        Self::read(&Tables::built_in())
    }

    /// Reads tables.
    pub fn read(tables: &Tables<'_>) -> Result<Self, TableError> {
        let departments: Vec<Row<DepartmentRow>> = read("departments", tables.departments)?;
        let items: Vec<Row<ItemRow>> = read("items", tables.items)?;
        once(&departments, |one| &one.id)?;
        let mut codes = BTreeMap::new();
        for row in &departments {
            check_uscc(&row.value.uscc).map_err(|why| row.wrong("uscc", why))?;
            codes.insert(row.value.id.as_str(), row.value.uscc.as_str());
        }
        for row in &items {
            let Some(uscc) = codes.get(row.value.department.as_str()) else {
                return Err(row.wrong("department", "names a department that is not there"));
            };
            check_code(&row.value, uscc).map_err(|why| row.wrong("code", why.to_string()))?;
            view::check(&row.value).map_err(|(column, why)| row.wrong(column, why))?;
        }
        let known = once(&items, |one| &one.id)?;
        let aliases: Vec<Row<AliasRow>> = read("aliases", tables.aliases)?;
        for row in &aliases {
            named(row, &row.value.item, &known)?;
        }
        let scenes = scene_rows("scenes", tables.scenes, &known)?;
        let bundles = scene_rows("bundles", tables.bundles, &known)?;
        let stations: Vec<Row<StationRow>> = read("stations", tables.stations)?;
        once(&stations, |one| &one.id)?;
        for row in &stations {
            if !matches!(row.value.kind.as_str(), "enterprise" | "park" | "maker-space") {
                return Err(row.wrong("kind", "is not enterprise, park or maker-space"));
            }
        }
        let places: Vec<Row<Place>> = read("regions", tables.regions)?;
        places::check(&places)?;
        for row in &stations {
            let town = &row.value.town;
            if !town.is_empty() && !places.iter().any(|place| place.value.code == *town) {
                return Err(row.wrong("town", "names a place that is not there"));
            }
        }
        Ok(Self {
            departments: plain(departments),
            items: plain(items),
            aliases: plain(aliases),
            scenes,
            bundles,
            stations: plain(stations),
            places: plain(places),
        })
    }
}

/// Reads scenes or bundles, each of whose items has to be known.
fn scene_rows(
    table: &'static str,
    text: &str,
    known: &BTreeSet<String>,
) -> Result<Vec<SceneRow>, TableError> {
    let rows: Vec<Row<SceneRow>> = read(table, text)?;
    once(&rows, |one| &one.id)?;
    for row in &rows {
        if !matches!(row.value.audience.as_str(), "person" | "organisation") {
            return Err(row.wrong("audience", "is not person or organisation"));
        }
        for item in row.value.items.split(' ') {
            named(row, item, known)?;
        }
    }
    Ok(plain(rows))
}

/// The ids of a table, each of which may stand once.
fn once<T>(rows: &[Row<T>], id: fn(&T) -> &String) -> Result<BTreeSet<String>, TableError> {
    let mut ids = BTreeSet::new();
    for row in rows {
        if !ids.insert(id(&row.value).clone()) {
            return Err(row.wrong("id", "stands twice"));
        }
    }
    Ok(ids)
}

fn named<T>(row: &Row<T>, item: &str, known: &BTreeSet<String>) -> Result<(), TableError> {
    if known.contains(item) {
        Ok(())
    } else {
        Err(row.wrong("items", "names an item that is not there"))
    }
}

/// The check of GB 32100, as the form engine has it.
fn check_uscc(code: &str) -> Result<(), &'static str> {
    use bangban_forms::{FieldKind, normalise};
    match normalise(&FieldKind::Uscc, &serde_json::Value::from(code)) {
        Ok(Some(_)) => Ok(()),
        _ => Err("is not a valid code (GB 32100)"),
    }
}

fn plain<T>(rows: Vec<Row<T>>) -> Vec<T> {
    rows.into_iter().map(|row| row.value).collect()
}

/// The tables as text.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// Departments.
    pub departments: &'a str,
    /// Items.
    pub items: &'a str,
    /// Everyday words.
    pub aliases: &'a str,
    /// Scenes.
    pub scenes: &'a str,
    /// Bundles.
    pub bundles: &'a str,
    /// Stations.
    pub stations: &'a str,
    /// Places.
    pub regions: &'a str,
}

impl Tables<'static> {
    /// Those that are built into the program.
    pub fn built_in() -> Self {
        macro_rules! table {
            ($name:literal) => {
                include_str!(concat!("../data/catalogue/", $name, ".tsv"))
            };
        }
        Self {
            departments: table!("departments"),
            items: table!("items"),
            aliases: table!("aliases"),
            scenes: table!("scenes"),
            bundles: table!("bundles"),
            stations: table!("stations"),
            regions: table!("regions"),
        }
    }
}
