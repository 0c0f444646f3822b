//! The talk with the assistant beside the form, and the dialog in which one changes what the
//! assistant may do and sees what they see.

use std::sync::Arc;

use bangban_contract::assistance::entry::Said;
use bangban_contract::assistance::{AssistanceState as State, Level, Move};
use bangban_forms::Key;
use bangban_markup::view;
use leptos::prelude::*;

use super::{Desk, consent, marks, seen};
use crate::i18n::{Message, assist as words, pick, t};
use crate::pages::together::{Scene, tools};
use crate::platform::focus;
use crate::store::composed::Composed;
use crate::ui::chat::{Talk, chat};
use crate::ui::dialog::dialog;

/// The applicant's side of the talk.
struct Side {
    desk: Desk,
    scene: Scene,
}

impl Talk for Side {
    fn writing(&self) -> RwSignal<String> {
        Composed::of("talk", &self.desk.help.filing()).text
    }

    fn said(&self) -> Vec<Said> {
        self.desk.assist.messages()
    }

    fn is_mine(&self, author: &str) -> bool {
        self.desk.assist.is_mine(author)
    }

    fn name(&self, author: &str) -> String {
        self.desk.name(author)
    }

    fn about(&self, said: &Said) -> Option<(String, String)> {
        self.desk.where_is(&said.message.about()?)
    }

    fn visit(&self, said: &Said) -> bool {
        let about = said.message.about();
        about.inspect(|about| self.scene.visit(about)).is_some()
    }

    fn here(&self) -> Option<(String, String)> {
        let desk = self.desk;
        // A material is no field, and is known where it is shown.
        let here = |key: &Key| Some(desk.filling.model().field(key.field).step) == desk.now.get();
        let field = || desk.field.get().filter(here).map(|key| desk.path(key));
        let path = desk.together.field_now().or_else(field)?;
        let (label, _) = desk.where_is(&path)?;
        Some((path, label))
    }

    fn quick(&self) -> &'static [Message] {
        &words::QUICK
    }

    fn say(&self, text: String, about: Option<String>, image: Option<String>) {
        self.desk.assist.say(text, about, image);
    }

    fn types(&self, writes: bool) {
        self.desk.together.types(writes);
    }

    fn typing(&self) -> Option<String> {
        let other = self.desk.together.other()?;
        other.shown.typing.then(|| pick(&other.user.name))
    }
}

/// The talk, and what is to be mended.
pub(super) fn panel(desk: Desk, scene: Scene) -> AnyView {
    let help = desk.help;
    let is_on = Memo::new(move |_| {
        desk.panel.get()
            && matches!(help.state(), Some(State::Active | State::Paused))
            && help.is_here()
    });
    // Opening it leads there, and closing it back to where it was opened.
    Effect::new(move |before: Option<bool>| {
        let now = is_on.get();
        match (before.unwrap_or_default(), now) {
            (false, true) => focus::focus_soon(".help-panel h2"),
            (true, false) => focus::rescue(vec![".help-talk".to_owned()]),
            _ => {}
        }
        now
    });
    (move || {
        is_on.get().then(|| {
            view! {
                <aside class="help-panel no-print" aria-label=t(words::CHAT)>
                    <div class="row">
                        <h2 tabindex="-1">{t(words::CHAT)}</h2>
                        <button
                            type="button"
                            class="btn slim push"
                            on:click=move |_| desk.panel.set(false)
                        >
                            {t(words::CLOSE)}
                        </button>
                    </div>
                    {tools(scene)}
                    {chat(Arc::new(Side { desk, scene }))}
                </aside>
            }
            .into_any()
        })
    })
    .into_any()
}

/// Changing the level, and what they see.
pub(super) fn manage(desk: Desk, scene: Scene) -> AnyView {
    let help = desk.help;
    // It is over.
    Effect::new(move |_| {
        if !matches!(help.state(), Some(State::Active | State::Paused)) {
            desk.managing().set(false);
        }
    });
    let seen = RwSignal::new(false);
    view! {
        {marks::marks(desk, scene)}
        {dialog(
            desk.managing(),
            || t(words::MANAGE_TITLE).to_owned(),
            move || manage_body(desk, seen),
        )}
        {dialog(seen, || t(words::SEEN_TITLE).to_owned(), move || seen::seen(desk, seen))}
    }
    .into_any()
}

fn manage_body(desk: Desk, seen: RwSignal<bool>) -> AnyView {
    let help = desk.help;
    let told = help.told_now();
    let level = RwSignal::new(told.as_ref().and_then(|told| told.level).unwrap_or(Level::Look));
    // The assistant may lower it meanwhile.
    let now = Memo::new(move |_| help.told().and_then(|told| told.level));
    Effect::new(move |_| {
        if let Some(now) = now.get() {
            level.set(now);
        }
    });
    Effect::new(move |_| {
        let wanted = level.get();
        if now.get_untracked().is_some_and(|now| now != wanted) {
            desk.act(Move::ChangeLevel { level: wanted }, None);
        }
    });
    let record = ["/filings/", &help.filing(), "/record"].concat();
    view! {
        {consent::levels(level)}
        <p class="small">{t(words::SEES_NOT_TEXT)}</p>
        <div class="btns">
            <button
                type="button"
                class="btn"
                aria-haspopup="dialog"
                on:click=move |_| {
                    desk.managing().set(false);
                    seen.set(true);
                }
            >
                {t(words::WHAT_THEY_SEE)}
            </button>
            <a class="btn" href=record>{t(words::RECORD)}</a>
            <button
                type="button"
                class="btn danger"
                aria-haspopup="dialog"
                on:click=move |_| {
                    desk.managing().set(false);
                    desk.ending().set(true);
                }
            >
                {t(words::END)}
            </button>
            <button type="button" class="btn main" on:click=move |_| desk.managing().set(false)>
                {t(words::CLOSE)}
            </button>
        </div>
    }
    .into_any()
}
