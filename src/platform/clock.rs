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

/// Today in China, whatever the device's time zone is.
pub fn today() -> NaiveDate {
    day_at(now_ms())
}

/// The day of an instant of the contract in China; today, where there is none.
pub fn day_of(instant: Option<&str>) -> NaiveDate {
    instant.map(js_sys::Date::parse).filter(|ms| !ms.is_nan()).map_or_else(today, day_at)
}

/// The day of milliseconds since 1970 in China (UTC+8).
#[allow(clippy::cast_possible_truncation)]
fn day_at(ms: f64) -> NaiveDate {
    let seconds = (ms / 1000.0) as i64 + 8 * 3600;
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
