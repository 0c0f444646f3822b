//! Whether there is a network, and whether the page is seen.

use leptos::prelude::*;

/// Whether the browser believes to be online; follows its events.
pub fn online() -> RwSignal<bool> {
    let signal = RwSignal::new(is_online());
    let up = window_event_listener(leptos::ev::online, move |_| signal.set(true));
    let down = window_event_listener(leptos::ev::offline, move |_| signal.set(false));
    on_cleanup(move || {
        up.remove();
        down.remove();
    });
    signal
}

/// Whether the browser believes to be online now. That it is not can be relied upon.
pub fn is_online() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether the page is in front. A page that is not seen need not be kept up to date.
pub fn visible() -> bool {
    web_sys::window().and_then(|window| window.document()).is_none_or(|document| !document.hidden())
}

/// Waits until the browser says that the network is back, and no longer than so many
/// milliseconds: it does not know of every network that leads nowhere.
pub async fn back_or(ms: i32) {
    let Some(window) = web_sys::window() else { return };
    let mut heard = None;
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window.add_event_listener_with_callback("online", &resolve);
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        heard = Some(resolve);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    if let Some(heard) = heard {
        let _ = window.remove_event_listener_with_callback("online", &heard);
    }
}
