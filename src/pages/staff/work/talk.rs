//! The talk with the applicant beside the filing.

use std::sync::Arc;

use bangban_contract::assistance::entry::Said;
use bangban_markup::view;
use leptos::prelude::*;

use super::line::id_of;
use super::open::Work;
use crate::i18n::{Message, assist, form_text, pick, staff as words, t};
use crate::pages::fill::step_of_materials;
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
        let model = self.filling.model();
        if let Some(id) = &said.message.material {
            let material = model.materials().iter().find(|one| one.id == *id)?;
            let about = ["materials/", id].concat();
            let address = self.address(step_of_materials(&model)?);
            return Some((form_text(&material.name), [&address, "#", &id_of(&about)].concat()));
        }
        let path = said.message.field.as_ref()?;
        let names: Vec<&str> = path.split('/').collect();
        let key = self.filling.with_state(|state| state.resolve(&names))?;
        let field = model.field(key.field);
        let address = [&self.address(field.step), "#", &id_of(path)].concat();
        Some((form_text(&field.label), address))
    }

    fn here(&self) -> Option<(String, String)> {
        let path = self.editing.with(|now| now.as_ref().map(|now| now.path.clone()))?;
        let names: Vec<&str> = path.split('/').collect();
        let key = self.filling.with_state(|state| state.resolve(&names))?;
        let label = form_text(&self.filling.model().field(key.field).label);
        Some((path, label))
    }

    fn quick(&self) -> &'static [Message] {
        &words::QUICK
    }

    fn say(&self, text: String, field: Option<String>) {
        self.assist.say(text, field, None);
    }
}
