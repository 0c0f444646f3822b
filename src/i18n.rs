//! The words on the screen, in Chinese (zh-CN) and English.
//!
//! A message is a constant with both texts; each part of the app keeps its own in a file
//! below this one, so that a part which is loaded later brings its words along and a word
//! nobody uses is not shipped.

use leptos::prelude::*;

pub mod assist;
pub mod by_phone;
pub mod connection;
pub mod filings;
pub mod fill;
pub mod guide;
pub mod help;
pub mod home;
pub mod leaving;
pub mod mandate;
pub mod problem;
pub mod record;
pub mod review;
pub mod search;
pub mod shell;
pub mod sign_in;
pub mod staff;
pub mod starting;
pub mod state;
pub mod together;
pub mod when;

/// A language of the app.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Chinese, zh-CN.
    Zh,
    /// English.
    En,
}

impl Language {
    /// BCP 47 tag, for `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The same for the form engine.
    pub fn locale(self) -> bangban_forms::Locale {
        match self {
            Self::Zh => bangban_forms::Locale::Zh,
            Self::En => bangban_forms::Locale::En,
        }
    }
}

/// A message in both languages. `{}` stands where [`fill_in`] puts a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Message {
    /// Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

/// Makes a message.
pub const fn message(zh: &'static str, en: &'static str) -> Message {
    Message { zh, en }
}

thread_local! {
    static LANGUAGE: ArcRwSignal<Language> = ArcRwSignal::new(Language::Zh);
}

/// The language now; tracked.
pub fn language() -> Language {
    LANGUAGE.with(|signal| signal.get())
}

/// Changes the language.
pub fn set_language(language: Language) {
    LANGUAGE.with(|signal| signal.set(language));
}

/// A message in the language of now; tracked.
pub fn t(message: Message) -> &'static str {
    match language() {
        Language::Zh => message.zh,
        Language::En => message.en,
    }
}

/// A message with a value for each `{}` in turn; `{s}` after it makes a plural. Tracked.
pub fn fill_in(message: Message, values: &[&str]) -> String {
    let text = t(message);
    let mut out = String::with_capacity(text.len() + 16);
    let mut parts = text.split("{}");
    out.push_str(parts.next().unwrap_or_default());
    for (index, part) in parts.enumerate() {
        let value = values.get(index).copied().unwrap_or_default();
        out.push_str(value);
        let (word, rest) = part.split_once("{s}").unwrap_or((part, ""));
        let many = part.len() > word.len() && value != "1";
        out.extend([word, if many { "s" } else { "" }, rest]);
    }
    out
}

/// A text of the catalogue in the language of now; tracked.
pub fn pick(text: &bangban_contract::Text) -> String {
    text.pick(language() == Language::En).0.to_owned()
}

/// The language of what [`pick`] gives, where it differs from the page's: `lang` for screen
/// readers. Tracked.
pub fn lang_of(text: &bangban_contract::Text) -> Option<&'static str> {
    (language() == Language::En && text.en.is_none()).then_some("zh-CN")
}

/// A text of a form in the language of now; tracked.
pub fn form_text(text: &bangban_forms::Text) -> String {
    text.get(language().locale()).to_owned()
}
