//! The one source of the present instant, so that tests can move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, TimeDelta, Utc};

/// A clock: the machine's, or one that a test moves.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// How far it runs ahead of the machine's, milliseconds.
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now() + TimeDelta::milliseconds(self.ahead.load(Ordering::Relaxed))
    }

    /// The present date in Asia/Shanghai, where every date of the contract is.
    pub fn today(&self) -> NaiveDate {
        date_of(self.now())
    }

    /// Moves this clock and all its copies on. For tests of what time does.
    pub fn advance(&self, by: TimeDelta) {
        self.ahead.fetch_add(by.num_milliseconds(), Ordering::Relaxed);
    }
}

/// The date of an instant in Asia/Shanghai (UTC+8 all year since 1991).
pub fn date_of(instant: DateTime<Utc>) -> NaiveDate {
    let shanghai = FixedOffset::east_opt(8 * 3600).unwrap_or_else(|| unreachable!());
    instant.with_timezone(&shanghai).date_naive()
}

/// An instant as the contract writes it: RFC 3339, UTC, whole milliseconds.
pub fn rfc3339(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Millis, true)
}
