//! The tables as the contract shows them.

use bangban_contract::Text;
use bangban_contract::catalogue::{
    Audience, CrossProvince, Department, Figures, Handling, ItemSummary, Region, Scene, Station,
};
use bangban_contract::guide::{Guide, GuideBody, Office, Particulars};

use super::{Catalogue, DepartmentRow, ItemRow, SceneRow};

/// Checks the words of an item that stand for something.
pub(super) fn check(item: &ItemRow) -> Result<(), (&'static str, &'static str)> {
    if audience(&item.audience).is_empty() {
        return Err(("audience", "is not person, organisation or both"));
    }
    if !matches!(item.handling.as_str(), "instant" | "promised") {
        return Err(("handling", "is not instant or promised"));
    }
    if !matches!(item.cross_province.as_str(), "" | "online" | "remote" | "joint") {
        return Err(("cross_province", "is not online, remote or joint"));
    }
    if item.promised_days > item.statutory_days {
        return Err(("promised_days", "are more than the law allows"));
    }
    if (item.handling == "instant") != (item.promised_days == 0) {
        return Err(("promised_days", "are 0 on the spot, and only there"));
    }
    if !(1..=4).contains(&item.online_depth) {
        return Err(("online_depth", "is not 1 to 4"));
    }
    let flags = [
        ("fee", item.fee),
        ("assisted", item.assisted),
        ("automatic", item.automatic),
        ("sunk", item.sunk),
    ];
    if let Some((column, _)) = flags.into_iter().find(|(_, value)| *value > 1) {
        return Err((column, "is not 0 or 1"));
    }
    if item.free_trade_batch.is_some_and(|batch| !(1..=5).contains(&batch)) {
        return Err(("free_trade_batch", "is not 1 to 5"));
    }
    Ok(())
}

/// The guide of an item; `body` is its written part.
pub fn guide(
    item: &ItemRow,
    department: &DepartmentRow,
    body: Option<GuideBody>,
    fileable: bool,
) -> Guide {
    Guide {
        item: summary(item, department, fileable),
        particulars: Particulars {
            kind: kind(&item.kind),
            basic_code: item.basic_code.clone(),
            implementation_code: item.implementation_code.clone(),
            level: Text::new("区级", "District"),
            online_depth: item.online_depth,
        },
        body,
        offices: vec![Office {
            name: text(&department.name, &department.name_en),
            address: Text::zh(&department.address),
            hours: text(&department.hours, &department.hours_en),
            phone: department.phone.clone(),
        }],
    }
}

fn summary(item: &ItemRow, department: &DepartmentRow, fileable: bool) -> ItemSummary {
    ItemSummary {
        id: item.id.clone(),
        name: text(&item.name, &item.name_en),
        department: department.id.clone(),
        department_name: text(&department.name, &department.name_en),
        audience: audience(&item.audience),
        handling: if item.handling == "instant" { Handling::Instant } else { Handling::Promised },
        statutory_days: item.statutory_days,
        promised_days: item.promised_days,
        visits: item.visits,
        fee: item.fee == 1,
        assisted: item.assisted == 1,
        automatic: item.automatic == 1,
        cross_province: match item.cross_province.as_str() {
            "online" => Some(CrossProvince::Online),
            "remote" => Some(CrossProvince::Remote),
            "joint" => Some(CrossProvince::Joint),
            _ => None,
        },
        fileable,
    }
}

/// The departments, with how many items each handles.
pub fn departments(catalogue: &Catalogue) -> Vec<Department> {
    let all = catalogue.departments.iter().map(|one| Department {
        id: one.id.clone(),
        name: text(&one.name, &one.name_en),
        phone: one.phone.clone(),
        address: one.address.clone(),
        hours: text(&one.hours, &one.hours_en),
        items: count(catalogue.items.iter().filter(|item| item.department == one.id)),
    });
    all.collect()
}

/// The stations.
pub fn stations(catalogue: &Catalogue) -> Vec<Station> {
    let services = [
        Text::new("材料预审", "Check of materials"),
        Text::new("事项办理", "Filing"),
        Text::new("证照寄递", "Delivery of licences"),
        Text::new("材料流转", "Passing on of materials"),
    ];
    let town = |code: &str| {
        let place = catalogue.places.iter().find(|place| place.code == code)?;
        let leaf = !catalogue.places.iter().any(|inner| inner.above == code);
        Some(Region { code: place.code.clone(), name: place.name.clone(), leaf })
    };
    let all = catalogue.stations.iter().map(|one| Station {
        id: one.id.clone(),
        name: text(&one.name, &one.name_en),
        address: one.address.clone(),
        hours: Text::new("工作日 9:00–17:00", "Working days 9:00–17:00"),
        phone: one.phone.clone(),
        town: town(&one.town),
        services: services.to_vec(),
    });
    all.collect()
}

/// Scenes or bundles.
pub fn scenes(rows: &[SceneRow]) -> Vec<Scene> {
    let all = rows.iter().map(|row| Scene {
        id: row.id.clone(),
        name: text(&row.name, &row.name_en),
        audience: if row.audience == "person" { Audience::Person } else { Audience::Organisation },
        items: row.items.split(' ').map(str::to_owned).collect(),
    });
    all.collect()
}

/// How large the catalogue is.
pub fn figures(catalogue: &Catalogue) -> Figures {
    let items = || catalogue.items.iter();
    Figures {
        items: count(items()),
        assisted: count(items().filter(|item| item.assisted == 1)),
        automatic: count(items().filter(|item| item.automatic == 1)),
        cross_province: count(items().filter(|item| !item.cross_province.is_empty())),
        scenes: count(catalogue.scenes.iter()),
        stations: count(catalogue.stations.iter()),
    }
}

fn audience(words: &str) -> Vec<Audience> {
    let all = words.split('+').filter_map(|word| match word {
        "person" => Some(Audience::Person),
        "organisation" => Some(Audience::Organisation),
        _ => None,
    });
    all.collect()
}

fn kind(kind: &str) -> Text {
    let en = match kind {
        "行政许可" => "Licence",
        "行政确认" => "Confirmation",
        "行政给付" => "Benefit",
        "公共服务" => "Public service",
        "其他行政权力" => "Other administrative power",
        "行政裁决" => "Administrative ruling",
        "行政奖励" => "Award",
        _ => return Text::zh(kind),
    };
    Text::new(kind, en)
}

fn text(zh: &str, en: &str) -> Text {
    if en.is_empty() { Text::zh(zh) } else { Text::new(zh, en) }
}

fn count(all: impl Iterator) -> u32 {
    u32::try_from(all.count()).unwrap_or(u32::MAX)
}
