//! Language and type size, kept on this device.

use leptos::prelude::*;

use crate::i18n::{Language, language, set_language};
use crate::platform::{storage, title};

const LANGUAGE: &str = "bangban.language";
const ELDER: &str = "bangban.elder";

/// The preferences, shared by context.
#[derive(Clone, Copy)]
pub struct Preferences {
    /// Elder mode (长辈模式): larger type and targets.
    pub elder: RwSignal<bool>,
}

/// The preferences of the app.
pub fn use_preferences() -> Preferences {
    expect_context::<Preferences>()
}

impl Preferences {
    /// Takes what this device keeps, and keeps what is changed.
    pub fn load() -> Self {
        if storage::read(LANGUAGE).as_deref() == Some("en") {
            set_language(Language::En);
        }
        let elder = RwSignal::new(storage::read(ELDER).as_deref() == Some("1"));
        Effect::new(move |_| {
            title::set_root("lang", Some(language().tag()));
            title::set_root("data-elder", elder.get().then_some(""));
        });
        Self { elder }
    }

    /// Changes to the other language.
    pub fn switch_language(self) {
        let (to, tag) = match untrack(language) {
            Language::Zh => (Language::En, "en"),
            Language::En => (Language::Zh, "zh"),
        };
        storage::write(LANGUAGE, tag);
        set_language(to);
    }

    /// Turns elder mode on or off.
    pub fn switch_elder(self) {
        let on = !self.elder.get_untracked();
        storage::write(ELDER, if on { "1" } else { "0" });
        self.elder.set(on);
    }
}
