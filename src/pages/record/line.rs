//! A line of the record in words.

use std::collections::BTreeMap;

use bangban_contract::Text;
use bangban_contract::assistance::record::{Actor, ActorRole, Entry, Event};
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{Message, assist, fill_in, pick, record as words, t, when};

/// What fields are called, by path.
type Names = BTreeMap<String, Text>;

/// What a field is called. Tracked.
fn name(names: &Names, path: &str) -> String {
    names.get(path).map_or_else(|| path.to_owned(), pick)
}

fn who(actor: &Actor) -> String {
    let role = t(match actor.role {
        ActorRole::Applicant => words::APPLICANT,
        ActorRole::Assistant => assist::ASSISTANT,
        ActorRole::Agent => words::AGENT,
        ActorRole::System => words::SYSTEM,
    });
    let name = actor.name.as_ref().map(pick).unwrap_or_default();
    let number = actor.number.as_ref().map(|number| fill_in(words::NUMBER, &[number]));
    let for_whom = actor.principal.as_ref().map(|name| fill_in(words::FOR, &[&pick(name)]));
    [role, " ", &name, &number.unwrap_or_default(), &for_whom.unwrap_or_default()].concat()
}

fn what(event: &Event, names: &Names) -> String {
    let of = |message, field: &str| fill_in(message, &[&name(names, field)]);
    match event {
        Event::Requested => t(words::REQUESTED).to_owned(),
        Event::CodeMade => t(words::CODE_MADE).to_owned(),
        Event::Claimed { wanted } => fill_in(words::CLAIMED, &[assist::level(*wanted)]),
        Event::Wanted { wanted } => fill_in(words::WANTED, &[assist::level(*wanted)]),
        Event::LevelDeclined { wanted } => {
            fill_in(words::LEVEL_DECLINED, &[assist::level(*wanted)])
        }
        Event::TookLonger => t(words::TOOK_LONGER).to_owned(),
        Event::Replied => t(words::REPLIED).to_owned(),
        Event::Consented { level } => fill_in(words::CONSENTED, &[assist::level(*level)]),
        Event::LevelChanged { from, to } => {
            fill_in(words::LEVEL_CHANGED, &[assist::level(*from), assist::level(*to)])
        }
        Event::StationChanged { to } => fill_in(words::STATION_CHANGED, &[&pick(to)]),
        Event::HandedOver { to, number } => fill_in(words::HANDED_OVER, &[&pick(to), number]),
        Event::Paused => t(words::PAUSED).to_owned(),
        Event::Resumed => t(words::RESUMED).to_owned(),
        Event::Read { what } => fill_in(words::READ, &[read(what)]),
        Event::Revealed { field } => of(words::REVEALED, field),
        Event::Hidden { field } => of(words::HIDDEN, field),
        Event::FieldSet { field } => of(words::FIELD_SET, field),
        Event::Proposed { field } => of(words::PROPOSED, field),
        Event::Retracted { field } => of(words::RETRACTED, field),
        Event::Accepted { field } => of(words::ACCEPTED, field),
        Event::Declined { field } => of(words::DECLINED, field),
        Event::Marked { field, passes: true } => of(words::MARKED_GOOD, field),
        Event::Marked { field, passes: false } => of(words::MARKED_BAD, field),
        Event::Unmarked { field } => of(words::UNMARKED, field),
        Event::MarksSent => t(words::MARKS_SENT).to_owned(),
        Event::MarksReturned => t(words::MARKS_RETURNED).to_owned(),
        Event::Said => t(words::SAID).to_owned(),
        Event::Confirmed { fields } => {
            let all = fields.iter().map(|field| name(names, field)).collect::<Vec<_>>();
            fill_in(words::CONFIRMED, &[&all.join(t(words::AND))])
        }
        Event::CallStarted { video: false } => t(words::CALL_STARTED).to_owned(),
        Event::CallStarted { video: true } => t(words::CALL_STARTED_VIDEO).to_owned(),
        Event::CallEnded => t(words::CALL_ENDED).to_owned(),
        Event::Started => t(words::STARTED).to_owned(),
        Event::Prefilled { fields } => {
            let all = fields.iter().map(|field| name(names, field)).collect::<Vec<_>>();
            fill_in(words::PREFILLED, &[&all.join(t(words::AND))])
        }
        Event::Attached { field } => of(words::ATTACHED, field),
        Event::Detached { field } => of(words::DETACHED, field),
        Event::MandateDrawn { version } => mandate(words::MANDATE_DRAWN, *version),
        Event::MandateSigned { version, .. } => mandate(words::MANDATE_SIGNED, *version),
        Event::MandateAccepted { version } => mandate(words::MANDATE_ACCEPTED, *version),
        Event::MandateDeclined { version } => mandate(words::MANDATE_DECLINED, *version),
        Event::MandateNarrowed { version } => mandate(words::MANDATE_NARROWED, *version),
        Event::MandateTakenBack { version } => mandate(words::MANDATE_TAKEN_BACK, *version),
        Event::MandateRevoked => t(words::MANDATE_REVOKED).to_owned(),
        Event::MandateResigned => t(words::MANDATE_RESIGNED).to_owned(),
        Event::Submitted => t(words::SUBMITTED).to_owned(),
        Event::Denied { what } => fill_in(words::DENIED, &[words::denied(what).unwrap_or(what)]),
        Event::Ended { reason } => fill_in(words::ENDED, &[assist::reason(*reason)]),
        Event::Rated { stars } => {
            let level = assist::STARS.get(usize::from(*stars).wrapping_sub(1));
            fill_in(words::RATED, &[level.map(|level| t(*level)).unwrap_or_default()])
        }
    }
}

/// What was done with a version of a mandate. Tracked.
fn mandate(message: Message, version: u32) -> String {
    fill_in(message, &[&version.to_string()])
}

/// What was read. Tracked.
fn read(what: &str) -> &str {
    match what {
        "filing" => t(words::READ_FILING),
        "answers" => t(words::READ_ANSWERS),
        "assist" => t(words::READ_ASSIST),
        "attachments" => t(words::READ_ATTACHMENTS),
        "timeline" => t(words::READ_TIMELINE),
        what if what.starts_with("file") => t(words::READ_FILE),
        what => what,
    }
}

/// When, who, what.
pub(super) fn line(entry: &Entry, names: &Names) -> AnyView {
    let class = match entry.actor.role {
        ActorRole::Assistant | ActorRole::Agent => "theirs",
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
