//! A small catalogue, and one as large as a district's made from it.

use bangban_search::{Flags, Index, PackDepartment, PackItem, pack};
use pinyin::ToPinyin;

const DEPARTMENTS: &[(&str, &str, &str)] = &[
    ("market", "市场监督管理局", "Administration for Market Regulation"),
    ("labour", "人力资源和社会保障局", "Human Resources and Social Security Bureau"),
    ("health", "卫生健康委员会", "Health Commission"),
    ("police", "公安分局", "Public Security Branch Bureau"),
    ("transport", "交通运输局", "Transport Bureau"),
];

/// id, name, English name, aliases, department, flags, popularity
type Row = (&'static str, &'static str, &'static str, &'static str, usize, Flags, u16);

const F: Flags = Flags::FIRST;
const N: Flags = Flags::NONE;

pub const ITEMS: &[Row] = &[
    ("food.renewal", "食品经营许可（延续）", "Food business licence (renewal)", "", 0, N, 950),
    (
        "food.new",
        "食品经营许可（首次）",
        "Food business licence (first)",
        "开饭馆|开餐厅|小吃店",
        0,
        F,
        900,
    ),
    ("food.change", "食品经营许可（变更）", "Food business licence (change)", "", 0, N, 700),
    (
        "food-production.new",
        "食品生产许可（首次）",
        "Food production licence (first)",
        "开食品厂",
        0,
        F,
        500,
    ),
    (
        "hours.new",
        "企业实行不定时工作制和综合计算工时工作制审批（首次）",
        "Special working hours approval (first)",
        "特殊工时",
        1,
        F,
        600,
    ),
    (
        "hours.renewal",
        "企业实行不定时工作制和综合计算工时工作制审批（延续）",
        "Special working hours approval (renewal)",
        "特殊工时",
        1,
        N,
        650,
    ),
    (
        "dispatch.new",
        "劳务派遣经营许可（首次）",
        "Labour dispatch licence (first)",
        "劳务公司",
        1,
        F,
        400,
    ),
    (
        "card",
        "社会保障卡补领",
        "Social security card replacement",
        "社保卡丢了|补办社保卡",
        1,
        N,
        800,
    ),
    ("pension", "企业职工基本养老保险退休审核", "Pension: retirement review", "办退休", 1, N, 780),
    (
        "medical.renewal",
        "医疗机构执业登记（校验）",
        "Medical institution registration (verification)",
        "诊所年检",
        2,
        N,
        300,
    ),
    (
        "medical.new",
        "医疗机构执业登记（首次）",
        "Medical institution registration (first)",
        "开诊所",
        2,
        F,
        350,
    ),
    (
        "hygiene.new",
        "公共场所卫生许可（首次）",
        "Public place hygiene licence (first)",
        "开理发店|开宾馆",
        2,
        F,
        420,
    ),
    ("residence", "居住证签注", "Residence permit endorsement", "", 3, N, 820),
    (
        "freight.new",
        "道路货物运输经营许可（首次）",
        "Road freight transport licence (first)",
        "货车营运证",
        4,
        F,
        330,
    ),
    ("bank", "银行存款证明查询", "Bank deposit certificate query", "", 3, N, 10),
];

/// Readings by the character, but for 银行 and 重庆.
pub fn reading(text: &str) -> Vec<String> {
    let words = text.replace("银行", "银航");
    words.chars().map(|c| c.to_pinyin().map_or("", pinyin::Pinyin::plain).to_owned()).collect()
}

/// The items again and again, as many as asked for, under other names.
pub fn packed(copies: usize) -> String {
    let places = ["", "街镇", "港区", "园区", "口岸", "社区", "保税区", "码头"];
    let rows: Vec<(String, String, Vec<&str>, &Row)> = (0..copies)
        .flat_map(|copy| ITEMS.iter().map(move |row| (copy, row)))
        .map(|(copy, row)| {
            let mark = if copy == 0 { String::new() } else { copy.to_string() };
            let name = row.1.to_owned() + places[copy % places.len()] + &mark;
            let aliases = row.3.split('|').filter(|alias| !alias.is_empty()).collect();
            (row.0.to_owned() + &mark, name, aliases, row)
        })
        .collect();
    let items: Vec<PackItem<'_>> = rows
        .iter()
        .map(|(id, name, aliases, row)| PackItem {
            id,
            name,
            name_en: row.2,
            aliases,
            department: DEPARTMENTS[row.4].0,
            flags: row.5 | Flags::ORGANISATION,
            popularity: row.6,
            days: 20,
        })
        .collect();
    let departments: Vec<PackDepartment<'_>> = DEPARTMENTS
        .iter()
        .map(|(id, name, name_en)| PackDepartment { id, name, name_en })
        .collect();
    pack(&departments, &items, &reading).expect("packs")
}

pub fn index(copies: usize) -> Index {
    Index::parse(packed(copies)).expect("parses")
}
