//! How many connections are open, in all and from one address.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::rate::network;
use crate::config::Config;

/// What connections are held to.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// Open at once, in all.
    pub most: usize,
    /// Open at once from one address.
    pub most_each: usize,
    /// How long a client may leave unread what is sent to it.
    pub patience: Duration,
    /// Proxies, which speak for many.
    pub proxies: Vec<IpAddr>,
}

impl From<&Config> for Bounds {
    fn from(config: &Config) -> Self {
        Self {
            most: config.max_connections,
            most_each: config.max_connections_per_address,
            patience: Duration::from_secs(config.write_timeout_seconds),
            proxies: config.trusted_proxies.clone(),
        }
    }
}

/// The open connections. Cheap to clone; copies share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Connections(Arc<Mutex<Open>>);

#[derive(Debug, Default)]
struct Open {
    all: usize,
    each: BTreeMap<IpAddr, usize>,
}

/// One of them, until dropped.
#[derive(Debug)]
pub(super) struct Connection {
    open: Connections,
    from: Option<IpAddr>,
}

impl Connections {
    /// One more; `None` where there are as many as may be. A trusted proxy and this machine
    /// itself, where a proxy often runs, are held to the number in all alone.
    pub(super) fn take(&self, peer: IpAddr, bounds: &Bounds) -> Option<Connection> {
        let peer = peer.to_canonical();
        let speaks_for_many = peer.is_loopback() || bounds.proxies.contains(&peer);
        let from = (!speaks_for_many).then(|| network(peer));
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.all >= bounds.most {
            return None;
        }
        if let Some(from) = from {
            let count = open.each.entry(from).or_default();
            if *count >= bounds.most_each {
                return None;
            }
            *count += 1;
        }
        open.all += 1;
        Some(Connection { open: self.clone(), from })
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let mut open = self.open.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.all -= 1;
        let Some(from) = self.from else { return };
        if let Some(count) = open.each.get_mut(&from) {
            *count -= 1;
            if *count == 0 {
                open.each.remove(&from);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_in_all_and_so_many_each() {
        let proxy: IpAddr = "10.0.0.9".parse().unwrap();
        let bounds = Bounds {
            most: 5,
            most_each: 2,
            patience: Duration::from_secs(1),
            proxies: vec![proxy],
        };
        let open = Connections::default();
        let take = |from: &str| open.take(from.parse().unwrap(), &bounds);
        let (first, _second) = (take("7.0.0.1").unwrap(), take("7.0.0.1").unwrap());
        assert!(take("7.0.0.1").is_none() && take("::ffff:7.0.0.1").is_none());
        drop(first);
        let _again = take("7.0.0.1").unwrap();
        let _proxied: Vec<_> = (0..3).map(|_| take("10.0.0.9").unwrap()).collect();
        assert!(take("7.0.0.2").is_none() && take("127.0.0.1").is_none(), "full");
    }
}
