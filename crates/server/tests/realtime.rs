//! The shared draft over real sockets, the real router and a real database.

#[path = "http/rig.rs"]
mod rig;

#[path = "filings/town.rs"]
#[allow(dead_code, reason = "each group of tests uses what it needs")]
mod town;

mod realtime {
    pub mod peer;
    pub mod place;

    mod crash;
    mod doors;
    mod epochs;
    mod grants;
    mod limits;
    mod log;
    mod presence;
    mod rest;
    mod sharing;
    mod speed;
}
