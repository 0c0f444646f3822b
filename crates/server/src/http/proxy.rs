//! What a proxy in front says of who asks. Anyone can send these headers: they are believed only
//! where the connection comes from an address that the operator trusts (`--trusted-proxy`).

use std::net::IpAddr;

use axum::http::{HeaderMap, header::HeaderName};

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// From where a request came: the last address that no trusted proxy is. What stands before it
/// was said by whoever came from there.
pub(super) fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let peer = peer.to_canonical();
    if !trusted.contains(&peer) {
        return peer;
    }
    let lines: Vec<&str> =
        headers.get_all(FOR).iter().filter_map(|line| line.to_str().ok()).collect();
    let mut found = peer;
    for one in lines.iter().flat_map(|line| line.split(',')).rev() {
        let Ok(address) = one.trim().parse::<IpAddr>() else { break };
        found = address.to_canonical();
        if !trusted.contains(&found) {
            break;
        }
    }
    found
}

/// Whether a trusted proxy was asked by `https`.
pub(super) fn is_https(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> bool {
    trusted.contains(&peer.to_canonical())
        && headers.get(PROTO).is_some_and(|proto| proto.as_bytes().eq_ignore_ascii_case(b"https"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let trusted: [IpAddr; 2] = ["10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap()];
        for (peer, said, expected) in [
            ("7.7.7.7", "1.1.1.1", "7.7.7.7"),
            ("10.0.0.1", "1.1.1.1", "1.1.1.1"),
            ("::ffff:10.0.0.1", "1.1.1.1", "1.1.1.1"),
            ("10.0.0.1", "9.9.9.9, 1.1.1.1", "1.1.1.1"),
            ("10.0.0.1", "9.9.9.9, 1.1.1.1, 10.0.0.2", "1.1.1.1"),
            ("10.0.0.1", "1.1.1.1, nonsense", "10.0.0.1"),
            ("10.0.0.1", "", "10.0.0.1"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(FOR, said.parse().unwrap());
            headers.insert(PROTO, "https".parse().unwrap());
            let peer = peer.parse().unwrap();
            assert_eq!(client(peer, &headers, &trusted).to_string(), expected, "{peer} {said}");
            assert_eq!(is_https(peer, &headers, &trusted), expected != "7.7.7.7");
        }
    }
}
