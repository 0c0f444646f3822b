//! From where a request came, and by which address it reached the server.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header;
use axum::http::request::Parts;

use super::{Origin, proxy};
use crate::app::AppState;

/// The address of who asks: that of the connection, or what a trusted proxy says of it.
#[derive(Clone, Copy, Debug)]
pub struct Address(pub IpAddr);

fn peer(parts: &Parts) -> IpAddr {
    let known = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    known.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip())
}

impl FromRequestParts<AppState> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self(proxy::client(peer(parts), &parts.headers, &state.config.trusted_proxies)))
    }
}

/// The origin under which the request reached the server: as the operator says, or else the host
/// that was asked, by the scheme that a trusted proxy names.
#[derive(Clone, Debug)]
pub struct Reached(pub Option<Origin>);

impl FromRequestParts<AppState> for Reached {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let config = &state.config;
        let asked = || {
            let host = parts.headers.get(header::HOST)?.to_str().ok()?;
            let secure = proxy::is_https(peer(parts), &parts.headers, &config.trusted_proxies);
            let scheme = if secure { "https" } else { "http" };
            format!("{scheme}://{host}").parse::<Origin>().ok()
        };
        Ok(Self(config.public_url.clone().or_else(asked)))
    }
}
