//! The built app: which file, how encoded, how long kept, and no way out of the folder.

use tempfile::TempDir;

use super::rig::Rig;

/// A built app.
pub fn app() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("index.html", "<!doctype html><title>page</title>");
    write("index.html.br", "page-br");
    write("app-0123456789abcdef.js", "script");
    write("app-0123456789abcdef.js.br", "script-br");
    write("app-0123456789abcdef.js.gz", "script-gz");
    write("app-0123456789abcdef.wasm", "wasm");
    write("config.json", "{}");
    write("sub/part-fedcba9876543210.css", "style");
    write("only.gz", "an archive of its own");
    write(".hidden", "secret");
    folder
}

async fn rig(folder: &TempDir) -> Rig {
    std::fs::write(folder.path().parent().unwrap().join("bangban-outside.txt"), "out").ok();
    Rig::with(|config| config.app = Some(folder.path().into())).await
}

const KEEP: &str = "public, max-age=31536000, immutable";

/// Path, Accept-Encoding; status, body, encoding, media type, cache.
#[tokio::test]
async fn files_and_pages() {
    let folder = app();
    let rig = rig(&folder).await;
    let page = "<!doctype html><title>page</title>";
    let (html, js) = ("text/html; charset=utf-8", "text/javascript; charset=utf-8");
    let script = "/app-0123456789abcdef.js";
    let cases = [
        ("/", "", page, "", html, "no-cache"),
        ("/", "gzip, br", "page-br", "br", html, "no-cache"),
        ("/", "gzip", page, "", html, "no-cache"),
        ("/index.html", "", page, "", html, "no-cache"),
        ("/items/food-business-licence.new", "", page, "", html, "no-cache"),
        ("/filings/1/receipt?print", "", page, "", html, "no-cache"),
        (script, "", "script", "", js, KEEP),
        (script, "gzip, deflate, br", "script-br", "br", js, KEEP),
        (script, "gzip", "script-gz", "gzip", js, KEEP),
        (script, "br;q=0, gzip", "script-gz", "gzip", js, KEEP),
        (script, "identity", "script", "", js, KEEP),
        ("/app-0123456789abcdef.wasm", "br", "wasm", "", "application/wasm", KEEP),
        ("/config.json", "br", "{}", "", "application/json", "no-cache"),
        ("/sub/part-fedcba9876543210.css", "", "style", "", "text/css; charset=utf-8", KEEP),
        ("/only.gz", "", "an archive of its own", "", "application/octet-stream", "no-cache"),
    ];
    for (path, accept, body, encoding, media_type, cache) in cases {
        let answer = rig.get(path).header("accept-encoding", accept).send().await;
        assert_eq!(answer.status, 200, "{path} {accept}");
        assert_eq!(answer.text(), body, "{path} {accept}");
        assert_eq!(answer.header("content-encoding"), encoding, "{path} {accept}");
        assert_eq!(answer.header("content-type"), media_type, "{path}");
        assert_eq!(answer.header("cache-control"), cache, "{path}");
        assert_eq!(answer.header("vary"), "Accept-Encoding", "{path}");
        let tag = answer.header("etag").to_owned();

        let again = rig.get(path).header("accept-encoding", accept).header("if-none-match", &tag);
        let again = again.send().await;
        assert_eq!(again.status, 304, "{path}");
        assert!(again.body.is_empty());
        assert_eq!(again.header("etag"), tag);
        let other = rig.get(path).header("if-none-match", "\"other\"").send().await;
        assert_eq!(other.status, 200, "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there() {
    let folder = app();
    let rig = rig(&folder).await;
    let cases = [
        "/missing.js",
        "/app-ffffffffffffffff.wasm",
        "/app-0123456789abcdef.js.br",
        "/wp-login.php",
        "/../bangban-outside.txt",
        "/%2e%2e/bangban-outside.txt",
        "/..%2fbangban-outside.txt",
        "/sub/../../bangban-outside.txt",
        "/sub/%2e%2e/%2e%2e/etc/passwd",
        "/..%5c..%5cwindows",
        "/%00",
        "/%ff",
        "/./config.json",
        "//etc/hosts.txt",
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/",
        "/api/v2/session",
    ];
    for path in cases {
        let answer = rig.get(path).send().await;
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
    }
    let hidden = rig.get("/.hidden").send().await.text();
    assert!(!hidden.contains("secret"));
}

#[tokio::test]
async fn files_are_only_read() {
    let folder = app();
    let rig = rig(&folder).await;
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let answer = rig.ask(method, "/index.html").send().await;
        assert_eq!(answer.status, 405);
        assert_eq!(answer.header("allow"), "GET, HEAD");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn links_are_not_followed() {
    let folder = app();
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("link.txt")).unwrap();
    let rig = rig(&folder).await;
    assert_eq!(rig.get("/link.txt").send().await.status, 404);
}

#[tokio::test]
async fn without_an_app_only_the_api() {
    let rig = Rig::new().await;
    assert_eq!(rig.get("/").send().await.status, 404);
}

#[test]
fn a_folder_without_a_page_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert!(bangban_server::http::files::Files::load(folder.path()).is_err());
}
