//! A Redis: two instances of the real Hocuspocus speak to each other by it.

use std::path::PathBuf;

use crate::setup::packages;
use crate::{step, tool};

const GET: &str = "Install Redis (on Debian/Ubuntu as root: apt-get install redis-server), or name \
                   it by the environment variable REDIS_SERVER";

/// Finds it, or installs it where that can be done. Without one, what needs it is left out, and
/// how to get it is said.
pub fn find_or_install() -> Option<PathBuf> {
    if find().is_none()
        && packages::can_install()
        && let Err(error) = packages::install("Redis", &["redis-server"], GET)
    {
        step::say(&format!("{error:#}"));
    }
    let found = find();
    if found.is_none() {
        step::say(&format!("without Redis: its test is left out. {GET}"));
    }
    found
}

fn find() -> Option<PathBuf> {
    std::env::var_os("REDIS_SERVER").map(PathBuf::from).or_else(|| tool::find("redis-server"))
}
