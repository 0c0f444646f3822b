//! A browser that fails on purpose: a method or property is replaced until the guard drops.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsValue;

/// Puts back what was replaced.
pub struct Tampered {
    object: Object,
    name: JsValue,
    original: JsValue,
}

impl Tampered {
    /// Replaces `name` on the object that the expression `of` names. `body` is the body of the
    /// function that stands in its place; in it `original` is what was there.
    pub fn method(of: &str, name: &str, body: &str) -> Self {
        let object = object(of);
        let maker = Function::new_with_args(
            "original",
            &["return function(...args) {", body, "}"].concat(),
        );
        let original = Reflect::get(&object, &name.into()).expect("has the method");
        let made = maker.call1(&JsValue::NULL, &original).expect("makes the method");
        Reflect::set(&object, &name.into(), &made).expect("takes the method");
        Self { object, name: name.into(), original }
    }

    /// Makes the property `name` of the window read as undefined.
    pub fn gone(name: &str) -> Self {
        let object = object("window");
        let original =
            Reflect::get_own_property_descriptor(&object, &name.into()).expect("the window has it");
        let nothing = Object::new();
        Reflect::set(&nothing, &"configurable".into(), &true.into()).expect("is plain");
        Reflect::set(&nothing, &"value".into(), &JsValue::UNDEFINED).expect("is plain");
        Reflect::define_property(&object, &name.into(), &nothing).expect("is configurable");
        Self { object, name: name.into(), original: Array::of1(&original).into() }
    }
}

impl Drop for Tampered {
    fn drop(&mut self) {
        if Array::is_array(&self.original) {
            let descriptor = Array::from(&self.original).get(0);
            let _ = Reflect::define_property(&self.object, &self.name, &Object::from(descriptor));
        } else {
            let _ = Reflect::set(&self.object, &self.name, &self.original);
        }
    }
}

fn object(expression: &str) -> Object {
    let get = Function::new_no_args(&["return ", expression].concat());
    Object::from(get.call0(&JsValue::NULL).expect("the expression names an object"))
}
