//! Style sheets that the page names and does not load: those of parts that come later.

use js_sys::Promise;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// Has it loaded; what is given is over when it is there, or will not come. Without a link to
/// it, as in plain Trunk builds, it is part of the page's own.
pub fn wear(name: &str) -> impl Future<Output = ()> + use<> {
    let link = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(name))
        .and_then(|link| link.dyn_into::<HtmlElement>().ok())
        .filter(|link| link.has_attribute("disabled"));
    let coming = link.map(|link| {
        let promise = Promise::new(&mut |resolve, _| {
            link.set_onload(Some(&resolve));
            link.set_onerror(Some(&resolve));
        });
        let _ = link.remove_attribute("disabled");
        JsFuture::from(promise)
    });
    async {
        if let Some(coming) = coming {
            let _ = coming.await;
        }
    }
}
