//! A token bucket: so much at once, and so much a second.

use std::time::Duration;

use tokio::time::Instant;

/// What is left of a rate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bucket {
    burst: f64,
    per_second: f64,
    tokens: f64,
    at: Instant,
}

impl Bucket {
    /// A full one.
    pub(super) fn new(burst: f64, per_second: f64) -> Self {
        Self { burst, per_second, tokens: burst, at: Instant::now() }
    }

    /// Takes what has already come; how long to wait before the next may. More than is there may
    /// be taken: then the wait is longer.
    pub(super) fn take(&mut self, count: f64) -> Duration {
        self.refill();
        self.tokens -= count;
        Duration::from_secs_f64((-self.tokens).max(0.0) / self.per_second)
    }

    /// Takes one, if one is there; otherwise how long until it is.
    pub(super) fn try_take(&mut self) -> Result<(), Duration> {
        self.refill();
        if self.tokens < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - self.tokens) / self.per_second));
        }
        self.tokens -= 1.0;
        Ok(())
    }

    /// Whether nothing is missing: such a bucket can be forgotten.
    pub(super) fn is_full(&mut self) -> bool {
        self.refill();
        self.tokens >= self.burst
    }

    fn refill(&mut self) {
        let now = Instant::now();
        let more = (now - self.at).as_secs_f64() * self.per_second;
        self.tokens = (self.tokens + more).min(self.burst);
        self.at = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_burst_and_then_a_rate() {
        let mut bucket = Bucket::new(3.0, 2.0);
        for _ in 0..3 {
            assert_eq!(bucket.take(1.0), Duration::ZERO);
        }
        assert_eq!(bucket.take(1.0), Duration::from_millis(500));
        assert!(bucket.try_take().is_err());
        tokio::time::advance(Duration::from_secs(1)).await;
        assert_eq!(bucket.try_take(), Ok(()));
        assert_eq!(bucket.try_take(), Err(Duration::from_millis(500)));
        assert!(!bucket.is_full());
        tokio::time::advance(Duration::from_mins(1)).await;
        assert!(bucket.is_full());
    }
}
