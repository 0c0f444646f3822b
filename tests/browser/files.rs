//! Files, hashes and ids by the browser.

use bangban::platform::files::{ObjectUrl, base64, blob_of, random_id, read, sha256, size, slice};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_part_of_a_file_is_read_alone() {
    let blob = blob_of("0123456789".as_bytes(), "text/plain").expect("is a blob");
    assert_eq!(size(&blob), 10);
    for (from, to, wanted) in
        [(0, 4, "0123"), (4, 10, "456789"), (8, 99, "89"), (10, 12, ""), (3, 3, "")]
    {
        let part = slice(&blob, from, to).expect("is cut");
        assert_eq!(read(&part).await.as_deref(), Some(wanted.as_bytes()), "{from}..{to}");
    }
}

#[wasm_bindgen_test]
async fn a_hash_is_that_of_the_standard() {
    // FIPS 180-2, appendix B.1.
    let hash = sha256(b"abc").await.expect("the test page is a secure context");
    assert_eq!(base64(&hash), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assert_eq!(base64(b""), "");
    assert_eq!(base64("材料.pdf".as_bytes()), "5p2Q5paZLnBkZg==");
}

#[wasm_bindgen_test]
fn ids_are_long_and_differ() {
    let (one, other) = (random_id(), random_id());
    assert_ne!(one, other);
    assert!(one.len() == 32 && one.bytes().all(|byte| byte.is_ascii_hexdigit()));
}

#[wasm_bindgen_test]
async fn an_address_ends_with_its_owner() {
    let blob = blob_of(b"x", "image/png").expect("is a blob");
    let url = ObjectUrl::new(&blob).expect("has an address");
    let address = url.address().to_owned();
    let window = web_sys::window().expect("is a page");
    assert!(JsFuture::from(window.fetch_with_str(&address)).await.is_ok());
    drop(url);
    assert!(JsFuture::from(window.fetch_with_str(&address)).await.is_err());
}
