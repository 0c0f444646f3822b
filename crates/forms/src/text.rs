//! Words in the two languages of the app.

/// A language of the app.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Locale {
    /// 简体中文, the language of record.
    Zh,
    /// English.
    En,
}

/// Words in Chinese and, where the definition has them, in English.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Text {
    /// The Chinese words; those count.
    pub zh: String,
    /// The English words, if any.
    pub en: Option<String>,
}

impl Text {
    /// Words that are the same in both languages, such as a number.
    pub fn same(text: String) -> Text {
        Text { zh: text, en: None }
    }

    /// The words in a language; Chinese where there is no English.
    pub fn get(&self, locale: Locale) -> &str {
        match (&self.en, locale) {
            (Some(en), Locale::En) => en,
            _ => &self.zh,
        }
    }
}
