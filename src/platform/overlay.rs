//! Places on what is drawn, by elements and fractions of them, and marks that lie over the page
//! there. Marks are for the eye alone: what they say is said in words elsewhere.

use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, HtmlElement};

/// Where the marks are.
const LAYER: &str = "together-layer";

/// A rectangle of the page, in its own pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Rect {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

/// A mark: on an element, at a part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What the mark itself is known by.
    pub id: String,
    /// Finds the element.
    pub on: String,
    /// Its class, which gives it colour and shape.
    pub class: &'static str,
    /// Left, top, width and height, as fractions of the element.
    pub part: [f64; 4],
    /// A word or two on it.
    pub words: String,
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn number(of: &JsValue, name: &str) -> f64 {
    Reflect::get(of, &JsValue::from_str(name)).ok().and_then(|value| value.as_f64()).unwrap_or(0.0)
}

/// Where an element is on the page; none where it is not drawn.
fn rect(element: &Element) -> Option<Rect> {
    let measure = Reflect::get(element, &JsValue::from_str("getBoundingClientRect")).ok()?;
    let found = measure.dyn_ref::<Function>()?.call0(element).ok()?;
    let window = web_sys::window()?;
    let (w, h) = (number(&found, "width"), number(&found, "height"));
    let (left, top) = (number(&window, "scrollX"), number(&window, "scrollY"));
    let rect = Rect { x: number(&found, "x") + left, y: number(&found, "y") + top, w, h };
    (w > 0.0 && h > 0.0).then_some(rect)
}

/// A place on an element.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The element's id.
    pub id: String,
    /// Its `data-at`, where it has one.
    pub at: Option<String>,
    /// Fraction of its width.
    pub x: f64,
    /// Fraction of its height.
    pub y: f64,
}

/// The place of a pointer on the innermost element that the selector finds around it.
pub fn under(event: &Event, selector: &str) -> Option<Found> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let element = target.closest(selector).ok()??;
    Some(on(&element, event))
}

/// The same where something lies over the page and takes the pointer: what is below it counts.
pub fn beneath(event: &Event, veil: &str, selector: &str) -> Option<Found> {
    let document = document()?;
    let all = Reflect::get(&document, &JsValue::from_str("elementsFromPoint")).ok()?;
    let (x, y) = (number(event, "clientX"), number(event, "clientY"));
    let all = all.dyn_ref::<Function>()?.call2(&document, &x.into(), &y.into()).ok()?;
    for element in js_sys::Array::from(&all).iter() {
        let Ok(element) = element.dyn_into::<Element>() else { continue };
        if element.closest(veil).ok().flatten().is_some() {
            continue;
        }
        return element.closest(selector).ok().flatten().map(|element| on(&element, event));
    }
    None
}

/// The place of a pointer by an element of this id, wherever the pointer is.
pub fn against(event: &Event, id: &str) -> Option<(f64, f64)> {
    let found = on(&document()?.get_element_by_id(id)?, event);
    Some((found.x, found.y))
}

fn on(element: &Element, event: &Event) -> Found {
    let rect = rect(element).unwrap_or_default();
    let (x, y) = (number(event, "pageX") - rect.x, number(event, "pageY") - rect.y);
    let of = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let at = element.get_attribute("data-at");
    Found { id: element.id(), at, x: of(x, rect.w), y: of(y, rect.h) }
}

/// Whether an event is a person's own doing, and not within what the selector finds.
pub fn is_own_doing(event: &Event, but_in: &str) -> bool {
    let is_trusted =
        Reflect::get(event, &JsValue::from_str("isTrusted")).is_ok_and(|is| is.is_truthy());
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    is_trusted && target.is_none_or(|target| target.closest(but_in).ok().flatten().is_none())
}

/// Paints these marks and no others. Marks on what is not drawn are left out.
pub fn paint(marks: &[Mark]) {
    let Some(document) = document() else { return };
    let layer = document.get_element_by_id(LAYER);
    if marks.is_empty() {
        if let Some(layer) = layer {
            layer.remove();
        }
        return;
    }
    let Some(layer) = layer.or_else(|| made(&document)) else { return };
    let Ok(old) = layer.query_selector_all(".together-mark") else { return };
    for index in 0..old.length() {
        let one = old.get(index).and_then(|node| node.dyn_into::<Element>().ok());
        if let Some(one) = one.filter(|one| marks.iter().all(|mark| mark.id != one.id())) {
            one.remove();
        }
    }
    for mark in marks {
        place(&document, &layer, mark);
    }
}

fn made(document: &Document) -> Option<Element> {
    let layer = document.create_element("div").ok()?;
    layer.set_id(LAYER);
    let _ = layer.set_attribute("aria-hidden", "true");
    document.query_selector("body").ok()??.append_child(&layer).ok()?;
    Some(layer)
}

