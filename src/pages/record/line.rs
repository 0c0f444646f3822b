//! A line of the record in words.

use std::sync::Arc;

use bangban_contract::assistance::record::{Actor, ActorRole, Entry, Event};
use bangban_forms::{Model, State};
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{assist, fill_in, form_text, pick, record as words, t, when};

/// The names of fields by their paths, in both languages.
#[derive(Clone, Default)]
pub(super) struct Names(Vec<(String, bangban_forms::Text)>);

impl Names {
    /// Those of a form; none where it is not known.
    pub(super) fn of(model: Option<Arc<Model>>) -> Self {
        let Some(model) = model else { return Self::default() };
        let state = State::new(model.clone());
        let materials = model
            .materials()
            .iter()
            .map(|one| (["materials/", &one.id].concat(), one.name.clone()));
        let fields = model.fields().iter().map(|field| {
            let own = field.path.join("/");
            let path = match field.list {
                None => own,
                Some(list) => {
                    let list = state.path(bangban_forms::Key::root(list)).join("/");
                    [&list, "/", &own].concat()
                }
            };
            (path, field.label.clone())
        });
        Self(fields.chain(materials).collect())
    }

    /// What a field is called. Tracked. In a row, its id stands between list and field.
    fn name(&self, path: &str) -> String {
        let find = |path: &str| self.0.iter().find(|(known, _)| known == path);
        let without_row = || {
            let parts: Vec<&str> = path.split('/').collect();
            (1..parts.len().saturating_sub(1)).find_map(|row| {
                let mut parts = parts.clone();
                parts.remove(row);
                find(&parts.join("/"))
            })
        };
        find(path).or_else(without_row).map_or_else(|| path.to_owned(), |(_, name)| form_text(name))
    }
}

fn who(actor: &Actor) -> String {
    let role = t(match actor.role {
        ActorRole::Applicant => words::APPLICANT,
        ActorRole::Assistant => assist::ASSISTANT,
        ActorRole::System => words::SYSTEM,
    });
    let name = actor.name.as_ref().map(pick).unwrap_or_default();
    let number = actor.number.as_ref().map(|number| fill_in(words::NUMBER, &[number]));
    [role, " ", &name, &number.unwrap_or_default()].concat()
}

fn what(event: &Event, names: &Names) -> String {
    let of = |message, field: &str| fill_in(message, &[&names.name(field)]);
    match event {
        Event::Requested => t(words::REQUESTED).to_owned(),
        Event::CodeMade => t(words::CODE_MADE).to_owned(),
        Event::Claimed { wanted } => fill_in(words::CLAIMED, &[assist::level(*wanted)]),
        Event::Wanted { wanted } => fill_in(words::WANTED, &[assist::level(*wanted)]),
        Event::Replied => t(words::REPLIED).to_owned(),
        Event::Consented { level } => fill_in(words::CONSENTED, &[assist::level(*level)]),
        Event::LevelChanged { from, to } => {
            fill_in(words::LEVEL_CHANGED, &[assist::level(*from), assist::level(*to)])
        }
        Event::HandedOver { to, number } => fill_in(words::HANDED_OVER, &[&pick(to), number]),
        Event::Paused => t(words::PAUSED).to_owned(),
        Event::Resumed => t(words::RESUMED).to_owned(),
        Event::Read { what } => fill_in(words::READ, &[read(what)]),
        Event::Revealed { field } => of(words::REVEALED, field),
        Event::Hidden { field } => of(words::HIDDEN, field),
        Event::FieldSet { field } => of(words::FIELD_SET, field),
        Event::Proposed { field } => of(words::PROPOSED, field),
        Event::Accepted { field } => of(words::ACCEPTED, field),
        Event::Declined { field } => of(words::DECLINED, field),
        Event::Marked { field, passes: true } => of(words::MARKED_GOOD, field),
        Event::Marked { field, passes: false } => of(words::MARKED_BAD, field),
        Event::Confirmed { fields } => {
            let all = fields.iter().map(|field| names.name(field)).collect::<Vec<_>>();
            fill_in(words::CONFIRMED, &[&all.join(t(words::AND))])
        }
        Event::Submitted => t(words::SUBMITTED).to_owned(),
        Event::Denied { what } => fill_in(words::DENIED, &[denied(what)]),
        Event::Ended { reason } => fill_in(words::ENDED, &[assist::reason(*reason)]),
        Event::Rated { stars } => {
            let level = assist::STARS.get(usize::from(*stars).wrapping_sub(1));
            fill_in(words::RATED, &[level.map(|level| t(*level)).unwrap_or_default()])
        }
    }
}

/// What was read. Tracked.
fn read(what: &str) -> &str {
    match what {
        "filing" => t(words::READ_FILING),
        "answers" => t(words::READ_ANSWERS),
        "assist" => t(words::READ_ASSIST),
        "attachments" => t(words::READ_ATTACHMENTS),
        what if what.starts_with("file") => t(words::READ_FILE),
        what => what,
    }
}

/// What was refused. Tracked.
fn denied(what: &str) -> &str {
    match what {
        "private" => t(words::DENIED_PRIVATE),
        "write" => t(words::DENIED_WRITE),
        "level" => t(words::DENIED_LEVEL),
        "submit" => t(words::DENIED_SUBMIT),
        what => what,
    }
}

/// When, who, what.
pub(super) fn line(entry: &Entry, names: &Names) -> AnyView {
    let class = match entry.actor.role {
        ActorRole::Assistant => "theirs",
        _ => "",
    };
    view! {
        <li class=class>
            <p class="small soft num">
                {entry.seq.to_string()} " · " {when::instant(&entry.at)} " · " {who(&entry.actor)}
            </p>
            <p>{what(&entry.event, names)}</p>
        </li>
    }
    .into_any()
}
