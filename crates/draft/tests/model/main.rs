//! Replicas of a draft against a model, by seeds: random commands, partitions, reordered and
//! repeated updates, restarts and epochs. All converge, no acknowledged change is lost, rows
//! keep their identity, and conflicts stand exactly where two people wrote the same answer.
//!
//! `MODEL_SEEDS=100000` runs more seeds; `MODEL_SEED=17` runs one again.

mod oracle;
mod replica;
mod world;

use world::{Epochs, World};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn run(test: &str, seeds: u64, epochs: Epochs) {
    let seeds = match number("MODEL_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("MODEL_SEEDS").unwrap_or(seeds),
    };
    let mut told = [0; 4];
    for seed in seeds {
        let failed = std::panic::catch_unwind(|| {
            let mut world = World::new(seed);
            world.run(epochs);
            world.seen
        });
        let Ok(seen) = failed else {
            panic!("seed {seed} failed: MODEL_SEED={seed} cargo test {test}");
        };
        (0..told.len()).for_each(|kind| told[kind] += seen[kind]);
    }
    let [conflicts, undone, restarts, carried] = told;
    println!(
        "{conflicts} conflicts, {undone} undone or redone, {restarts} restarts, {carried} carried"
    );
    if number("MODEL_SEED").is_none() {
        assert!(conflicts > 0 && undone > 0 && restarts > 0, "nothing was tried");
        assert!(epochs != Epochs::Away || carried > 0, "nothing was carried over");
    }
}

#[test]
fn replicas_agree_with_the_model() {
    run("replicas_agree_with_the_model", 1_500, Epochs::None);
}

#[test]
fn replicas_agree_with_the_model_across_epochs() {
    run("replicas_agree_with_the_model_across_epochs", 1_500, Epochs::Together);
}

#[test]
fn replicas_that_are_away_while_the_server_rebuilds() {
    run("replicas_that_are_away_while_the_server_rebuilds", 1_500, Epochs::Away);
}
