//! The demo district, put together from its parts: the catalogue, its guides and forms, and
//! the registers. `District` says what is in it.

use crate::config::Config;
use crate::district::District;

/// The district that this program serves. Its people and what the registers know of them are
/// there in demo mode alone.
pub fn district(config: &Config) -> District {
    let mut district = District::default();
    if !config.demo {
        district.identities.clear();
        district.prefills.clear();
    }
    district
}
