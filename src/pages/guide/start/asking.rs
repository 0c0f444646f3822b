//! What is asked before a filing begins: for whom, and whether to go on with what is there.

use std::cell::RefCell;

use bangban_contract::filing::{Earlier, EarlierFiling, FilingState};
use bangban_contract::mandate::PARTY;
use bangban_contract::session::Party;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;

use super::Start;
use crate::api::{self, ApiError, filings};
use crate::i18n::{fill_in, shell, starting as words, state, t, when};
use crate::ui::dialog::dialog;
use crate::ui::notice::error_words;
use crate::ui::text::text;
use crate::ui::toast::{Toasts, use_toasts};

crate::later! {
    starting, fetch_starting;
    /// The dialog that a press of the button leads to, and what it does.
    pub fn starting_part(start: Start) -> AnyView { part(start) }
}

thread_local! {
    /// Id of the person who has said in this page for whom they act.
    static CHOSEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What is asked.
enum Question {
    /// For which of one's parties.
    Party,
    /// Whether to go on with what is there.
    Earlier(Earlier),
}

#[derive(Clone, Copy)]
struct Asking {
    start: Start,
    question: StoredValue<Question>,
    open: RwSignal<bool>,
    toasts: Toasts,
}

fn part(start: Start) -> AnyView {
    let asking = Asking {
        start,
        question: StoredValue::new(Question::Party),
        open: RwSignal::new(false),
        toasts: use_toasts(),
    };
    Effect::new(move |_| {
        start.pressed.track();
        untrack(|| asking.ask());
    });
    dialog(asking.open, move || t(asking.title()).to_owned(), move || asking.body())
}

impl Asking {
    /// Asks for whom, where that was not said yet.
    fn ask(self) {
        let session = self.start.session;
        let person = session.person().map(|person| person.id);
        let is_chosen = CHOSEN.with_borrow(|chosen| chosen.is_some() && *chosen == person);
        if session.parties().len() > 1 && !is_chosen {
            self.show(Question::Party);
        } else {
            spawn_local(self.look());
        }
    }

    fn show(self, question: Question) {
        self.question.set_value(question);
        self.start.busy.set(false);
        self.open.set(true);
    }

    /// Takes the party, and goes on.
    fn choose(self, party: String) {
        let session = self.start.session;
        let person = session.person().map(|person| person.id);
        let now = session.acting().map(|party| party.id);
        self.open.set(false);
        self.start.busy.set(true);
        spawn_local(async move {
            if now.as_ref() != Some(&party) {
                match api::session::act_for(party).await {
                    Ok(now) => session.set(now),
                    Err(error) => return self.fail(&error),
                }
            }
            CHOSEN.set(person);
            self.look().await;
        });
    }

    /// Begins, unless there is something already.
    async fn look(self) {
        let Some(item) = self.start.item.try_get_value() else { return };
        match filings::earlier(&item).await {
            _ if self.start.item.is_disposed() => {}
            Ok(earlier) if earlier.filings.is_empty() => self.begin().await,
            Ok(earlier) => self.show(Question::Earlier(earlier)),
            Err(error) => self.fail(&error),
        }
    }

    async fn begin(self) {
        let Some(item) = self.start.item.try_get_value() else { return };
        match filings::start(item).await {
            // Who has left the guide meanwhile finds it among their filings.
            _ if self.start.item.is_disposed() => {}
            Ok(id) => {
                let acting = untrack(|| self.start.session.acting());
                // Under a mandate one works in the principal's filing, and keeps nothing of it.
                let is_others = acting.is_some_and(|party| party.id.starts_with(PARTY));
                let address = if is_others {
                    ["/entrusted/", &id].concat()
                } else {
                    ["/filings/", &id, self.fill()].concat()
                };
                self.start.open(&address, NavigateOptions::default());
                self.start.busy.set(false);
            }
            Err(error) => self.fail(&error),
        }
    }

    /// The filling pages of a filing.
    fn fill(self) -> &'static str {
        if self.start.helped.get_untracked() { "/fill?ask=1" } else { "/fill" }
    }

    fn fail(self, error: &ApiError) {
        let (what, next) = untrack(|| error_words(error));
        self.toasts.say([what.as_str(), "：", &next].concat());
        self.start.busy.try_set(false);
    }

    fn title(self) -> crate::i18n::Message {
        self.question.with_value(|question| match question {
            Question::Party => words::PARTY_TITLE,
            Question::Earlier(earlier) => {
                let any = |is: fn(FilingState) -> bool| {
                    earlier.filings.iter().any(|filing| is(filing.state))
                };
                if any(|state| state == FilingState::Draft) {
                    words::DRAFT_TITLE
                } else if any(|state| !state.is_closed()) {
                    words::RUNNING_TITLE
                } else {
                    words::APPROVED_TITLE
                }
            }
        })
    }

    fn body(self) -> AnyView {
        self.question.with_value(|question| match question {
            Question::Party => self.parties(),
            Question::Earlier(earlier) => self.earlier(earlier),
        })
    }

    fn cancel(self) -> AnyView {
        view! {
            <button class="btn" on:click=move |_| self.open.set(false)>
                {t(shell::CANCEL)}
            </button>
        }
        .into_any()
    }

    fn parties(self) -> AnyView {
        let now = self.start.session.acting().map(|party| party.id);
        let choice = |party: Party| {
            let (id, is_now) = (party.id.clone(), now.as_ref() == Some(&party.id));
            view! {
                <button
                    class="choice"
                    aria-pressed=is_now.to_string()
                    on:click=move |_| untrack(|| self.choose(id.clone()))
                >
                    <span class="strong">{text(&party.name)}</span>
                    <span class="small soft">{text(&party.relation)}</span>
                </button>
            }
            .into_any()
        };
        let all: Vec<AnyView> = self.start.session.parties().into_iter().map(choice).collect();
        view! {
            <p>{t(words::PARTY_TEXT)}</p>
            <div class="choices">{all}</div>
            <div class="btns">{self.cancel()}</div>
        }
        .into_any()
    }

    fn earlier(self, earlier: &Earlier) -> AnyView {
        let (approved, running): (Vec<_>, Vec<_>) =
            earlier.filings.iter().partition(|filing| filing.state.is_closed());
        let has_running = !running.is_empty();
        let running: Vec<AnyView> =
            running.into_iter().map(|filing| one(filing, self.fill())).collect();
        let running = has_running.then(|| {
            view! {
                <p>{t(words::RUNNING_TEXT)}</p>
                <div class="choices">{running}</div>
            }
        });
        let approved = (!approved.is_empty()).then(|| {
            let all: Vec<AnyView> =
                approved.into_iter().map(|filing| one(filing, self.fill())).collect();
            let instead = earlier.instead.iter().map(|item| {
                view! {
                    <a class="choice" href=["/items/", &item.id].concat()>
                        <span class="strong">{text(&item.name)}</span>
                    </a>
                }
                .into_any()
            });
            let instead: Vec<AnyView> = instead.collect();
            let advice =
                if instead.is_empty() { words::APPROVED_AGAIN } else { words::APPROVED_TEXT };
            view! {
                <div class="choices">{all}</div>
                <p>{t(advice)}</p>
                <div class="choices">{instead}</div>
            }
        });
        let anew = move |_| {
            self.open.set(false);
            self.start.busy.set(true);
            spawn_local(self.begin());
        };
        view! {
            {running}
            {approved}
            <div class="btns">
                {self.cancel()}
                <button class="btn" on:click=anew>
                    {t(words::ANEW)}
                </button>
            </div>
        }
        .into_any()
    }
}

/// A filing that is there: a way to it, where it is one's own.
fn one(filing: &EarlierFiling, fill: &str) -> AnyView {
    let at = when::instant(&filing.updated_at);
    let what = match &filing.number {
        None => fill_in(words::DRAFT_SAVED, &[&at]),
        Some(number) => {
            let name = if filing.id.is_some() { words::FILED } else { words::FILED_BY_OTHERS };
            fill_in(name, &[number, t(state::name(filing.state))])
        }
    };
    let Some(id) = &filing.id else {
        return view! { <p class="soft">{what}</p> }.into_any();
    };
    let fill = if filing.state == FilingState::Draft { fill } else { "" };
    view! {
        <a class="choice" href=["/filings/", id, fill].concat()>
            <span class="strong">{what}</span>
        </a>
    }
    .into_any()
}
