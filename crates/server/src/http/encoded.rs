//! An answer that is held ready, in the encodings that make it small, with its entity tag.

use std::io::Write;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::ApiError;
use super::negotiate::{Encoding, choose};

const JSON: &str = "application/json";

/// Below this many bytes compressing does not pay: one network packet holds it anyway.
const WORTH: usize = 1200;

/// A body with its encodings. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Encoded {
    media_type: HeaderValue,
    tag: String,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl Encoded {
    /// A body as it is, with encodings made elsewhere.
    pub fn ready(
        media_type: &'static str,
        plain: Bytes,
        brotli: Option<Bytes>,
        gzip: Option<Bytes>,
    ) -> Self {
        let tag = hex::encode(&Sha256::digest(&plain)[..12]);
        Self { media_type: HeaderValue::from_static(media_type), tag, plain, brotli, gzip }
    }

    /// A body that is held ready, compressed as far as it goes: about 0.3 s for 150 KB, once.
    pub fn held(media_type: &'static str, plain: impl Into<Bytes>) -> Self {
        Self::compressed(media_type, plain.into(), 11)
    }

    /// A JSON body that is held ready.
    pub fn held_json(value: &impl Serialize) -> Result<Self, ApiError> {
        Ok(Self::held(JSON, json(value)?))
    }

    /// A JSON body that is made for one answer, compressed in about a millisecond; a tenth
    /// more than the best.
    pub fn json(value: &impl Serialize) -> Result<Self, ApiError> {
        Ok(Self::compressed(JSON, json(value)?, 5))
    }

    fn compressed(media_type: &'static str, plain: Bytes, quality: i32) -> Self {
        if plain.len() < WORTH {
            return Self::ready(media_type, plain, None, None);
        }
        let (small, zipped) = (brotli_of(&plain, quality), gzip_of(&plain));
        Self::ready(media_type, plain, small, zipped)
    }

    /// How many bytes travel at best.
    pub fn smallest(&self) -> usize {
        self.brotli.as_ref().or(self.gzip.as_ref()).unwrap_or(&self.plain).len()
    }

    /// The answer to a request with these headers: 304 where the client has it already.
    pub fn answer(&self, request: &HeaderMap, cache: &'static str) -> Response {
        let encoding = choose(request, self.brotli.is_some(), self.gzip.is_some());
        // Each encoding is a representation with a tag of its own (RFC 9110, section 8.8.3.3).
        let tag = format!("\"{}-{}\"", self.tag, encoding.name());
        let mut response = if has(request, &tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let body = match encoding {
                Encoding::Brotli => self.brotli.as_ref(),
                Encoding::Gzip => self.gzip.as_ref(),
                Encoding::Identity => None,
            };
            let mut response = body.unwrap_or(&self.plain).clone().into_response();
            response.headers_mut().insert(header::CONTENT_TYPE, self.media_type.clone());
            if encoding != Encoding::Identity {
                response
                    .headers_mut()
                    .insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
            }
            response
        };
        let headers = response.headers_mut();
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        response
    }
}

/// Whether `If-None-Match` names the tag (weak comparison).
fn has(request: &HeaderMap, tag: &str) -> bool {
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn json(value: &impl Serialize) -> Result<Bytes, ApiError> {
    let bytes = serde_json::to_vec(value);
    bytes.map(Bytes::from).map_err(|error| ApiError::internal(format_args!("answer: {error}")))
}

/// Compressed by Brotli, if that is smaller.
fn brotli_of(plain: &[u8], quality: i32) -> Option<Bytes> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality, size_hint: plain.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &plain[..], &mut out, &parameters).ok()?;
    (out.len() < plain.len()).then(|| out.into())
}

/// Compressed by gzip, if that is smaller.
fn gzip_of(plain: &[u8]) -> Option<Bytes> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    out.write_all(plain).ok()?;
    let out = out.finish().ok()?;
    (out.len() < plain.len()).then(|| out.into())
}
