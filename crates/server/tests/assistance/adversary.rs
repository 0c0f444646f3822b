//! An assistant who means ill, or a client that was made for it: it speaks the wire and REST by
//! itself. A case is a line; each must be refused, be on record where it concerns a filing, and
//! leave the server well. `cargo xtask adversary` prints the table.

mod acts;
mod cases;
mod ink;
mod scene;
mod stage;
mod verdict;

use std::fmt::Write as _;

use self::cases::CASES;
use self::scene::{Scene, limits};
use self::verdict::{Stored, Verdict};
use crate::realtime::place::Place;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_refused_all_recorded_none_crashes() {
    let (mut table, mut failed) = (String::new(), 0);
    for case in CASES {
        let (_, stage, act) = case;
        let place = Place::with(|all| limits(*stage, all)).await;
        let mut scene = Scene::set(&place, *stage).await;
        let before = Stored::of(&scene).await;
        let refused = act.attempt(&mut scene).await;
        let verdict = Verdict::of(case, &scene, &before, refused).await;
        failed += usize::from(!verdict.is_good());
        let _ = writeln!(table, "{verdict}");
    }
    println!("{table}{} cases, {failed} failed", CASES.len());
    assert_eq!(failed, 0, "\n{table}");
}
