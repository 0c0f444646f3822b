//! A WebSocket that carries bytes.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BinaryType, CloseEvent, MessageEvent, WebSocket};

/// What a socket does.
pub enum SocketEvent {
    /// It is open: it can be written to.
    Opened,
    /// It brought bytes.
    Bytes(Vec<u8>),
    /// It is closed, with the code (RFC 6455, section 7.4); nothing comes after this.
    Closed(u16),
}

type Heard = Rc<RefCell<dyn FnMut(SocketEvent)>>;

/// An open socket, or one that is being opened. Dropped, it closes, and is heard no more.
pub struct Socket {
    inner: WebSocket,
    _opened: Closure<dyn FnMut()>,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _closed: Closure<dyn FnMut(CloseEvent)>,
}

impl Socket {
    /// Opens one. None where the browser refuses the address at once.
    pub fn open(url: &str, hear: impl FnMut(SocketEvent) + 'static) -> Option<Self> {
        let inner = WebSocket::new(url).ok()?;
        inner.set_binary_type(BinaryType::Arraybuffer);
        let hear: Heard = Rc::new(RefCell::new(hear));
        let tell = hear.clone();
        let opened = Closure::new(move || (tell.borrow_mut())(SocketEvent::Opened));
        let tell = hear.clone();
        let message = Closure::new(move |event: MessageEvent| {
            // Texts are not spoken here.
            if let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() {
                (tell.borrow_mut())(SocketEvent::Bytes(Uint8Array::new(&buffer).to_vec()));
            }
        });
        let closed = Closure::new(move |event: CloseEvent| {
            (hear.borrow_mut())(SocketEvent::Closed(event.code()));
        });
        inner.set_onopen(Some(opened.as_ref().unchecked_ref()));
        inner.set_onmessage(Some(message.as_ref().unchecked_ref()));
        inner.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Self { inner, _opened: opened, _message: message, _closed: closed })
    }

    /// Writes bytes. Whether they are on their way; where not, its end will be heard.
    pub fn send(&self, bytes: &[u8]) -> bool {
        self.inner.ready_state() == WebSocket::OPEN && self.inner.send_with_u8_array(bytes).is_ok()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.inner.set_onopen(None);
        self.inner.set_onmessage(None);
        self.inner.set_onclose(None);
        // It may never have opened.
        let _ = self.inner.close();
    }
}
