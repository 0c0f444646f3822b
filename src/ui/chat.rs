//! A chat of two sides: what was said, quick replies, a line to write in. It knows only what it
//! is given, and serves either side.

mod picture;

use std::sync::Arc;

use bangban_contract::assistance::LONGEST_TEXT;
use bangban_contract::assistance::entry::Said;
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{Message, assist as words, fill_in, t, together, when};
use crate::platform::focus;

/// What the chat is about. All of it is read where it is tracked.
pub trait Talk: Send + Sync {
    /// The line that is being written, kept by whoever has the chat; asked for once.
    fn writing(&self) -> RwSignal<String>;
    /// What was said, oldest first.
    fn said(&self) -> Vec<Said>;
    /// Whether an author is who reads it.
    fn is_mine(&self, author: &str) -> bool;
    /// The name of an author.
    fn name(&self, author: &str) -> String;
    /// The words and the address of what a message is about.
    fn about(&self, said: &Said) -> Option<(String, String)>;
    /// Goes to what a message is about; false where its address is to be followed.
    fn visit(&self, _said: &Said) -> bool {
        false
    }
    /// The field or material where one is: its path, and what it is called.
    fn here(&self) -> Option<(String, String)>;
    /// What is said with one press.
    fn quick(&self) -> &'static [Message];
    /// Says something, about a field or material or not, with a picture or not.
    fn say(&self, text: String, about: Option<String>, image: Option<String>);
    /// Tells the other that one writes, or does no more.
    fn types(&self, writes: bool);
    /// The name of the other, while they write.
    fn typing(&self) -> Option<String>;
}

/// Shows it.
pub fn chat(talk: Arc<dyn Talk>) -> AnyView {
    let text = talk.writing();
    let with_field = RwSignal::new(false);
    let send = {
        let talk = talk.clone();
        move || {
            let said = text.get_untracked().trim().to_owned();
            let field = with_field.get_untracked().then(|| untrack(|| talk.here())).flatten();
            if said.is_empty() && field.is_none() {
                return;
            }
            talk.say(said, field.map(|(path, _)| path), None);
            talk.types(false);
            text.set(String::new());
            with_field.set(false);
            focus::focus(".chat-line");
        }
    };
    let all = {
        let talk = talk.clone();
        move || {
            let said = talk.said();
            focus::scroll_to_end(".chat-said");
            if said.is_empty() {
                return vec![view! { <li class="soft">{t(words::CHAT_EMPTY)}</li> }.into_any()];
            }
            said.iter().map(|one| message(&talk, one)).collect::<Vec<_>>()
        }
    };
    let quick = talk.quick().iter().map(|reply| {
        let (talk, reply) = (talk.clone(), *reply);
        let say = move |_| talk.say(untrack(|| t(reply)).to_owned(), None, None);
        view! { <button type="button" class="btn slim" on:click=say>{move || t(reply)}</button> }
            .into_any()
    });
    let quick = quick.collect::<Vec<_>>();
    let typing = {
        let talk = talk.clone();
        move || talk.typing().map(|name| fill_in(together::TYPING, &[&name]))
    };
    let (picture, wrong) = picture::button(talk.clone());
    let paste = {
        let talk = talk.clone();
        move |event| picture::paste(&talk, &event, wrong)
    };
    let types = {
        let talk = talk.clone();
        move |event| {
            let said = event_target_value(&event);
            talk.types(!said.is_empty());
            text.set(said);
        }
    };
    let here = move || {
        talk.here().map(|(_, label)| {
            view! {
                <label class="pick">
                    <input
                        type="checkbox"
                        prop:checked=move || with_field.get()
                        on:change=move |event| with_field.set(event_target_checked(&event))
                    />
                    <span>{fill_in(words::CHAT_LINK, &[&label])}</span>
                </label>
            }
            .into_any()
        })
    };
    view! {
        <div class="chat">
            <div class="chat-said" role="log" tabindex="0" aria-label=move || t(words::CHAT)>
                <ol>{all}</ol>
            </div>
            <p class="chat-typing small soft" role="status">{typing}</p>
            <div class="chat-quick" role="group" aria-label=move || t(words::CHAT_QUICK)>
                {quick}
            </div>
            {here}
            <form
                class="row"
                on:submit=move |event| {
                    event.prevent_default();
                    send();
                }
            >
                <input
                    type="text"
                    class="chat-line"
                    maxlength=LONGEST_TEXT.to_string()
                    autocomplete="off"
                    aria-label=move || t(words::CHAT_SAY)
                    placeholder=move || t(words::CHAT_SAY)
                    prop:value=text
                    on:input=types
                    on:paste=paste
                />
                <button type="submit" class="btn main slim">
                    {move || t(words::CHAT_SEND)}
                </button>
            </form>
            {picture}
        </div>
    }
    .into_any()
}

fn message(talk: &Arc<dyn Talk>, said: &Said) -> AnyView {
    let is_mine = talk.is_mine(&said.author);
    let name = if is_mine { t(words::ME).to_owned() } else { talk.name(&said.author) };
    let about = talk.about(said).map(|(label, address)| {
        let (talk, said) = (talk.clone(), said.clone());
        let go = move |event: web_sys::MouseEvent| {
            if talk.visit(&said) {
                event.prevent_default();
            }
        };
        view! { <a href=address on:click=go>{label}</a> }.into_any()
    });
    let image = said.message.picture().map(|address| {
        let alt = fill_in(together::IMAGE_OF, &[&name]);
        view! { <img class="chat-image" src=address.to_owned() alt=alt /> }.into_any()
    });
    let time = when::time(&said.message.at);
    view! {
        <li class=if is_mine { "mine" } else { "theirs" }>
            <p class="small soft">{name} " · " {time}</p>
            <p class="pre">{said.message.text.clone()}</p>
            {image}
            {about}
        </li>
    }
    .into_any()
}
