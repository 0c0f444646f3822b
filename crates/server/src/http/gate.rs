//! Which origins are ours, and the headers that depend on the operator's settings.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, header};

use super::{Origin, headers};
use crate::config::Config;

/// What the layers in front of the routes know of the settings. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Gate(Arc<Settings>);

#[derive(Debug)]
struct Settings {
    allowed: Vec<Origin>,
    public: Option<Origin>,
    /// Content-Security-Policy of the app's pages.
    page_policy: HeaderValue,
}

impl Gate {
    /// By the operator's settings; `scripts` are the CSP hashes of the page's inline scripts.
    pub(super) fn new(config: &Config, scripts: &[String]) -> Self {
        Self(Arc::new(Settings {
            allowed: config.allow_origins.clone(),
            public: config.public_url.clone(),
            page_policy: headers::page_policy(&config.connect_to, scripts),
        }))
    }

    /// Whether an `Origin` header names another origin that the operator allows.
    pub(super) fn allows(&self, origin: &HeaderValue) -> bool {
        self.0.allowed.iter().any(|known| known.as_str().as_bytes() == origin.as_bytes())
    }

    /// Whether an `Origin` header names this server itself: as the operator says people reach
    /// it, and where nothing is said, as the request's `Host` does.
    pub(super) fn is_own(&self, origin: &HeaderValue, headers: &HeaderMap) -> bool {
        let Some(origin) = origin.to_str().ok().and_then(|text| text.parse::<Origin>().ok()) else {
            return false;
        };
        match &self.0.public {
            Some(public) => *public == origin,
            None => headers
                .get(header::HOST)
                .and_then(|host| host.to_str().ok())
                .and_then(|host| {
                    let scheme = if origin.is_https() { "https" } else { "http" };
                    format!("{scheme}://{host}").parse::<Origin>().ok()
                })
                .is_some_and(|own| own == origin),
        }
    }

    /// Whether people reach this server by `https` alone.
    pub(super) fn is_https(&self) -> bool {
        self.0.public.as_ref().is_some_and(Origin::is_https)
    }

    /// Content-Security-Policy of the app's pages.
    pub(super) fn page_policy(&self) -> HeaderValue {
        self.0.page_policy.clone()
    }
}
