//! What may stand around a step: what is to be mended, that the server is away, that a submission
//! waits for it, and who began it by a mandate.

use leptos::prelude::*;

use super::open::Opened;
use super::steps::Place;
use super::{away, queued, supplement};
use crate::later;
use crate::pages::filing::handling;
use crate::ui::el::child;

crate::later! {
    finishing, fetch_around;
    fn around_part(opened: Box<Opened>, place: Place, reopen: Callback<()>) -> AnyView {
        part(&opened, place, reopen)
    }
}

/// All of it, as soon as there is something to say.
pub(super) fn around(opened: &Opened, place: Place, reopen: Callback<()>) -> AnyView {
    let (away, ready) = (away::is_needed(opened), opened.ready);
    let is_known = opened.filing.supplement.is_some() || opened.filing.summary.agent.is_some();
    let is_wanted = Memo::new(move |before| {
        before == Some(&true) || is_known || away.get() || ready.get().is_some()
    });
    let opened = Box::new(opened.clone());
    child(move || {
        let opened = opened.clone();
        let part = move || -> later::Coming<AnyView> {
            Box::pin(around_part(opened.clone(), place, reopen))
        };
        is_wanted.get().then(|| later::show_beside(part))
    })
}

fn part(opened: &Opened, place: Place, reopen: Callback<()>) -> AnyView {
    let mend = opened.filing.supplement.as_ref();
    let mend = mend.map(|all| {
        supplement::mark(opened.filling, all);
        supplement::notice(place, opened.filling, all)
    });
    let away = {
        let (needed, opened) = (away::is_needed(opened), opened.clone());
        child(move || needed.get().then(|| away::part(opened.clone(), reopen)))
    };
    let summary = &opened.filing.summary;
    let agent = summary.agent.is_some().then(|| handling::agent(summary.id.clone()));
    let ready = opened.ready;
    let is_ready = Memo::new(move |_| ready.get().is_some());
    let opened = opened.clone();
    let queued = child(move || is_ready.get().then(|| queued::asking(opened.clone(), place)));
    (agent, away, mend, queued).into_any()
}
