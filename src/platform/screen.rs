//! How much room there is.

/// Whether it is about as narrow as a phone, CSS pixels.
pub fn is_narrow() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok());
    width.and_then(|width| width.as_f64()).is_some_and(|width| width < 600.0)
}
