//! Beginning to file: sign in first; what has to be asked before comes with the first press.

mod asking;

use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::i18n::{guide as words, t};
use crate::later;
use crate::pages::fill::fetch_fill;
use crate::platform::clock;
use crate::shell::guard::sign_in_address;
use crate::store::session::{SessionStore, use_session};

/// `?start=` of who asks for help at once.
pub const HELPED: &str = "helped";

/// The way into a filing of one item.
#[derive(Clone, Copy)]
pub struct Start {
    item: StoredValue<String>,
    busy: RwSignal<bool>,
    /// How often it was pressed.
    pressed: RwSignal<u32>,
    /// Whether somebody is to be asked for help at once.
    helped: RwSignal<bool>,
    session: SessionStore,
    navigate: StoredValue<Navigate, LocalStorage>,
}

/// Opens an address of the app.
type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

impl Start {
    /// The way into a filing of `item`. Goes on by itself where one comes back from signing
    /// in for it.
    pub fn new(item: String) -> Self {
        let start = Self {
            item: StoredValue::new(item),
            busy: RwSignal::new(false),
            pressed: RwSignal::new(0),
            helped: RwSignal::new(false),
            session: use_session(),
            navigate: StoredValue::new_local(Box::new(use_navigate())),
        };
        spawn_local(async {
            // Who reads a guide may be about to file: the pages for it come while one reads.
            clock::sleep(1500).await;
            let _ = asking::fetch_starting().await;
            let _ = fetch_fill().await;
        });
        if let Some(how) = use_query_map().read_untracked().get("start") {
            start.helped.set(how == HELPED);
            Effect::new(move |done: Option<bool>| {
                if done == Some(true) || start.session.person().is_none() {
                    return done == Some(true);
                }
                // Once: a reload must not begin another filing.
                let options =
                    NavigateOptions { replace: true, scroll: false, ..Default::default() };
                start.open(&start.address(), options);
                start.go();
                true
            });
        }
        start
    }

    fn open(self, address: &str, options: NavigateOptions) {
        self.navigate.with_value(|navigate| navigate(address, options));
    }

    fn address(self) -> String {
        ["/items/", &self.item.get_value()].concat()
    }

    fn press(self, helped: bool) {
        self.helped.set(helped);
        if self.session.person().is_some() {
            self.go();
        } else {
            let how = if helped { HELPED } else { "1" };
            let back = [self.address().as_str(), "?start=", how].concat();
            self.open(&sign_in_address(&back), NavigateOptions::default());
        }
    }

    /// The button with which one asks for help at once (请人帮办). Tracked.
    pub fn with_help(self) -> AnyView {
        view! {
            <button class="btn" on:click=move |_| untrack(|| self.press(true))>
                {move || t(words::HELPED)}
            </button>
        }
        .into_any()
    }

    /// The button. Tracked.
    pub fn button(self) -> AnyView {
        view! {
            <button
                class="btn main"
                aria-disabled=move || self.busy.get().to_string()
                on:click=move |_| untrack(|| self.press(false))
            >
                {move || t(if self.busy.get() { words::STARTING } else { words::START })}
            </button>
        }
        .into_any()
    }

    fn go(self) {
        if !self.busy.get_untracked() {
            self.busy.set(true);
            self.pressed.update(|times| *times += 1);
        }
    }

    /// What asks before a filing begins; from the first press on.
    pub fn dialog(self) -> AnyView {
        let is_wanted = Memo::new(move |_| self.pressed.get() > 0);
        let part = move || {
            let part = move || -> later::Coming<AnyView> { Box::pin(asking::starting_part(self)) };
            is_wanted.get().then(|| later::show_beside(part))
        };
        view! { {part} }.into_any()
    }
}
