//! The dialog at the desktop: the code, how long it is valid, and whether the phone has come.

use bangban_contract::phone::PAGE;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::follow::{Follower, follow};
use super::qr::qr;
use crate::api::{ApiError, phone as api};
use crate::i18n::{by_phone as words, fill_in, t};
use crate::platform::{clock, title};
use crate::ui::dialog::dialog;
use crate::ui::notice::{Tone, error_words, failure, notice};
use crate::ui::toast::use_toasts;

crate::later! {
    phone, fetch_phone_code;
    /// The dialog.
    pub(super) fn code_part(
        filing: String,
        open: RwSignal<bool>,
        follower: Follower
    ) -> AnyView {
        Dialog::new(filing, open, follower).view()
    }
}

#[derive(Clone, PartialEq)]
enum Code {
    Making,
    /// The address on the phone, and until when it works by this device's clock.
    Ready(String, f64),
    Over,
    Failed(ApiError),
}

#[derive(Clone, Copy)]
struct Dialog {
    filing: StoredValue<String>,
    open: RwSignal<bool>,
    follower: Follower,
    code: RwSignal<Code>,
    /// Seconds that the code still works.
    left: RwSignal<u32>,
    joined: RwSignal<bool>,
}

impl Dialog {
    fn new(filing: String, open: RwSignal<bool>, follower: Follower) -> Self {
        let dialog = Self {
            filing: StoredValue::new(filing),
            open,
            follower,
            code: RwSignal::new(Code::Making),
            left: RwSignal::new(0),
            joined: RwSignal::new(false),
        };
        Effect::new(move |_| {
            if open.get() {
                dialog.opened();
            }
        });
        dialog
    }

    /// Asks first whether a phone is in it, since making a code voids the one before.
    fn opened(self) {
        spawn_local(async move {
            let Some(filing) = self.filing.try_get_value() else { return };
            match api::phones(&filing).await {
                Ok(now) if !now.phones.is_empty() => self.came(),
                _ => {
                    self.joined.try_set(false);
                    self.make();
                }
            }
            self.keep_up().await;
        });
    }

    fn make(self) {
        self.code.try_set(Code::Making);
        spawn_local(async move {
            let Some(filing) = self.filing.try_get_value() else { return };
            let made = match api::offer(&filing).await {
                Ok(made) => {
                    self.left.try_set(made.valid_seconds);
                    let address = [&title::origin(), PAGE, "#", &made.code].concat();
                    Code::Ready(address, clock::now_ms() + f64::from(made.valid_seconds) * 1000.0)
                }
                Err(error) => Code::Failed(error),
            };
            self.code.try_set(made);
            self.joined.try_set(false);
        });
    }

    /// Counts down and looks for the phone, while the dialog is open.
    async fn keep_up(self) {
        let mut turn = 0_u32;
        loop {
            clock::sleep(1_000).await;
            if self.open.try_get_untracked() != Some(true) {
                return;
            }
            if let Some(Code::Ready(_, until)) = self.code.try_get_untracked() {
                let left = ((until - clock::now_ms()) / 1000.0).max(0.0);
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                self.left.try_set(left.ceil() as u32);
                if left <= 0.0 {
                    self.code.try_set(Code::Over);
                }
            }
            turn += 1;
            let Some(filing) = self.filing.try_get_value() else { return };
            let waits = self.joined.try_get_untracked() == Some(false);
            if waits && turn.is_multiple_of(2) {
                // A phone that came by an earlier code does not hide the new one.
                if api::phones(&filing).await.is_ok_and(|now| now.opened_at.is_some()) {
                    self.came();
                }
            }
        }
    }

    fn came(self) {
        self.joined.try_set(true);
        if let Some(filing) = self.filing.try_get_value() {
            follow(filing, self.follower);
        }
    }

    fn end(self) {
        let toasts = use_toasts();
        let filing = self.filing.get_value();
        spawn_local(async move {
            match api::end(&filing).await {
                Ok(()) => {
                    self.open.try_set(false);
                    untrack(|| toasts.say(t(words::ENDED)));
                }
                Err(error) => untrack(|| toasts.say(error_words(&error).0)),
            }
        });
    }

    fn view(self) -> AnyView {
        dialog(self.open, || t(words::TITLE).to_owned(), move || self.body())
    }

    fn body(self) -> AnyView {
        let main = move || if self.joined.get() { self.here() } else { self.waiting() };
        view! {
            <div class="stack" role="status">{main}</div>
            <div class="btns">
                <button type="button" class="btn" on:click=move |_| self.open.set(false)>
                    {move || t(words::CLOSE)}
                </button>
                <button type="button" class="btn" on:click=move |_| self.make()>
                    {move || t(words::NEW)}
                </button>
            </div>
        }
        .into_any()
    }

    fn here(self) -> AnyView {
        let end = view! {
            <button type="button" class="btn danger" on:click=move |_| self.end()>
                {t(words::END)}
            </button>
        };
        notice(Tone::Done, t(words::JOINED), t(words::JOINED_TEXT), end.into_any())
    }

    fn waiting(self) -> AnyView {
        match self.code.get() {
            Code::Making => view! { <div class="qr"></div> }.into_any(),
            Code::Ready(address, _) => self.ready(&address),
            Code::Over => {
                notice(Tone::Wait, t(words::EXPIRED), t(words::EXPIRED_TEXT), ().into_any())
            }
            Code::Failed(error) => failure(&error, move || self.make()),
        }
    }

    fn ready(self, address: &str) -> AnyView {
        let local =
            is_local(address).then(|| notice(Tone::Wait, t(words::LOCAL), "", ().into_any()));
        // Not a part of what is read out each time it changes.
        let left = move || {
            let left = self.left.get();
            let (minutes, seconds) = (left / 60, left % 60);
            let zero = if seconds < 10 { ":0" } else { ":" };
            fill_in(words::LEFT, &[&[&*minutes.to_string(), zero, &seconds.to_string()].concat()])
        };
        view! {
            <p>{t(words::HOW)}</p>
            {local}
            {qr(address, t(words::QR))}
            <p class="num strong" role="timer">{left}</p>
            <p class="small">{t(words::ADDRESS)}</p>
            <p class="small qr-address">{address.to_owned()}</p>
        }
        .into_any()
    }
}

/// Whether only this computer can reach an address.
fn is_local(address: &str) -> bool {
    let host = address.split("://").nth(1).unwrap_or_default();
    ["localhost", "127.", "[::1]"].iter().any(|local| host.starts_with(local))
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn addresses_of_this_computer() {
        for (address, expected) in [
            ("http://127.0.0.1:8080/phone#x", true),
            ("http://localhost:8080/phone#x", true),
            ("http://[::1]:8080/phone#x", true),
            ("http://192.168.1.20:8080/phone#x", false),
            ("https://service.example.cn/phone#x", false),
        ] {
            assert_eq!(is_local(address), expected, "{address}");
        }
    }
}
