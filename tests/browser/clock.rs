//! The device's clock, in China's time.

use bangban::platform::clock::{now_ms, sleep, today};
use chrono::{Datelike, TimeDelta};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn today_is_the_day_in_china() {
    let day = today();
    let date = js_sys::Date::new(&JsValue::from_f64(now_ms() + 8.0 * 3_600_000.0));
    let wanted =
        (i64::from(date.get_utc_full_year()), date.get_utc_month() + 1, date.get_utc_date());
    assert_eq!((i64::from(day.year()), day.month(), day.day()), wanted);
    assert!(day.succ_opt().is_some_and(|next| next - day == TimeDelta::days(1)));
}

#[wasm_bindgen_test]
async fn waiting_takes_its_time() {
    let start = now_ms();
    sleep(30).await;
    assert!(now_ms() - start >= 25.0);
}
