//! Paints how a field stands onto its element: one effect a field, whatever it shows.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What to paint.
pub struct Paint<'a> {
    /// Id of the field's control; its parts are named after it.
    pub id: &'a str,
    /// Whether it can be answered.
    pub enabled: bool,
    /// What is wrong, in words; the first part is for screen readers only.
    pub problem: Option<(&'a str, &'a str)>,
    /// Where the answer comes from, in words.
    pub source: Option<&'a str>,
    /// Whether it has a hint.
    pub hint: bool,
    /// Whether a conflict stands at it.
    pub torn: bool,
}

/// Paints it onto the element of this id, if it is there.
pub fn paint(around: &str, what: &Paint<'_>) {
    let there = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(around))
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(field) = there {
        paint_on(&field, what);
    }
}

fn paint_on(field: &HtmlElement, what: &Paint<'_>) {
    let _ = field.class_list().toggle_with_force("bad", what.problem.is_some());
    line(field, what.id, "why", what.problem, ".control");
    line(field, what.id, "source", what.source.map(|text| ("", text)), "");
    let mut described = String::new();
    for (part, there) in [
        ("hint", what.hint),
        ("why", what.problem.is_some()),
        ("source", what.source.is_some()),
        ("torn", what.torn),
    ] {
        if there {
            if !described.is_empty() {
                described.push(' ');
            }
            described.push_str(what.id);
            described.push('-');
            described.push_str(part);
        }
    }
    // Its own: those in the rows of a list are fields of their own.
    let mut own = String::new();
    for before in ["", "region-", "search-"] {
        let comma = if own.is_empty() { "" } else { "," };
        own.push_str(&[comma, "[name=\"", before, what.id, "\"]"].concat());
    }
    let Ok(controls) = field.query_selector_all(&own) else { return };
    for index in 0..controls.length() {
        let Some(control) = controls.get(index).and_then(|node| node.dyn_into::<Element>().ok())
        else {
            continue;
        };
        flag(&control, "aria-invalid", what.problem.is_some());
        let _ = control.toggle_attribute_with_force("disabled", !what.enabled);
        if described.is_empty() {
            let _ = control.remove_attribute("aria-describedby");
        } else {
            let _ = control.set_attribute("aria-describedby", &described);
        }
    }
}

fn flag(element: &Element, name: &str, on: bool) {
    if on {
        let _ = element.set_attribute(name, "true");
    } else {
        let _ = element.remove_attribute(name);
    }
}

/// Makes, changes or removes a line of words of a field, before a part of it or at its end.
fn line(field: &HtmlElement, id: &str, part: &str, words: Option<(&str, &str)>, before: &str) {
    let Some(document) = field.owner_document() else { return };
    let line_id = [id, "-", part].concat();
    let there = document.get_element_by_id(&line_id);
    let Some((spoken, text)) = words else {
        if let Some(there) = there {
            there.remove();
        }
        return;
    };
    let line = match there {
        Some(there) => there,
        None => {
            let Ok(line) = document.create_element("p") else { return };
            line.set_id(&line_id);
            line.set_class_name(part);
            let place =
                (!before.is_empty()).then(|| field.query_selector(before).ok().flatten()).flatten();
            match place {
                Some(place) => {
                    let parent = place.parent_node().unwrap_or_else(|| field.clone().into());
                    let _ = parent.insert_before(&line, Some(&place));
                }
                None => {
                    let _ = field.append_child(&line);
                }
            }
            line
        }
    };
    line.set_text_content(None);
    if !spoken.is_empty() {
        if let Ok(prefix) = document.create_element("span") {
            prefix.set_class_name("unseen");
            prefix.set_text_content(Some(spoken));
            let _ = line.append_child(&prefix);
        }
    }
    let _ = line.append_child(&document.create_text_node(text));
}
