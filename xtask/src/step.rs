//! Says what is being done, and how long it took.

use std::time::{Duration, Instant};

/// A line before something that takes time. On standard error: standard output is for results.
pub fn say(words: &str) {
    eprintln!("▸ {words}");
}

/// Does it, and gives how long it took besides.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

/// Says what is being done, and after it, if that was long, how long it took.
pub fn during<T>(words: &str, work: impl FnOnce() -> T) -> T {
    say(words);
    let (done, took) = timed(work);
    if took >= Duration::from_secs(2) {
        eprintln!("  {}", seconds(took));
    }
    done
}

/// `3.2 s`, `4 min 5 s`.
pub fn seconds(took: Duration) -> String {
    let all = took.as_secs();
    if all < 60 {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{} min {} s", all / 60, all % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        for (millis, expected) in [(40, "0.0 s"), (3_240, "3.2 s"), (245_000, "4 min 5 s")] {
            assert_eq!(seconds(Duration::from_millis(millis)), expected);
        }
    }
}
