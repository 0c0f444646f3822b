//! How often one address, or one person, may try something (token bucket).

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

/// Buckets remembered before those that have all their tries back are forgotten.
const REMEMBERED: usize = 10_000;

/// Buckets by whose they are: `BURST` tries at once, and one back each `SECONDS`. Cheap to clone;
/// copies share them.
#[derive(Debug)]
pub struct Tries<K, const BURST: u16, const SECONDS: u16>(Arc<Mutex<BTreeMap<K, Bucket>>>);

/// Tries of an address: 30 at once, and one back each second.
#[derive(Clone, Debug, Default)]
pub struct RateLimit(Tries<IpAddr, 30, 1>);

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: DateTime<Utc>,
}

impl Bucket {
    fn refilled(self, now: DateTime<Utc>, burst: f64, seconds: f64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of a few days at most")]
        let passed = (now - self.at).num_milliseconds().clamp(0, 86_400_000) as f64 / 1000.0;
        Self { tokens: (self.tokens + passed / seconds).min(burst), at: now }
    }
}

impl<K, const BURST: u16, const SECONDS: u16> Default for Tries<K, BURST, SECONDS> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K, const BURST: u16, const SECONDS: u16> Clone for Tries<K, BURST, SECONDS> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K: Ord, const BURST: u16, const SECONDS: u16> Tries<K, BURST, SECONDS> {
    /// Takes a try; where none is left, how long until there is one.
    pub fn take(&self, whose: K, now: DateTime<Utc>) -> Result<(), Duration> {
        let (burst, seconds) = (f64::from(BURST), f64::from(SECONDS));
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
            buckets.retain(|_, bucket| bucket.refilled(now, burst, seconds).tokens < burst);
        }
        let bucket = buckets.entry(whose).or_insert(Bucket { tokens: burst, at: now });
        *bucket = bucket.refilled(now, burst, seconds);
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            Ok(())
        } else {
            Err(Duration::from_secs_f64((1.0 - bucket.tokens) * seconds))
        }
    }

    /// Gives a try back: it was none that counts.
    pub fn give_back(&self, whose: &K) {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(whose) {
            bucket.tokens = (bucket.tokens + 1.0).min(f64::from(BURST));
        }
    }
}

impl RateLimit {
    /// Takes a try; where none is left, how long until there is one.
    pub fn take(&self, address: IpAddr, now: DateTime<Utc>) -> Result<(), Duration> {
        self.0.take(network(address), now)
    }
}

/// A household or firm has a whole /64 of IPv6: it counts as one address.
pub(super) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        four @ IpAddr::V4(_) => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_and_then_one_a_second() {
        let limit = RateLimit::default();
        let now = Utc::now();
        let one: IpAddr = "10.0.0.1".parse().unwrap();
        let other: IpAddr = "10.0.0.2".parse().unwrap();
        for _ in 0..30 {
            assert_eq!(limit.take(one, now), Ok(()));
        }
        assert!(limit.take(one, now).is_err());
        assert_eq!(limit.take(other, now), Ok(()));
        assert_eq!(limit.take(one, now + chrono::TimeDelta::seconds(1)), Ok(()));
        assert!(limit.take(one, now + chrono::TimeDelta::seconds(1)).is_err());
    }

    #[test]
    fn a_try_that_does_not_count_is_given_back() {
        let tries = Tries::<&str, 2, 60>::default();
        let now = Utc::now();
        for _ in 0..9 {
            assert_eq!(tries.take("a", now), Ok(()));
            tries.give_back(&"a");
        }
        assert_eq!((tries.take("a", now), tries.take("a", now)), (Ok(()), Ok(())));
        assert_eq!(tries.take("a", now), Err(Duration::from_mins(1)));
        assert_eq!(tries.take("b", now), Ok(()));
    }

    #[test]
    fn a_network_of_six_is_one_address() {
        let limit = RateLimit::default();
        let now = Utc::now();
        for host in 0..30_u16 {
            let address = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, host));
            assert_eq!(limit.take(address, now), Ok(()));
        }
        assert!(limit.take("2001:db8:0:1::ffff".parse().unwrap(), now).is_err());
    }
}
