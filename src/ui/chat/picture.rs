//! A picture in the talk: pasted or chosen, made small, said.

use std::sync::Arc;

use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{ClipboardEvent, Event};

use super::Talk;
use crate::i18n::{Message, t, together as words};
use crate::platform::files::{self, Picked};
use crate::platform::media::Media;

/// What is wrong with the picture that was to be sent.
pub(super) type Wrong = RwSignal<Option<Message>>;

/// The way to choose one, and what was wrong with it.
pub(super) fn button(talk: Arc<dyn Talk>) -> (AnyView, Wrong) {
    let wrong = Wrong::new(None);
    let choose = move |event: Event| send(&talk, files::picked(&event), wrong);
    let shown = view! {
        <div class="chat-picture">
            <label class="btn slim">
                <input
                    type="file"
                    class="unseen"
                    accept="image/*"
                    on:change=choose
                />
                {move || t(words::IMAGE)}
            </label>
            <span class="small soft">{move || t(words::IMAGE_HINT)}</span>
            <p class="why" role="alert">{move || wrong.get().map(t)}</p>
        </div>
    };
    (shown.into_any(), wrong)
}

/// Takes a picture out of what is pasted; a text goes where it always goes.
pub(super) fn paste(talk: &Arc<dyn Talk>, event: &ClipboardEvent, wrong: Wrong) {
    let picked = files::pasted(event);
    if !picked.is_empty() {
        event.prevent_default();
        send(talk, picked, wrong);
    }
}

fn send(talk: &Arc<dyn Talk>, picked: Vec<Picked>, wrong: Wrong) {
    let Some(one) = picked.into_iter().next() else { return };
    wrong.set(None);
    let talk = talk.clone();
    spawn_local(async move {
        let small = match Media::load().await {
            Some(media) => media.shrink(&one.blob).await,
            None => None,
        };
        match small {
            Some(small) => talk.say(String::new(), None, Some(small)),
            None => drop(wrong.try_set(Some(words::IMAGE_BAD))),
        }
    });
}
