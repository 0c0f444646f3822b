//! The other tabs of the same person: what is said to them, and which one does what only one
//! may do.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

/// Something said to the other tabs: a word, and what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// What it is about.
    pub word: String,
    /// A text with it.
    pub text: String,
    /// A number with it.
    pub number: f64,
    /// Bytes with it.
    pub bytes: Vec<u8>,
}

/// A channel to the other tabs. Dropped, it is heard no more.
pub struct Channel {
    inner: BroadcastChannel,
    _heard: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens the channel of a name. None where the browser has none; there a tab is alone.
    pub fn open(name: &str, mut hear: impl FnMut(Said) + 'static) -> Option<Self> {
        let inner = BroadcastChannel::new(name).ok()?;
        let heard = Closure::new(move |event: MessageEvent| {
            if let Some(said) = read(&event.data()) {
                hear(said);
            }
        });
        inner.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Some(Self { inner, _heard: heard })
    }

    /// Says it to all other tabs.
    pub fn say(&self, word: &str, text: &str, number: f64, bytes: &[u8]) {
        let message = Array::of4(
            &JsValue::from_str(word),
            &JsValue::from_str(text),
            &JsValue::from_f64(number),
            &Uint8Array::from(bytes),
        );
        // It fails only once it is closed.
        let _ = self.inner.post_message(&message);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.inner.set_onmessage(None);
        self.inner.close();
    }
}

fn read(data: &JsValue) -> Option<Said> {
    let parts: &Array = data.dyn_ref()?;
    Some(Said {
        word: parts.get(0).as_string()?,
        text: parts.get(1).as_string()?,
        number: parts.get(2).as_f64()?,
        bytes: parts.get(3).dyn_ref::<Uint8Array>()?.to_vec(),
    })
}

/// The right to do what only one tab may do (Web Locks), or the wait for it. Dropped, it goes to
/// the next tab.
pub struct Turn {
    is_wanted: Rc<Cell<bool>>,
    release: Rc<RefCell<Option<Function>>>,
}

impl Turn {
    /// Asks for it, and calls `granted` once no other tab has it. Where the browser has no locks,
    /// every tab has it at once.
    pub fn ask(name: &str, granted: impl FnOnce() + 'static) -> Self {
        let turn = Self { is_wanted: Rc::new(Cell::new(true)), release: Rc::default() };
        let (is_wanted, release) = (turn.is_wanted.clone(), turn.release.clone());
        let Some((locks, request)) = locks() else {
            leptos::task::spawn_local(async move {
                if is_wanted.get() {
                    granted();
                }
            });
            return turn;
        };
        let held = Closure::once_into_js(move |_: JsValue| {
            if !is_wanted.get() {
                return JsValue::UNDEFINED;
            }
            // The lock is held until this promise ends, or the tab does.
            let until = Promise::new(&mut |end, _| *release.borrow_mut() = Some(end));
            granted();
            until.into()
        });
        // A request that is abandoned is the end of the page.
        let _ = request.call2(&locks, &JsValue::from_str(name), &held);
        turn
    }
}

impl Turn {
    /// Asks for it and waits until no other tab has it, but no longer than so many milliseconds:
    /// a tab in the background may have been put to sleep with it.
    pub async fn granted_within(name: &str, ms: i32) -> Self {
        let mut turn = None;
        let promise = Promise::new(&mut |resolve, _| {
            if let Some(window) = web_sys::window() {
                let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
            }
            turn = Some(Self::ask(name, move || drop(resolve.call0(&JsValue::NULL))));
        });
        let _ = JsFuture::from(promise).await;
        turn.unwrap_or_else(|| Self { is_wanted: Rc::default(), release: Rc::default() })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.is_wanted.set(false);
        if let Some(release) = self.release.borrow().as_ref() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

fn locks() -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &JsValue::from_str("locks")).ok()?;
    let request = Reflect::get(&locks, &JsValue::from_str("request")).ok()?;
    Some((locks, request.dyn_into().ok()?))
}
