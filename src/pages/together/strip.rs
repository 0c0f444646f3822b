//! In words: where the other is, what they ask; and the buttons to follow, to draw, to ask and to
//! call.

use bangban_markup::view;
use leptos::prelude::*;

use super::{Scene, call, draw, named};
use crate::i18n::{fill_in, pick, t, together as words};
use crate::ui::icon::{Icon, icon};

/// Where the other is, and what they ask for.
pub fn strip(scene: Scene) -> AnyView {
    let together = scene.together;
    (move || together.is_on().then(|| shown(scene))).into_any()
}

fn shown(scene: Scene) -> AnyView {
    let together = scene.together;
    let place = Memo::new(move |_| place(scene));
    let step = Memo::new(move |_| {
        let peer = together.other()?;
        let step = peer.shown.step?.to_string();
        Some(fill_in(words::AT_STEP, &[&pick(&peer.user.name), &step]))
    });
    let follows = Memo::new(move |_| together.other().is_some_and(|peer| peer.shown.follow));
    let is_there = Memo::new(move |_| together.other().is_some());
    let toggle = move || {
        is_there.get().then(|| {
            view! {
                <button
                    type="button"
                    class="btn slim together-free"
                    aria-pressed=move || together.follows().to_string()
                    on:click=move |_| together.follow(!untrack(|| together.follows()))
                >
                    {icon(Icon::EYE)}
                    {move || t(if together.follows() { words::UNFOLLOW } else { words::FOLLOW })}
                </button>
            }
            .into_any()
        })
    };
    view! {
        <div class="together-strip" role="group" aria-label=t(words::STRIP)>
            <p class="together-where" title=move || place.get()>
                {move || place.get()}
                {move || follows.get().then(|| [" · ", t(words::FOLLOWS_YOU)].concat())}
            </p>
            <span class="unseen" role="status">{move || step.get().unwrap_or_default()}</span>
            {toggle}
            {asks(scene)}
        </div>
        {draw::veil(scene)}
        {call::view(scene)}
    }
    .into_any()
}

/// Where the other is. Tracked.
fn place(scene: Scene) -> String {
    let Some(peer) = scene.together.other() else {
        let words = if scene.together.is_linked() { words::NOT_THERE } else { words::UNLINKED };
        return t(words).to_owned();
    };
    let name = named(&peer.user);
    let label = peer.shown.field.map(|field| scene.label(&field)).unwrap_or_default();
    match peer.shown.step {
        None if peer.shown.review => fill_in(words::AT_REVIEW, &[&name]),
        None => fill_in(words::AT_END, &[&name]),
        Some(step) if label.is_empty() => fill_in(words::AT_STEP, &[&name, &step.to_string()]),
        Some(step) => fill_in(words::AT, &[&name, &step.to_string(), &label]),
    }
}

/// What the other asks to be looked at: once, until it is seen or over.
fn asks(scene: Scene) -> AnyView {
    let together = scene.together;
    let seen = RwSignal::new(None::<(String, u32)>);
    let asked = Memo::new(move |_| {
        let peer = together.other()?;
        let asked = peer.shown.attention?;
        let of = (peer.user.id.clone(), asked.n);
        (seen.get().as_ref() != Some(&of)).then(|| (pick(&peer.user.name), asked.at, of))
    });
    let circled = Memo::new(move |_| {
        let peer = together.other()?;
        let circle = peer.shown.circle?;
        Some(fill_in(words::CIRCLED, &[&pick(&peer.user.name), &scene.label(&circle.at)]))
    });
    let body = move || {
        asked.get().map(|(name, at, of)| {
            let told = fill_in(words::ASKS_TO_LOOK, &[&name, &scene.label(&at)]);
            let done = of.clone();
            let visit = move |_| {
                seen.set(Some(done.clone()));
                scene.visit(&at);
            };
            view! {
                <div class="together-asks">
                    <p class="strong">{told}</p>
                    <button type="button" class="btn main slim" on:click=visit>
                        {t(words::GO_LOOK)}
                    </button>
                    <button
                        type="button"
                        class="btn slim"
                        on:click=move |_| seen.set(Some(of.clone()))
                    >
                        {t(words::SEEN)}
                    </button>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <div class="together-alert" role="alert">{body}</div>
        <span class="unseen" role="status">{move || circled.get().unwrap_or_default()}</span>
    }
    .into_any()
}

/// The buttons to draw, to ask and to call.
pub fn tools(scene: Scene) -> AnyView {
    let (together, drawing) = (scene.together, scene.drawing);
    let is_there = Memo::new(move |_| together.other().is_some());
    let draw = move |_| {
        drawing.update(|drawing| *drawing = !*drawing);
        scene.clear();
    };
    let look = move |_| match together.field() {
        Some(at) => {
            let told = fill_in(words::LOOK_ASKED, &[&untrack(|| scene.label(&at))]);
            together.ask_to_look(at);
            untrack(|| scene.toasts.say(told));
        }
        None => untrack(|| scene.toasts.say(t(words::LOOK_WHERE))),
    };
    (move || {
        is_there.get().then(|| {
            view! {
                <div class="together-tools together-free" role="group" aria-label=t(words::STRIP)>
                    <button
                        type="button"
                        class="btn slim"
                        aria-pressed=move || drawing.get().to_string()
                        on:click=draw
                    >
                        {t(words::CIRCLE)}
                    </button>
                    <button type="button" class="btn slim" on:click=look>
                        {t(words::LOOK_HERE)}
                    </button>
                    {call::buttons(scene)}
                </div>
            }
            .into_any()
        })
    })
    .into_any()
}
