//! The talk with the applicant beside the filing.

use std::sync::Arc;

use bangban_contract::assistance::entry::Said;
use bangban_markup::view;
use leptos::prelude::*;

use super::open::Work;
use crate::i18n::{Message, assist, pick, staff as words, t};
use crate::pages::together::Ground;
use crate::store::composed::Composed;
use crate::ui::chat::{Talk, chat};

/// The panel.
pub(super) fn view(work: Work) -> AnyView {
    view! {
        <aside class="work-chat card stack">
            <h2>{t(assist::CHAT)}</h2>
            {chat(Arc::new(work))}
        </aside>
    }
    .into_any()
}

impl Talk for Work {
    fn writing(&self) -> RwSignal<String> {
        Composed::of("talk", &self.filing()).text
    }

    fn said(&self) -> Vec<Said> {
        self.assist.messages()
    }

    fn is_mine(&self, author: &str) -> bool {
        self.assist.is_mine(author)
    }

    fn name(&self, author: &str) -> String {
        // Who was here before, by hand-over, has talked too.
        let before = self
            .colleagues
            .with(|all| all.iter().find(|one| one.id == author).map(|one| pick(&one.name)));
        let applicant = || self.helping.read(|now| now.applicant.as_ref().map(pick));
        before.or_else(applicant).unwrap_or_default()
    }

    fn about(&self, said: &Said) -> Option<(String, String)> {
        self.where_is(&said.message.about()?)
    }

    fn here(&self) -> Option<(String, String)> {
        let editing = self.editing.with(|now| now.as_ref().map(|now| now.path.clone()));
        // What is edited stays open while one looks at another step.
        let editing = editing.filter(|path| Ground::step_of(self, path) == Some(self.step.get()));
        let path = editing.or_else(|| self.together.field_now())?;
        let (label, _) = self.where_is(&path)?;
        Some((path, label))
    }

    fn quick(&self) -> &'static [Message] {
        &words::QUICK
    }

    fn say(&self, text: String, about: Option<String>, image: Option<String>) {
        self.assist.say(text, about, image);
    }

    fn types(&self, writes: bool) {
        self.together.types(writes);
    }

    fn typing(&self) -> Option<String> {
        let other = self.together.other()?;
        other.shown.typing.then(|| pick(&other.user.name))
    }
}
