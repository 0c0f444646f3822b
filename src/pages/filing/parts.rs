//! The parts of a filing's page that are only read.

use bangban_contract::document::DocumentRef;
use bangban_contract::filing::{Filing, FilingState, TimelineEntry};
use bangban_contract::upload::Attachment;
use bangban_markup::view;
use leptos::prelude::*;

use crate::api::filings as api;
use crate::i18n::{Message, filings as words, fill_in, pick, state, t, when};
use crate::ui::notice::{Tone, notice};
use crate::ui::text::text;

fn fact(name: Message, value: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

/// Where it stands and what happens next.
pub fn standing(filing: &Filing) -> AnyView {
    let at = filing.summary.state;
    let tone = match at {
        FilingState::Draft => Tone::Act,
        FilingState::SupplementRequested | FilingState::SpecialProcedure => Tone::Wait,
        FilingState::NotAccepted | FilingState::Refused => Tone::Wrong,
        FilingState::Granted | FilingState::Delivered => Tone::Done,
        _ => Tone::Plain,
    };
    let promised = filing.summary.promised_on.as_ref().filter(|_| !at.is_closed()).map(|date| {
        view! { <p class="strong num">{fill_in(words::PROMISED, &[&when::date(date)])}</p> }
    });
    let special = filing.special.as_ref().map(|special| {
        let days = special.days.to_string();
        view! { <p>{fill_in(words::SPECIAL, &[&pick(&special.name), &days])}</p> }
    });
    let reason = filing.reason.as_ref().map(|reason| {
        view! {
            <p>
                <b>{t(words::REASON)}</b>
                ": "
                {text(reason)}
            </p>
        }
    });
    let go = match at {
        FilingState::Draft => Some(words::GO_ON),
        FilingState::SupplementRequested => Some(words::MEND),
        _ => None,
    };
    let go = go.map(|name| {
        // What is to be mended first, where that is a material: an answer has its words at its step.
        let material = filing.supplement.as_ref().and_then(|all| {
            all.points.first().and_then(|point| point.pointer.strip_prefix("/materials/"))
        });
        let place = material.map(|id| ["/materials#material-", id].concat()).unwrap_or_default();
        view! {
            <a class="btn main" href=["/filings/", &filing.summary.id, "/fill", &place].concat()>
                {t(name)}
            </a>
        }
    });
    let then = view! { {promised} {special} {reason} {go} };
    notice(tone, t(state::name(at)), t(state::next(at)), then.into_any())
}

/// Everything that has to be mended, told once.
pub fn supplement(filing: &Filing) -> AnyView {
    let Some(supplement) = &filing.supplement else { return ().into_any() };
    let count = supplement.points.len().to_string();
    let points: Vec<AnyView> = supplement
        .points
        .iter()
        .map(|point| view! { <li><p>{text(&point.note)}</p></li> }.into_any())
        .collect();
    view! {
        <section class="card stack">
            <h2>{fill_in(words::POINTS, &[&count])}</h2>
            <p class="strong num">{fill_in(words::DUE, &[&when::date(&supplement.due_on)])}</p>
            <ol class="numbered">{points}</ol>
        </section>
    }
    .into_any()
}

/// What happened, newest last. Documents open below `place`, the address of the page.
pub fn progress(timeline: &[TimelineEntry], place: &str) -> AnyView {
    let entry = |entry: &TimelineEntry| {
        let note = entry.note.as_ref().map(|note| view! { <p class="small">{text(note)}</p> });
        let document = entry.document.as_ref().map(|document| document_link(place, document));
        view! {
            <li>
                <p class="strong">{t(state::event(entry.event))}</p>
                <p class="small soft num">{when::instant(&entry.at)} " · " {text(&entry.actor)}</p>
                {note}
                {document}
            </li>
        }
        .into_any()
    };
    let entries: Vec<AnyView> = timeline.iter().map(entry).collect();
    view! {
        <section class="card stack">
            <div class="row wrap">
                <h2>{t(words::TIMELINE)}</h2>
                <span class="push small soft no-print">{t(words::LIVE)}</span>
            </div>
            <ol class="timeline">{entries}</ol>
        </section>
    }
    .into_any()
}

fn document_link(place: &str, document: &DocumentRef) -> AnyView {
    view! {
        <a class="crumb" href=[place, "/documents/", &document.id].concat()>
            {t(state::document(document.kind))}
        </a>
    }
    .into_any()
}

/// The documents that were issued.
pub fn documents(filing: &Filing) -> AnyView {
    let place = ["/filings/", &filing.summary.id].concat();
    let one = |document: &DocumentRef| {
        view! {
            <li>
                {document_link(&place, document)}
                <p class="small soft num">
                    {document.number.clone()} " · " {when::instant(&document.issued_at)}
                </p>
            </li>
        }
        .into_any()
    };
    let all: Vec<AnyView> = filing.documents.iter().map(one).collect();
    let none = all.is_empty().then(|| view! { <p class="soft">{t(words::DOCUMENTS_NONE)}</p> });
    view! {
        <section class="card stack">
            <h2>{t(words::DOCUMENTS)}</h2>
            {none}
            <ul class="stack">{all}</ul>
        </section>
    }
    .into_any()
}

/// The files that were handed in, under the names of their materials; several of one numbered.
pub fn attachments(filing: &Filing) -> AnyView {
    let groups: Vec<AnyView> = by_material(&filing.attachments).iter().map(material).collect();
    let none =
        groups.is_empty().then(|| view! { <p class="soft">{t(words::ATTACHMENTS_NONE)}</p> });
    view! {
        <section class="card stack">
            <h2>{t(words::ATTACHMENTS)}</h2>
            {none}
            <ul class="list">{groups}</ul>
        </section>
    }
    .into_any()
}

fn material(files: &Vec<&Attachment>) -> AnyView {
    let name = files.first().and_then(|file| file.material_name.as_ref());
    let name = name.map(|name| view! { <p class="strong">{text(name)}</p> });
    let one = |(at, file): (usize, &&Attachment)| {
        let number = (files.len() > 1).then(|| [&(at + 1).to_string(), ". "].concat());
        view! {
            <li>
                {number}
                <a class="crumb" href=api::attachment(&file.id) target="_blank" rel="external">
                    {file.name.clone()}
                </a>
                <span class="small soft num">" " {size(file.size)}</span>
            </li>
        }
        .into_any()
    };
    let all: Vec<AnyView> = files.iter().enumerate().map(one).collect();
    view! { <li>{name} <ul>{all}</ul></li> }.into_any()
}

/// The files that are all there, those of a material together, in the order in which they came.
fn by_material(files: &[Attachment]) -> Vec<Vec<&Attachment>> {
    let mut groups: Vec<Vec<&Attachment>> = Vec::new();
    for file in files.iter().filter(|file| file.complete) {
        match groups.iter_mut().find(|group| group[0].material == file.material) {
            Some(group) => group.push(file),
            None => groups.push(vec![file]),
        }
    }
    groups
}

/// A size in bytes, KB or MB, rounded up, as where one attaches.
pub fn size(bytes: u64) -> String {
    if bytes < 1024 {
        return [bytes.to_string().as_str(), " B"].concat();
    }
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1024 {
        return [kilobytes.to_string().as_str(), " KB"].concat();
    }
    let tenths = (bytes * 10).div_ceil(1024 * 1024);
    let whole = (tenths / 10).to_string();
    match tenths % 10 {
        0 => [&whole, " MB"].concat(),
        tenth => [&whole, ".", &tenth.to_string(), " MB"].concat(),
    }
}

/// Who, where, when.
pub fn facts(filing: &Filing) -> AnyView {
    let summary = &filing.summary;
    let number =
        if summary.state.is_accepted() { words::NUMBER_ACCEPTED } else { words::NUMBER_NAME };
    let plain = |name: Message, value: Option<String>| {
        value.map(|value| fact(name, value.into_any())).into_any()
    };
    view! {
        <div class="facts">
            <dl class="num">
                {plain(number, summary.number.clone())}
                {fact(words::PARTY, text(&summary.party.name))}
                {fact(words::DEPARTMENT, text(&summary.department_name))}
                {plain(words::CREATED, Some(when::instant(&summary.created_at)))}
                {plain(words::SUBMITTED, summary.submitted_at.as_deref().map(when::instant))}
                {plain(words::PROMISED_ON, summary.promised_on.as_deref().map(when::date))}
            </dl>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_material_stand_together_and_only_those_that_are_there() {
        let file = |(id, material, complete): (&str, &str, bool)| Attachment {
            id: id.into(),
            material: material.into(),
            material_name: None,
            name: [id, ".pdf"].concat(),
            media_type: "application/pdf".into(),
            size: 1,
            offset: 1,
            complete,
            created_at: String::new(),
        };
        let files = [("1", "a", true), ("2", "b", true), ("3", "a", false), ("4", "a", true)];
        let files = files.map(file);
        let groups = by_material(&files).into_iter();
        let ids = groups.map(|group| group.iter().map(|file| file.id.as_str()).collect());
        let ids: Vec<Vec<&str>> = ids.collect();
        assert_eq!(ids, [vec!["1", "4"], vec!["2"]]);
    }
}
