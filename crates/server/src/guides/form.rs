//! In which form a material is taken (材料形式), and how a guide says so.

use bangban_contract::Text;
use serde::Deserialize;

/// A form that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Form {
    /// 电子: a file that is attached, or what is had by data sharing.
    Electronic,
    /// 原件: on paper.
    Original,
    /// 复印件: on paper.
    Copy,
}

/// The words for forms of which each will do; nothing where none is said, or one twice.
pub(super) fn words(forms: &[Form]) -> Option<Text> {
    let is_twice = |(at, form)| forms[..at].contains(form);
    if forms.iter().enumerate().any(is_twice) {
        return None;
    }
    let words = forms.iter().map(|form| match form {
        Form::Electronic => ("电子", "electronic"),
        Form::Original => ("原件", "original"),
        Form::Copy => ("复印件", "copy"),
    });
    let (zh, en): (Vec<_>, Vec<_>) = words.unzip();
    (!zh.is_empty()).then(|| Text::new(zh.join("或者"), capital(&en.join(" or "))))
}

/// As a sentence begins.
fn capital(words: &str) -> String {
    let (first, rest) = words.split_at(words.len().min(1));
    [&first.to_uppercase(), rest].concat()
}