fn place(document: &Document, layer: &Element, mark: &Mark) {
    let there = document.get_element_by_id(&mark.id);
    let on = document.query_selector(&mark.on).ok().flatten();
    let Some(rect) = on.and_then(|on| rect(&on)) else {
        if let Some(there) = there {
            there.remove();
        }
        return;
    };
    let one = match there {
        Some(one) => one,
        None => {
            let Ok(one) = document.create_element("div") else { return };
            one.set_id(&mark.id);
            if layer.append_child(&one).is_err() {
                return;
            }
            one
        }
    };
    let class = ["together-mark ", mark.class].concat();
    if one.get_attribute("class").as_deref() != Some(&class) {
        one.set_class_name(&class);
    }
    if one.text_content().as_deref() != Some(&mark.words) {
        one.set_text_content(Some(&mark.words));
    }
    let [x, y, w, h] = mark.part;
    let Ok(style) = Reflect::get(&one, &JsValue::from_str("style")) else { return };
    for (name, value) in [
        ("left", rect.x + x * rect.w),
        ("top", rect.y + y * rect.h),
        ("width", w * rect.w),
        ("height", h * rect.h),
    ] {
        if (name == "width" || name == "height") && value <= 0.0 {
            continue;
        }
        let value = pixels(value);
        let _ = Reflect::set(&style, &JsValue::from_str(name), &JsValue::from_str(&value));
    }
}

/// Puts a word behind what is in an element, or changes it, or (none) takes it away.
pub fn tag(id: &str, on: &str, class: &str, words: Option<&str>) {
    let Some(document) = document() else { return };
    let there = document.get_element_by_id(id);
    let around = words.and_then(|_| document.query_selector(on).ok().flatten());
    let (Some(words), Some(around)) = (words, around) else {
        if let Some(there) = there {
            there.remove();
        }
        return;
    };
    let one = match there {
        Some(one) if around.contains(Some(&one)) => one,
        other => {
            if let Some(other) = other {
                other.remove();
            }
            let Ok(one) = document.create_element("span") else { return };
            one.set_id(id);
            one.set_class_name(class);
            if around.append_child(&one).is_err() {
                return;
            }
            one
        }
    };
    if one.text_content().as_deref() != Some(words) {
        one.set_text_content(Some(words));
    }
}

/// Brings what the selector finds to the middle of the screen, or its beginning to the top where
/// it is too high for that; whether it is there.
pub fn bring(selector: &str) -> bool {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    let found = element.and_then(|element| rect(&element).map(|rect| (element, rect)));
    let Some((element, rect)) = found else { return false };
    let height = web_sys::window().map(|window| number(&window, "innerHeight")).unwrap_or_default();
    let block = if rect.h * 2.0 > height { "start" } else { "center" };
    let how = js_sys::Object::new();
    let _ = Reflect::set(&how, &JsValue::from_str("block"), &JsValue::from_str(block));
    let scroll = Reflect::get(&element, &JsValue::from_str("scrollIntoView")).ok();
    if let Some(scroll) = scroll.as_ref().and_then(|scroll| scroll.dyn_ref::<Function>()) {
        let _ = scroll.call1(&element, &how);
    }
    true
}

/// Moves the focus to what the selector finds, itself and not a control in it. What has none
/// otherwise can have it until it is left.
pub fn enter(selector: &str) {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        if !element.has_attribute("tabindex") {
            let _ = element.set_attribute("tabindex", "-1");
            let left = element.clone();
            let leave = Closure::once_into_js(move || {
                let _ = left.remove_attribute("tabindex");
                left.set_onblur(None);
            });
            element.set_onblur(leave.dyn_ref());
        }
        let _ = element.focus();
    }
}

/// Opens the list (`details`) that the selector finds.
pub fn unfold(selector: &str) {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = element {
        let _ = element.set_attribute("open", "");
    }
}

/// The height of an element as a custom property of the page, as long as this is kept.
pub struct Height {
    property: &'static str,
    observer: JsValue,
    _heard: Closure<dyn FnMut()>,
}

impl Height {
    /// Of the first element that the selector finds, from now on.
    pub fn of(selector: &str, property: &'static str) -> Option<Self> {
        let element = document()?.query_selector(selector).ok()??;
        let measured = element.clone();
        let heard = Closure::<dyn FnMut()>::new(move || {
            if let Some(rect) = rect(&measured) {
                call(&page_style(), "setProperty", &[property, &pixels(rect.h)]);
            }
        });
        let kind = Reflect::get(&web_sys::window()?.into(), &"ResizeObserver".into()).ok()?;
        let with = js_sys::Array::of1(heard.as_ref());
        let observer = Reflect::construct(kind.dyn_ref::<Function>()?, &with).ok()?;
        let observe = Reflect::get(&observer, &"observe".into()).ok()?;
        observe.dyn_ref::<Function>()?.call1(&observer, &element).ok()?;
        Some(Self { property, observer, _heard: heard })
    }
}

impl Drop for Height {
    fn drop(&mut self) {
        call(&self.observer, "disconnect", &[]);
        call(&page_style(), "removeProperty", &[self.property]);
    }
}

/// Pixels, as styles say them.
fn pixels(value: f64) -> String {
    [&value.round().to_string(), "px"].concat()
}

/// What is written by hand into the style of the whole page.
fn page_style() -> JsValue {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| Reflect::get(&root, &"style".into()).ok()).unwrap_or_default()
}

/// Calls a method with words.
fn call(on: &JsValue, method: &str, with: &[&str]) {
    let method = Reflect::get(on, &method.into()).ok();
    if let Some(method) = method.as_ref().and_then(|method| method.dyn_ref::<Function>()) {
        let with: js_sys::Array = with.iter().map(|word| JsValue::from_str(word)).collect();
        let _ = method.apply(on, &with);
    }
}
