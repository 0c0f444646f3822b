//! Asking: the question, the station, now or at a booked time.

use bangban_contract::assistance::{
    AskForHelp, AssistanceState as State, HelpStation, LONGEST_TEXT,
};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::{Desk, waiting};
use crate::api::assistance as api;
use crate::i18n::{Message, assist as words, fill_in, pick, t, when};
use crate::platform::focus;
use crate::store::composed::Composed;
use crate::ui::dialog::dialog;
use crate::ui::notice::{Tone, error_words, notice};

/// The dialog, while nobody is in the filing.
pub(super) fn dialog_view(desk: Desk) -> AnyView {
    let help = desk.help;
    let title = move || {
        let is_waiting = help.state() == Some(State::Waiting);
        let is_booked = help.told_now().is_some_and(|told| told.slot.is_some());
        let title = match (is_waiting, is_booked) {
            (true, true) => words::BOOKED_TITLE,
            (true, false) => words::WAITING_TITLE,
            (false, _) => words::ASK_TITLE,
        };
        t(title).to_owned()
    };
    // Somebody has come: what is to be answered is asked elsewhere.
    Effect::new(move |_| {
        if matches!(help.state(), Some(State::Asked | State::Active)) && help.is_here() {
            desk.asking().set(false);
        }
    });
    // What had the focus is gone with what was asked.
    Effect::new(move |before: Option<Option<State>>| {
        let now = help.state();
        if before.is_some_and(|before| before != now) && desk.asking().get_untracked() {
            focus::rescue(vec!["dialog[open] h2".to_owned()]);
        }
        now
    });
    let params = use_params_map();
    let step = Memo::new(move |_| params.with(|params| params.get("step")));
    dialog(desk.asking(), title, move || {
        (move || match help.state() {
            Some(state) if state != State::Ended && !help.is_here() => elsewhere(desk),
            Some(State::Waiting) => waiting::waiting(desk),
            _ => form(desk, step),
        })
        .into_any()
    })
}

/// It was asked for in another filing.
fn elsewhere(desk: Desk) -> AnyView {
    let address = desk
        .help
        .told()
        .and_then(|told| told.filing)
        .map_or_else(|| "/filings".to_owned(), |filing| ["/filings/", &filing, "/fill"].concat());
    let end = move |_| desk.act(bangban_contract::assistance::Move::End, None);
    let then = view! {
        <div class="btns">
            <a class="btn" href=address>{t(words::GO_THERE)}</a>
            <button type="button" class="btn danger" on:click=end>{t(words::END)}</button>
        </div>
    };
    notice(Tone::Wait, t(words::ELSEWHERE), t(words::ELSEWHERE_TEXT), then.into_any())
}

/// What is asked for, as far as it is filled in.
#[derive(Clone, Copy)]
struct Wanted {
    question: Composed,
    with_field: RwSignal<bool>,
    station: RwSignal<String>,
    stations: RwSignal<Vec<HelpStation>>,
    is_booked: RwSignal<bool>,
    slots: RwSignal<Option<Vec<String>>>,
    slot: RwSignal<String>,
    /// What is wrong, in words.
    wrong: RwSignal<String>,
    is_sending: RwSignal<bool>,
}

