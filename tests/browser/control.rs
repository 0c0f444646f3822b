//! An answer that came from elsewhere shows in its control, and who types there goes on typing.

use bangban::platform::control::write;
use bangban::platform::sides::{Sides, paint_sides};
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect("a document")
}

/// Puts a field with these controls on the page.
fn field(id: &str, controls: &str) -> Element {
    let field = document().create_element("div").expect("is made");
    field.set_id(id);
    field.set_inner_html(controls);
    document().body().expect("a body").append_child(&field).expect("is there");
    field
}

fn first<T: JsCast>(field: &Element, selector: &str) -> T {
    let found = field.query_selector(selector).expect("a selector").expect("is there");
    found.dyn_into().expect("is of that kind")
}

#[wasm_bindgen_test]
fn the_caret_of_a_long_text_stays_in_its_place() {
    let field = field("f901-box", "<textarea name='f901'></textarea>");
    let area: HtmlTextAreaElement = first(&field, "textarea");
    area.set_value("因生产特点需要");
    area.focus().expect("has the focus");
    area.set_selection_range(3, 5).expect("is selected");
    for text in ["因生产特点需要调整", "𠮷：因生产特点需要调整"] {
        write("f901", &json!(text));
        assert_eq!(area.value(), text);
        let at = u32::from(text.starts_with('𠮷')) * 3;
        assert_eq!(area.selection_start(), Ok(Some(3 + at)));
        assert_eq!(area.selection_end(), Ok(Some(5 + at)));
    }
    field.remove();
}

#[wasm_bindgen_test]
fn controls_show_the_answer() {
    let field = field(
        "f902",
        "<input name='f902' type='radio' value='a'><input name='f902' type='radio' value='b'>
         <input name='f903' type='checkbox' value='x'><input name='f903' type='checkbox' value='y'>
         <input name='f904' type='date' data-part='from'><input name='f905' type='email'>
         <select name='f906'><option value=''></option><option value='m'></option></select>",
    );
    let input = |selector| first::<HtmlInputElement>(&field, selector);
    write("f902", &json!("b"));
    assert!(input("[value=b]").checked() && !input("[value=a]").checked());
    write("f902", &json!(null));
    assert!(!input("[value=b]").checked());
    write("f903", &json!(["y"]));
    assert!(input("[value=y]").checked() && !input("[value=x]").checked());
    write("f904", &json!({ "from": "2026-03-01" }));
    assert_eq!(input("[type=date]").value(), "2026-03-01");
    write("f905", &json!("a@b.cn"));
    assert_eq!(input("[type=email]").value(), "a@b.cn");
    write("f906", &json!("m"));
    assert_eq!(first::<web_sys::HtmlSelectElement>(&field, "select").value(), "m");
    field.remove();
}

#[wasm_bindgen_test]
fn a_conflict_that_goes_on_keeps_the_focus_on_its_button() {
    let field = field("f907-box", "<input name='f907'>");
    let sides = |mine: &str| Sides {
        title: "两人填写不同，请选择",
        lines: vec![
            ("我填的", mine.to_owned(), "用我填的"),
            ("对方填的", "12".to_owned(), "用对方填的"),
        ],
        reveal: None,
    };
    paint_sides("f907-box", "f907", Some(&sides("1")));
    let button: HtmlElement = first(&field, "[data-use='1']");
    button.focus().expect("has the focus");
    paint_sides("f907-box", "f907", Some(&sides("15")));
    assert_eq!(document().active_element().as_ref(), Some(button.unchecked_ref::<Element>()));
    assert!(field.text_content().unwrap_or_default().contains("15"));
    paint_sides("f907-box", "f907", None);
    assert_eq!(field.text_content().as_deref(), Some(""));
    field.remove();
}
