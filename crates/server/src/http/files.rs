//! The built app. Its folder is read once, at start: what is served is a look-up in a table of
//! known names, so that no address can lead anywhere else.

mod inline;
mod kind;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use bangban_contract::problem::ProblemCode;
use bytes::Bytes;
use percent_encoding::percent_decode_str;

use super::{ApiError, Encoded};

/// A file whose name changes with its content never has to be asked for again.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// Any other is kept, but asked for each time, by its tag.
const ASK: &str = "no-cache";
/// The page that every address of the app shows.
const PAGE: &str = "index.html";

/// The app's folder cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// It cannot be read.
    #[error("cannot read {path}: {cause}")]
    Read {
        /// What.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// It holds no page.
    #[error("{0} holds no index.html: build the app first")]
    NoPage(PathBuf),
}

/// The files of the app. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files(Arc<Table>);

#[derive(Debug)]
struct Table {
    files: BTreeMap<String, (Encoded, &'static str)>,
    page: Encoded,
    scripts: Vec<String>,
}

impl Files {
    /// Reads the folder. `x.br` and `x.gz` are encodings of `x`, made by the build.
    pub fn load(folder: &Path) -> Result<Self, FilesError> {
        let mut raw = BTreeMap::new();
        collect(folder, "", &mut raw)?;
        let mut files = BTreeMap::new();
        for (name, plain) in &raw {
            let base = name.strip_suffix(".br").or_else(|| name.strip_suffix(".gz"));
            if base.is_some_and(|base| raw.contains_key(base)) {
                continue;
            }
            let encoding = |suffix: &str| raw.get(&format!("{name}{suffix}")).cloned();
            let encoded = Encoded::ready(
                kind::media_type(name),
                plain.clone(),
                encoding(".br"),
                encoding(".gz"),
            );
            let cache = if kind::is_hashed(name) { IMMUTABLE } else { ASK };
            files.insert(name.clone(), (encoded, cache));
        }
        let page = files.get(PAGE).map(|(page, _)| page.clone());
        let page = page.ok_or_else(|| FilesError::NoPage(folder.into()))?;
        let scripts = raw.get(PAGE).map(|bytes| inline::hashes(bytes)).unwrap_or_default();
        Ok(Self(Arc::new(Table { files, page, scripts })))
    }

    /// CSP hashes of the page's inline scripts: none in a release build of ours, one in what
    /// Trunk builds.
    pub fn inline_scripts(&self) -> &[String] {
        &self.0.scripts
    }

    /// The answer to a request for a file or for an address of the app.
    pub fn answer(&self, method: &Method, path: &str, request: &HeaderMap) -> Response {
        if !matches!(*method, Method::GET | Method::HEAD) {
            return ApiError::new(ProblemCode::MethodNotAllowed)
                .header(header::ALLOW, HeaderValue::from_static("GET, HEAD"))
                .into_response();
        }
        let Some(name) = name(path) else { return ApiError::not_found().into_response() };
        match self.0.files.get(&name) {
            Some((file, cache)) => file.answer(request, cache),
            None if kind::is_file_name(&name) => ApiError::not_found().into_response(),
            None => self.0.page.answer(request, ASK),
        }
    }
}

/// The name in the table that a path asks for; `None` where it is no honest path.
fn name(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let name = decoded.strip_prefix('/')?;
    let odd =
        name.contains(['\\', '\0']) || name.split('/').any(|part| part == ".." || part == ".");
    (!odd).then(|| name.to_owned())
}

/// Reads what lies in the folder, by name relative to the root. Links and hidden files are
/// left out: they are not the build's.
fn collect(
    folder: &Path,
    prefix: &str,
    into: &mut BTreeMap<String, Bytes>,
) -> Result<(), FilesError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        |cause| FilesError::Read { path, cause }
    };
    for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
        let entry = entry.map_err(failed(folder))?;
        let path = entry.path();
        let kind = entry.file_type().map_err(failed(&path))?;
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), into)?;
        } else if kind.is_file() {
            let bytes = std::fs::read(&path).map_err(failed(&path))?;
            into.insert(format!("{prefix}{name}"), bytes.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever the address, the answer is the page, a known file, or nothing.
        #[test]
        fn no_address_leads_elsewhere(path in r"/?([a-z.%/\\\x00\PC]|\.\./|%2e|%2f|%5c){0,40}") {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join(PAGE), "page").unwrap();
            let files = Files::load(folder.path()).unwrap();
            let answer = files.answer(&Method::GET, &path, &HeaderMap::new());
            let expected = files.0.page.answer(&HeaderMap::new(), ASK);
            prop_assert!(
                answer.status() == StatusCode::NOT_FOUND
                    || answer.headers().get(header::ETAG) == expected.headers().get(header::ETAG)
            );
        }
    }
}
