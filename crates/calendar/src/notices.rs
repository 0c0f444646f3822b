//! The State Council's yearly notices (国务院办公厅关于…年部分节假日安排的通知).

use crate::Holiday;

/// A day of a year: month and day.
type Day = (u32, u32);

/// A year's notice.
pub(crate) struct Notice {
    year: i32,
    /// Runs of days off, first and last.
    off: &'static [(Day, Day, Holiday)],
    /// Saturdays and Sundays on which one works.
    pub make_up: &'static [Day],
}

impl Notice {
    /// The holiday for which a day is off.
    pub fn off(&self, day: Day) -> Option<Holiday> {
        self.off.iter().find(|(first, last, _)| (*first..=*last).contains(&day)).map(|run| run.2)
    }
}

/// The notice for a year, if there is one.
pub(crate) fn of(year: i32) -> Option<&'static Notice> {
    NOTICES.iter().find(|notice| notice.year == year)
}

const NOTICES: &[Notice] = &[
    // 国办发明电〔2023〕7号
    Notice {
        year: 2024,
        off: &[
            ((1, 1), (1, 1), Holiday::NewYear),
            ((2, 10), (2, 17), Holiday::SpringFestival),
            ((4, 4), (4, 6), Holiday::QingMing),
            ((5, 1), (5, 5), Holiday::LabourDay),
            ((6, 10), (6, 10), Holiday::DragonBoat),
            ((9, 15), (9, 17), Holiday::MidAutumn),
            ((10, 1), (10, 7), Holiday::NationalDay),
        ],
        make_up: &[(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)],
    },
    // 国办发明电〔2024〕12号
    Notice {
        year: 2025,
        off: &[
            ((1, 1), (1, 1), Holiday::NewYear),
            ((1, 28), (2, 4), Holiday::SpringFestival),
            ((4, 4), (4, 6), Holiday::QingMing),
            ((5, 1), (5, 5), Holiday::LabourDay),
            ((5, 31), (6, 2), Holiday::DragonBoat),
            ((10, 1), (10, 8), Holiday::NationalDay),
        ],
        make_up: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    // Notice of 4 November 2025
    Notice {
        year: 2026,
        off: &[
            ((1, 1), (1, 3), Holiday::NewYear),
            ((2, 15), (2, 23), Holiday::SpringFestival),
            ((4, 4), (4, 6), Holiday::QingMing),
            ((5, 1), (5, 5), Holiday::LabourDay),
            ((6, 19), (6, 21), Holiday::DragonBoat),
            ((9, 25), (9, 27), Holiday::MidAutumn),
            ((10, 1), (10, 7), Holiday::NationalDay),
        ],
        make_up: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];