fn form(desk: Desk, step: Memo<Option<String>>) -> AnyView {
    // What was asked before, where it is asked again.
    let before = desk.again().get_untracked();
    let with_field = before.as_ref().is_none_or(|before| before.field.is_some());
    let question = Composed::of("question", &desk.help.filing());
    if let Some(before) = before {
        question.text.set(before.question);
    }
    let wanted = Wanted {
        question,
        with_field: RwSignal::new(with_field),
        station: RwSignal::default(),
        stations: RwSignal::default(),
        is_booked: RwSignal::new(false),
        slots: RwSignal::new(None),
        slot: RwSignal::default(),
        wrong: RwSignal::default(),
        is_sending: RwSignal::new(false),
    };
    wanted.fetch();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        wanted.send(desk, step.get_untracked());
    };
    view! {
        <form class="stack help-ask" novalidate on:submit=send>
            <p>{t(words::ASK_TEXT)}</p>
            {wanted.question_view()}
            {wanted.about(desk)}
            {wanted.when_view()}
            {wanted.station_view()}
            {move || wanted.is_booked.get().then(|| wanted.slot_view())}
            <p class="why" role="alert">{move || wanted.wrong.get()}</p>
            <div class="btns">
                <button type="button" class="btn" on:click=move |_| desk.asking().set(false)>
                    {t(words::CLOSE)}
                </button>
                <button
                    type="submit"
                    class="btn main"
                    aria-disabled=move || wanted.is_sending.get().to_string()
                >
                    {t(words::SEND)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

impl Wanted {
    fn fetch(self) {
        spawn_local(async move {
            // Without the list the station is chosen by itself.
            if let Ok(all) = api::stations().await {
                self.stations.try_set(all);
            }
        });
        Effect::new(move |_| {
            let station = self.station.get();
            if !self.is_booked.get() {
                return;
            }
            if station.is_empty() {
                // Times are those of a station.
                if let Some(first) = self.stations.with(|all| all.first().map(|one| one.id.clone()))
                {
                    self.station.set(first);
                }
                return;
            }
            self.slots.set(None);
            self.slot.set(String::new());
            spawn_local(async move {
                let free = api::slots(&station).await.map(|slots| slots.free).unwrap_or_default();
                if self.station.try_get_untracked().as_ref() == Some(&station) {
                    self.slots.try_set(Some(free));
                }
            });
        });
    }

    fn question_view(self) -> AnyView {
        let text = self.question.text;
        let count =
            move || fill_in(words::COUNT, &[&text.with(|text| text.chars().count()).to_string()]);
        view! {
            <div class="field">
                <label for="help-question">{t(words::QUESTION)}</label>
                <p class="hint" id="help-question-hint">{t(words::QUESTION_HINT)}</p>
                <textarea
                    id="help-question"
                    rows="3"
                    maxlength=LONGEST_TEXT.to_string()
                    aria-describedby="help-question-hint"
                    prop:value=text
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
                <p class="small soft num">{count}</p>
            </div>
        }
        .into_any()
    }

    fn about(self, desk: Desk) -> Option<AnyView> {
        let label = desk.label(desk.field.get_untracked()?);
        Some(
            view! {
                <label class="pick">
                    <input
                        type="checkbox"
                        prop:checked=move || self.with_field.get()
                        on:change=move |event| self.with_field.set(event_target_checked(&event))
                    />
                    <span>{fill_in(words::ABOUT_FIELD, &[&label])}</span>
                </label>
            }
            .into_any(),
        )
    }

    /// When the station opens, where it is closed now; where none is chosen, the first of all, since
    /// they have the same hours. Tracked.
    fn opens_at(self) -> Option<String> {
        let station = self.station.get();
        let is_meant = |one: &&HelpStation| station.is_empty() || one.id == station;
        self.stations.with(|all| all.iter().find(is_meant)?.opens_at.clone())
    }

    fn when_view(self) -> AnyView {
        let one = move |is_booked: bool, words: Message| {
            view! {
                <label class="pick">
                    <input
                        type="radio"
                        name="help-when"
                        prop:checked=move || self.is_booked.get() == is_booked
                        on:change=move |_| self.is_booked.set(is_booked)
                    />
                    <span>{t(words)}</span>
                </label>
            }
            .into_any()
        };
        let opens_at = Memo::new(move |_| self.opens_at());
        let choices = move || match opens_at.get() {
            None => vec![one(false, words::NOW), one(true, words::BOOK)],
            Some(at) => {
                let told = words::closed(&at);
                let told = view! { <p class="notice wait">{told}</p> }.into_any();
                vec![told, one(true, words::BOOK), one(false, words::NOW_CLOSED)]
            }
        };
        view! {
            <div class="field"><fieldset>
                <legend>{t(words::WHEN)}</legend>
                {choices}
            </fieldset></div>
        }
        .into_any()
    }

    fn station_view(self) -> AnyView {
        let options = move || {
            let any = (!self.is_booked.get())
                .then(|| view! { <option value="">{t(words::STATION_ANY)}</option> }.into_any());
            let all = self.stations.get();
            let all = all.iter().map(|one| {
                let is_chosen = self.station.get_untracked() == one.id;
                view! {
                    <option value=one.id.clone() selected=is_chosen>
                        {pick(&one.name)}
                    </option>
                }
                .into_any()
            });
            any.into_iter().chain(all).collect::<Vec<_>>()
        };
        view! {
            <div class="field">
                <label for="help-station">{t(words::STATION)}</label>
                <select
                    id="help-station"
                    on:change=move |event| self.station.set(event_target_value(&event))
                >
                    {options}
                </select>
            </div>
        }
        .into_any()
    }

    fn slot_view(self) -> AnyView {
        let options = move || {
            let free = self.slots.get().unwrap_or_default();
            let first = view! { <option value="">{t(words::CHOOSE_SLOT)}</option> }.into_any();
            let free = free.iter().map(|at| {
                view! { <option value=at.clone()>{when::instant(at)}</option> }.into_any()
            });
            std::iter::once(first).chain(free).collect::<Vec<_>>()
        };
        let none = move || {
            let is_none = self.slots.with(|slots| slots.as_ref().is_some_and(Vec::is_empty));
            is_none.then(|| view! { <p class="why">{t(words::NO_SLOT)}</p> }.into_any())
        };
        view! {
            <div class="field">
                <label for="help-slot">{t(words::SLOT)}</label>
                <select
                    id="help-slot"
                    on:change=move |event| self.slot.set(event_target_value(&event))
                >
                    {options}
                </select>
                {none}
            </div>
        }
        .into_any()
    }

    fn send(self, desk: Desk, step: Option<String>) {
        let slot = self.slot.get_untracked();
        let is_booked = self.is_booked.get_untracked();
        if is_booked && slot.is_empty() {
            self.wrong.set(t(words::CHOOSE_SLOT).to_owned());
            return;
        }
        if self.is_sending.get_untracked() {
            return;
        }
        self.is_sending.set(true);
        self.wrong.set(String::new());
        let field = desk.field.get_untracked().filter(|_| self.with_field.get_untracked());
        let station = self.station.get_untracked();
        let wanted = AskForHelp {
            filing: Some(desk.help.filing()),
            item: None,
            step,
            field: field.map(|key| desk.path(key)),
            question: self.question.text.get_untracked(),
            station: (!station.is_empty()).then_some(station),
            slot: is_booked.then_some(slot),
        };
        let again = desk.again();
        let forget = self.question.forgetting();
        spawn_local(async move {
            match desk.help.ask(wanted).await {
                Ok(()) => {
                    again.try_set(None);
                    forget();
                }
                Err(error) => {
                    let (what, next) = untrack(|| error_words(&error));
                    self.wrong.try_set([&what, " ", &*next].concat());
                }
            }
            self.is_sending.try_set(false);
        });
    }
}
