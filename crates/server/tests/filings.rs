//! Filings, uploads, submission and review, over the real router, a real database and real files.

#[path = "http/rig.rs"]
mod rig;

mod filings {
    pub mod town;

    mod clerk;
    mod crash;
    mod lifecycle;
    mod phones;
    mod refusals;
    mod reviewed;
    mod road;
    mod submission;
    mod uploads;
}
