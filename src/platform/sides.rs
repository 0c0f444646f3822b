//! Paints what two people wrote at the same time below a field, with a way to choose.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event};

/// What to paint.
pub struct Sides<'a> {
    /// What it is about.
    pub title: &'a str,
    /// By side: who wrote it, what, and the words of the button that takes it.
    pub lines: Vec<(&'a str, String, &'a str)>,
    /// For sensitive answers, the button that shows them in full: its words, and whether it
    /// is pressed.
    pub reveal: Option<(&'a str, bool)>,
}

/// Paints it at the end of the element of the id `around`, for the field of this name. What
/// is there already is changed in place, so that a button keeps the focus.
pub fn paint_sides(around: &str, name: &str, sides: Option<&Sides<'_>>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let box_id = [name, "-sides"].concat();
    let Some(sides) = sides else {
        if let Some(there) = document.get_element_by_id(&box_id) {
            there.remove();
        }
        return;
    };
    let Some(field) = document.get_element_by_id(around) else { return };
    let title_id = [name, "-torn"].concat();
    let Some(all) = part(&document, &field, "div", &box_id, "torn") else { return };
    set(&all, "role", "group");
    set(&all, "aria-labelledby", &title_id);
    if let Some(title) = part(&document, &all, "p", &title_id, "torn-title") {
        set(&title, "role", "status");
        say(&title, sides.title);
    }
    let mut count = 0;
    for (whose, what, words) in &sides.lines {
        let index = count.to_string();
        let id = [&title_id, "-", &index].concat();
        let Some(line) = part(&document, &all, "div", &id, "side") else { return };
        let value_id = [&id, "-value"].concat();
        if let Some(text) = part(&document, &line, "p", &[&id, "-whose"].concat(), "small soft") {
            say(&text, whose);
        }
        if let Some(text) = part(&document, &line, "p", &value_id, "pre") {
            say(&text, what);
        }
        if let Some(button) = button(&document, &line, &[&id, "-use"].concat(), name, words) {
            set(&button, "data-use", &index);
            set(&button, "aria-describedby", &value_id);
        }
        count += 1;
    }
    // There may have been more of them before.
    while let Some(more) =
        document.get_element_by_id(&[&title_id, "-", &count.to_string()].concat())
    {
        more.remove();
        count += 1;
    }
    if let Some((words, pressed)) = sides.reveal {
        let id = [&title_id, "-reveal"].concat();
        if let Some(button) = button(&document, &all, &id, name, words) {
            set(&button, "aria-pressed", if pressed { "true" } else { "false" });
        }
    }
}

/// The field and the side of a button painted here that was pressed; no side where it is the
/// one that shows sensitive answers.
pub fn pressed(event: &Event) -> Option<(String, Option<usize>)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let button = target.closest("[data-field]").ok()??;
    let side = button.get_attribute("data-use").and_then(|side| side.parse().ok());
    Some((button.get_attribute("data-field")?, side))
}

fn button(
    document: &Document,
    parent: &Element,
    id: &str,
    name: &str,
    words: &str,
) -> Option<Element> {
    let button = part(document, parent, "button", id, "btn slim")?;
    set(&button, "type", "button");
    set(&button, "data-field", name);
    say(&button, words);
    Some(button)
}

/// The part of this id, made at the end of its parent where it is not there.
fn part(
    document: &Document,
    parent: &Element,
    tag: &str,
    id: &str,
    class: &str,
) -> Option<Element> {
    if let Some(there) = document.get_element_by_id(id) {
        return Some(there);
    }
    let made = document.create_element(tag).ok()?;
    made.set_id(id);
    made.set_class_name(class);
    parent.append_child(&made).ok()?;
    Some(made)
}

fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

fn say(element: &Element, words: &str) {
    if element.text_content().as_deref() != Some(words) {
        element.set_text_content(Some(words));
    }
}
