//! How often one address may try something (token bucket).

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

/// Tries that an address may make at once.
const BURST: f64 = 30.0;
/// Tries that it gets back each second.
const PER_SECOND: f64 = 1.0;
/// Addresses remembered before those that have all their tries back are forgotten.
const REMEMBERED: usize = 10_000;

/// Buckets by address. Cheap to clone; copies share them.
#[derive(Clone, Debug, Default)]
pub struct RateLimit(Arc<Mutex<BTreeMap<IpAddr, Bucket>>>);

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: DateTime<Utc>,
}

impl Bucket {
    fn refilled(self, now: DateTime<Utc>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of a few days at most")]
        let seconds = (now - self.at).num_milliseconds().clamp(0, 86_400_000) as f64 / 1000.0;
        Self { tokens: (self.tokens + seconds * PER_SECOND).min(BURST), at: now }
    }
}

impl RateLimit {
    /// Takes a try; where none is left, how long until there is one.
    pub fn take(&self, address: IpAddr, now: DateTime<Utc>) -> Result<(), Duration> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
            buckets.retain(|_, bucket| bucket.refilled(now).tokens < BURST);
        }
        let fresh = Bucket { tokens: BURST, at: now };
        let bucket = buckets.entry(network(address)).or_insert(fresh);
        *bucket = bucket.refilled(now);
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            Ok(())
        } else {
            Err(Duration::from_secs_f64((1.0 - bucket.tokens) / PER_SECOND))
        }
    }
}

/// A household or firm has a whole /64 of IPv6: it counts as one address.
fn network(address: IpAddr) -> IpAddr {
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
