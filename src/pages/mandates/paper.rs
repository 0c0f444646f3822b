//! The text of a version, with its signature: read on the screen, and printed.

use bangban_contract::mandate::{MandateText, MandateVersion, SignedWay};
use bangban_markup::view;
use leptos::prelude::*;

use super::pad;
use crate::i18n::{fill_in, mandate as words, pick, t, when};

/// The words alone.
pub(super) fn text(text: &MandateText) -> AnyView {
    let parts = text.parts.iter().map(|part| {
        let lines = part.lines.iter().map(|line| view! { <p>{pick(line)}</p> }.into_any());
        view! {
            <dt>{pick(&part.heading)}</dt>
            <dd>{lines.collect::<Vec<_>>()}</dd>
        }
        .into_any()
    });
    view! {
        <h2 class="paper-title">{pick(&text.title)}</h2>
        <dl class="paper">{parts.collect::<Vec<_>>()}</dl>
    }
    .into_any()
}

/// A version with what stands below it.
pub(super) fn version(version: &MandateVersion, is_current: bool) -> AnyView {
    let signed = match &version.signed {
        Some(signed) => {
            let name = fill_in(words::SIGNATURE, &[&pick(&signed.by)]);
            let line = fill_in(words::SIGNED_BY, &[&pick(&signed.by), &when::instant(&signed.at)]);
            let way = (signed.way == SignedWay::Phone).then(|| t(words::BY_PHONE));
            let way = way.map(|way| ["（", way, "）"].concat());
            view! {
                {pad::drawn(&signed.strokes, name)}
                <p>{line} {way}</p>
            }
            .into_any()
        }
        None if is_current => view! { <p>{t(words::NARROWED_BY)}</p> }.into_any(),
        None => view! { <p class="soft">{t(words::NOT_SIGNED)}</p> }.into_any(),
    };
    let accepted = version.accepted.as_ref().map(|accepted| {
        let at = when::instant(&accepted.at);
        view! { <p>{fill_in(words::ACCEPTED_BY, &[&pick(&accepted.by), &at])}</p> }
    });
    view! {
        <article class="card stack paper-sheet">
            {text(&version.text)}
            {signed}
            {accepted}
            <p class="small soft record-hash">
                {t(words::DIGEST)} " " <code>{version.text.digest.clone()}</code>
            </p>
        </article>
    }
    .into_any()
}
