//! The public holidays of the 全国年节及纪念日放假办法 (as amended with effect from 2025-01-01).

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A public holiday.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holiday {
    /// 元旦.
    NewYear,
    /// 春节.
    SpringFestival,
    /// 清明节.
    QingMing,
    /// 劳动节.
    LabourDay,
    /// 端午节.
    DragonBoat,
    /// 中秋节.
    MidAutumn,
    /// 国庆节.
    NationalDay,
}

impl Holiday {
    /// Its name in Chinese.
    pub fn name_zh(self) -> &'static str {
        match self {
            Holiday::NewYear => "元旦",
            Holiday::SpringFestival => "春节",
            Holiday::QingMing => "清明节",
            Holiday::LabourDay => "劳动节",
            Holiday::DragonBoat => "端午节",
            Holiday::MidAutumn => "中秋节",
            Holiday::NationalDay => "国庆节",
        }
    }

    /// Its name in English.
    pub fn name_en(self) -> &'static str {
        match self {
            Holiday::NewYear => "New Year's Day",
            Holiday::SpringFestival => "Spring Festival",
            Holiday::QingMing => "Qingming Festival",
            Holiday::LabourDay => "Labour Day",
            Holiday::DragonBoat => "Dragon Boat Festival",
            Holiday::MidAutumn => "Mid-Autumn Festival",
            Holiday::NationalDay => "National Day",
        }
    }
}

/// Days off by law (Art. 2), month and day. Those of the solar calendar are the same every year.
const FIXED: &[(u32, u32, Holiday)] = &[
    (1, 1, Holiday::NewYear),
    (5, 1, Holiday::LabourDay),
    (5, 2, Holiday::LabourDay),
    (10, 1, Holiday::NationalDay),
    (10, 2, Holiday::NationalDay),
    (10, 3, Holiday::NationalDay),
];

/// The days off by law that follow the lunar calendar and the solar terms, for the years ahead:
/// 除夕 to 初三, 清明, 端午, 中秋.
const MOVING: &[(i32, u32, u32, Holiday)] = &[
    (2027, 2, 5, Holiday::SpringFestival),
    (2027, 2, 6, Holiday::SpringFestival),
    (2027, 2, 7, Holiday::SpringFestival),
    (2027, 2, 8, Holiday::SpringFestival),
    (2027, 4, 5, Holiday::QingMing),
    (2027, 6, 9, Holiday::DragonBoat),
    (2027, 9, 15, Holiday::MidAutumn),
];

/// The holiday by law itself, without the notice's arrangement.
fn statutory(date: NaiveDate) -> Option<Holiday> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let fixed = FIXED.iter().find(|(m, d, _)| (*m, *d) == (month, day)).map(|f| f.2);
    fixed.or_else(|| {
        MOVING.iter().find(|(y, m, d, _)| (*y, *m, *d) == (year, month, day)).map(|f| f.3)
    })
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The holiday by law, for a year without a notice: the day itself, and the next working day for
/// one that falls on a Saturday or Sunday (Art. 6: 补假).
pub(crate) fn by_law(date: NaiveDate) -> Option<Holiday> {
    if let Some(holiday) = statutory(date) {
        return Some(holiday);
    }
    if is_weekend(date) {
        return None;
    }
    // Days owed from the days before, paid out on working days in order. No run of holidays and
    // days paid out for it is longer than ten.
    let mut owed: Vec<Holiday> = Vec::new();
    for back in (1..=10).rev() {
        let Some(day) = date.checked_sub_days(Days::new(back)) else { continue };
        match (statutory(day), is_weekend(day)) {
            (Some(holiday), true) => owed.push(holiday),
            (None, false) if !owed.is_empty() => {
                owed.remove(0);
            }
            _ => {}
        }
    }
    owed.first().copied()
}
