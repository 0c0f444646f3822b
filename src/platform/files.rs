//! Files that a person picks, drops, pastes or photographs.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ClipboardEvent, DataTransfer, DragEvent, Event, File, FileList, HtmlElement,
    KeyboardEvent, Url,
};

/// A picked file.
#[derive(Clone)]
pub struct Picked {
    /// Its name.
    pub name: String,
    /// Its size, bytes.
    pub size: u64,
    /// The file itself.
    pub blob: Blob,
}

/// The files that were picked in an input; the input is emptied, so that the same file can
/// be picked again.
pub fn picked(event: &Event) -> Vec<Picked> {
    let Some(input) =
        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
    else {
        return Vec::new();
    };
    let files = list(input.files());
    input.set_value("");
    files
}

/// Enter opens the choice of files of an input, as the space bar does by itself; for it looks like
/// a button.
pub fn open_by_enter(event: &KeyboardEvent) {
    if event.key() != "Enter" {
        return;
    }
    event.prevent_default();
    if let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        input.click();
    }
}

/// The files that were dropped.
pub fn dropped(event: &DragEvent) -> Vec<Picked> {
    list(event.data_transfer().as_ref().and_then(DataTransfer::files))
}

/// The files that were pasted.
pub fn pasted(event: &ClipboardEvent) -> Vec<Picked> {
    list(event.clipboard_data().as_ref().and_then(DataTransfer::files))
}

fn list(files: Option<FileList>) -> Vec<Picked> {
    let Some(files) = files else { return Vec::new() };
    (0..files.length()).filter_map(|index| files.get(index)).map(|file| of(&file)).collect()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn of(file: &File) -> Picked {
    Picked { name: file.name(), size: file.size() as u64, blob: file.clone().unchecked_into() }
}

/// The size of a blob, bytes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn size(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// A part of a blob, without reading it.
#[allow(clippy::cast_precision_loss)]
pub fn slice(blob: &Blob, from: u64, to: u64) -> Option<Blob> {
    blob.slice_with_f64_and_f64(from as f64, to as f64).ok()
}

/// Reads a blob; `None` where the file is gone from the device or cannot be read.
pub async fn read(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// SHA-256 of bytes; `None` outside a secure context.
pub async fn sha256(bytes: &[u8]) -> Option<Vec<u8>> {
    let subtle = web_sys::window()?.crypto().ok()?.subtle();
    let digest = subtle.digest_with_str_and_u8_array("SHA-256", bytes).ok()?;
    let digest = JsFuture::from(digest).await.ok()?;
    Some(Uint8Array::new(&digest).to_vec())
}

/// An address for showing a blob; revoked when it is dropped.
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// Makes an address for a blob.
    pub fn new(blob: &Blob) -> Option<Self> {
        Url::create_object_url_with_blob(blob).ok().map(Self)
    }

    /// The address.
    pub fn address(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// A blob of a text, for tests and for downloads.
pub fn blob_of(bytes: &[u8], media_type: &str) -> Option<Blob> {
    let parts = Array::of1(&JsValue::from(Uint8Array::from(bytes)));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

/// A random id for something on this device: 128 bits, hexadecimal.
pub fn random_id() -> String {
    let mut bytes = [0u8; 16];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    hex(&bytes)
}

/// Bytes, hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    text
}

/// Base64 (RFC 4648) by the browser.
pub fn base64(bytes: &[u8]) -> String {
    let binary: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    web_sys::window().and_then(|window| window.btoa(&binary).ok()).unwrap_or_default()
}

/// Bytes of hexadecimal; none where it is none.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pair = |place| u8::from_str_radix(text.get(place..place + 2)?, 16).ok();
    (0..text.len()).step_by(2).map(pair).collect()
}
