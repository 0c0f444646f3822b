//! What time it is, and waiting.

use chrono::{DateTime, NaiveDate};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since 1970 in UTC, by the device's clock.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}

/// An instant of the contract (RFC 3339, UTC), of milliseconds since 1970.
pub fn instant(ms: f64) -> String {
    js_sys::Date::new(&JsValue::from_f64(ms)).to_iso_string().into()
}

/// An instant of the contract as milliseconds since 1970; `None` where it is not one.
pub fn ms_of(instant: &str) -> Option<f64> {
    Some(js_sys::Date::parse(instant)).filter(|ms| !ms.is_nan())
}

/// Hours by which China is ahead of UTC, all year since 1991.
pub const CHINA: f64 = 8.0;

/// Today in China, whatever the device's time zone is.
#[allow(clippy::cast_possible_truncation)]
pub fn today() -> NaiveDate {
    let seconds = (now_ms() / 1000.0 + CHINA * 3600.0) as i64;
    DateTime::from_timestamp(seconds, 0).map_or(NaiveDate::MAX, |at| at.date_naive())
}

/// Waits.
pub async fn sleep(ms: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        } else {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(promise).await;
}
