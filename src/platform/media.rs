//! Microphone, camera, a call between two browsers, and pictures made small: done by a script of
//! its own (`public/together.js`), which is fetched when one of them is first wanted.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::clock;

const SCRIPT: &str = "/together.js";
const NAME: &str = "bangbanTogether";
/// How often, 50 ms apart, it is seen whether the script has come.
const TIMES: u32 = 200;

/// Has the script fetched, once.
fn fetch(window: &web_sys::Window) -> Option<()> {
    let document = window.document()?;
    if document.query_selector(&["script[src=\"", SCRIPT, "\"]"].concat()).ok()?.is_none() {
        let script = document.create_element("script").ok()?;
        script.set_attribute("src", SCRIPT).ok()?;
        document.query_selector("head").ok()??.append_child(&script).ok()?;
    }
    Some(())
}

/// The script.
pub struct Media {
    inner: JsValue,
    heard: Option<Closure<dyn FnMut(String, String)>>,
}

impl Media {
    /// Fetches it. None where it does not come.
    pub async fn load() -> Option<Self> {
        let window = web_sys::window()?;
        fetch(&window)?;
        for _ in 0..TIMES {
            let inner = Reflect::get(&window, &JsValue::from_str(NAME)).ok()?;
            if inner.is_object() {
                return Some(Self { inner, heard: None });
            }
            clock::sleep(50).await;
        }
        None
    }

    /// Hears what it says: a word, and a text with it.
    pub fn listen(&mut self, hear: impl FnMut(String, String) + 'static) {
        let heard = Closure::new(hear);
        let _ = Reflect::set(&self.inner, &JsValue::from_str("hear"), heard.as_ref());
        self.heard = Some(heard);
    }

    fn run(&self, name: &str, arg: &JsValue) -> Option<JsValue> {
        let function = Reflect::get(&self.inner, &JsValue::from_str(name)).ok()?;
        function.dyn_ref::<Function>()?.call1(&self.inner, arg).ok()
    }

    /// Asks for the microphone, and the camera. It says `opened`, `refused` or `none`.
    pub fn open(&self, video: bool) {
        self.run("open", &JsValue::from_bool(video));
    }

    /// Begins to connect; who calls offers. What is to be said to the other comes as `offer`,
    /// `answer` and `ice`; how it goes as `connected` and `failed`.
    pub fn start(&self, calls: bool) {
        self.run("start", &JsValue::from_bool(calls));
    }

    /// Takes what the other said: its kind and data.
    pub fn signal(&self, kind: &str, data: &str) {
        self.run("signal", &JsValue::from_str(&[kind, " ", data].concat()));
    }

    /// Whether nothing is to be heard from here.
    pub fn mute(&self, muted: bool) {
        self.run("mute", &JsValue::from_bool(muted));
    }

    /// Takes another camera, by its id, or none.
    pub fn camera(&self, id: &str) {
        self.run("camera", &JsValue::from_str(id));
    }

    /// Ends it and lets go of everything.
    pub fn end(&self) {
        self.run("end", &JsValue::UNDEFINED);
    }

    /// A picture as a data address, small enough to be sent. None where it is no picture.
    pub async fn shrink(&self, picture: &Blob) -> Option<String> {
        let coming = self.run("shrink", picture)?.dyn_into::<Promise>().ok()?;
        JsFuture::from(coming).await.ok()?.as_string()
    }
}

impl Drop for Media {
    fn drop(&mut self) {
        if self.heard.is_some() {
            self.end();
            let _ = Reflect::set(&self.inner, &JsValue::from_str("hear"), &JsValue::NULL);
        }
    }
}
