//! Where a pen, finger or mouse is in an element.

use bangban_contract::mandate::signature::{HEIGHT, WIDTH};
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// The point of an event in the units of a signature, kept inside its area. The element's
/// children have to let pointers through.
pub fn point(event: &PointerEvent) -> Option<[u16; 2]> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    let scaled = |at: i32, of: i32, most: u16| {
        let share = f64::from(at) / f64::from(of.max(1));
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let unit = (share.clamp(0.0, 1.0) * f64::from(most)) as u16;
        unit
    };
    Some([
        scaled(event.offset_x(), element.client_width(), WIDTH),
        scaled(event.offset_y(), element.client_height(), HEIGHT),
    ])
}

/// Keeps a stroke with the element also where it leaves it.
pub fn hold(event: &PointerEvent) {
    let element = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    if let Some(element) = element {
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
