//! Assistance: the whole life of it, and what an assistant who means ill is refused.

#[path = "http/rig.rs"]
mod rig;

#[path = "filings/town.rs"]
#[allow(dead_code, reason = "each group of tests uses what it needs")]
mod town;

#[allow(dead_code, reason = "each group of tests uses what it needs")]
#[path = "realtime"]
mod realtime {
    pub mod peer;
    pub mod place;
}

mod assistance {
    mod adversary;
    mod bounds;
    mod desk;
    mod fitting;
    mod late;
    mod life;
    pub mod mandate;
    pub mod people;
    mod record;
    mod sensitive;
}
