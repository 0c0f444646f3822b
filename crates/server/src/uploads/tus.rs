//! The headers of tus 1.0.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use bangban_contract::problem::ProblemCode;
use bangban_contract::upload::metadata;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::http::ApiError;

/// The version that is spoken.
pub const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
/// The extensions that are spoken.
pub const EXTENSIONS: &str = "creation,checksum,termination,expiration";
/// The checksums that are known.
pub const CHECKSUMS: &str = "sha1,sha256";
/// No upload is larger than this, whatever the material allows, bytes.
pub const MAX_SIZE: u64 = 200 * 1024 * 1024;

/// Names of the headers.
pub mod header {
    use super::HeaderName;

    /// The version in use.
    pub const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
    /// The versions that are spoken.
    pub const VERSION: HeaderName = HeaderName::from_static("tus-version");
    /// The extensions that are spoken.
    pub const EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
    /// The checksums that are known.
    pub const CHECKSUM_ALGORITHM: HeaderName = HeaderName::from_static("tus-checksum-algorithm");
    /// The largest upload.
    pub const MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
    /// Full size.
    pub const LENGTH: HeaderName = HeaderName::from_static("upload-length");
    /// Bytes stored.
    pub const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
    /// What the file is.
    pub const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
    /// When it expires.
    pub const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
    /// Checksum of the body.
    pub const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
    /// Size is told later: not spoken here.
    pub const DEFER_LENGTH: HeaderName = HeaderName::from_static("upload-defer-length");
}

/// 412 unless the request speaks this version.
pub fn check_version(headers: &HeaderMap) -> Result<(), ApiError> {
    if headers.get(header::RESUMABLE) == Some(&VERSION) {
        return Ok(());
    }
    Err(ApiError::new(ProblemCode::UnsupportedTus).header(header::VERSION, VERSION))
}

/// A header that holds a whole number; `None` where it is missing.
pub fn number(headers: &HeaderMap, name: &HeaderName) -> Result<Option<u64>, ApiError> {
    let mut all = headers.get_all(name).iter();
    let Some(value) = all.next() else { return Ok(None) };
    let digits = value.as_bytes();
    let plain = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    let number = value.to_str().ok().filter(|_| plain).and_then(|text| text.parse().ok());
    match number {
        Some(number) if all.next().is_none() => Ok(Some(number)),
        _ => Err(unreadable(name)),
    }
}

/// A header that cannot be read.
pub fn unreadable(name: &HeaderName) -> ApiError {
    ApiError::malformed(
        format!("请求头 {name} 缺失或无法识别。"),
        format!("The header {name} is missing or cannot be read."),
    )
}

/// What `Upload-Metadata` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Name of the file.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// Id of the material.
    pub material: String,
}

/// Reads `Upload-Metadata`: pairs of a key and base64, comma-separated. Other keys than the
/// contract's are read over.
pub fn parse_metadata(text: &str) -> Option<Metadata> {
    let mut found = Metadata::default();
    let mut seen: Vec<&str> = Vec::new();
    for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once(' ').unwrap_or((pair, ""));
        if seen.contains(&key) {
            return None;
        }
        seen.push(key);
        let value = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
        match key {
            metadata::NAME => found.name = value,
            metadata::TYPE => found.media_type = value.trim().to_ascii_lowercase(),
            metadata::MATERIAL => found.material = value,
            _ => {}
        }
    }
    let whole = !found.media_type.is_empty() && !found.material.is_empty();
    (whole && seen.contains(&metadata::NAME)).then_some(found)
}

/// A checksum that a body has to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// SHA-1, the one that tus asks every server to know. It guards against slips only.
    Sha1(Vec<u8>),
    /// SHA-256.
    Sha256(Vec<u8>),
}

/// Reads `Upload-Checksum`: algorithm and base64.
pub fn parse_checksum(text: &str) -> Option<Checksum> {
    let (algorithm, sum) = text.trim().split_once(' ')?;
    let sum = STANDARD.decode(sum.trim()).ok()?;
    match (algorithm, sum.len()) {
        ("sha1", 20) => Some(Checksum::Sha1(sum)),
        ("sha256", 32) => Some(Checksum::Sha256(sum)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn metadata_table() {
        let good = "filename 5ZCN5a2XLnBkZg==,filetype YXBwbGljYXRpb24vcGRm,material bGljZW5jZQ==";
        let expected = Metadata {
            name: "名字.pdf".into(),
            media_type: "application/pdf".into(),
            material: "licence".into(),
        };
        assert_eq!(parse_metadata(good), Some(expected.clone()));
        assert_eq!(parse_metadata(&format!("{good}, other eA==, flag")), Some(expected));
        for bad in [
            "",
            "filename eA==,filetype eA==",
            "filename eA==,material eA==",
            "filetype eA==,material eA==",
            "filename *,filetype eA==,material eA==",
            "filename /w==,filetype eA==,material eA==",
            "filename eA==,filename eQ==,filetype eA==,material eA==",
        ] {
            assert_eq!(parse_metadata(bad), None, "{bad}");
        }
    }

    #[test]
    fn checksum_table() {
        let sum = STANDARD.encode([7; 32]);
        assert_eq!(parse_checksum(&format!("sha256 {sum}")), Some(Checksum::Sha256(vec![7; 32])));
        let short = STANDARD.encode([7; 20]);
        assert_eq!(parse_checksum(&format!("sha1 {short}")), Some(Checksum::Sha1(vec![7; 20])));
        for bad in ["", "sha256", "sha256 *", "md5 eA==", &format!("sha256 {short}")] {
            assert_eq!(parse_checksum(bad), None, "{bad}");
        }
    }

    #[test]
    fn numbers_table() {
        for (value, expected) in [
            (None, Ok(None)),
            (Some("0"), Ok(Some(0))),
            (Some("42"), Ok(Some(42))),
            (Some("-1"), Err(())),
            (Some("+1"), Err(())),
            (Some("1.0"), Err(())),
            (Some(""), Err(())),
            (Some("99999999999999999999"), Err(())),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(value) = value {
                headers.insert(header::OFFSET, HeaderValue::from_static(value));
            }
            assert_eq!(number(&headers, &header::OFFSET).map_err(drop), expected, "{value:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in any::<String>()) {
            let _ = (parse_metadata(&text), parse_checksum(&text));
        }
    }
}
