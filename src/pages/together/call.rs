//! A call between the two: asked for, taken or not, connected, over, and why. The talk in writing
//! stays whatever happens to it.

use bangban_contract::assistance::call::{Kind, Signal};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::reactive::owner::LocalStorage;
use leptos::task::spawn_local;

use super::Scene;
use crate::i18n::{Message, fill_in, pick, t, together as words};
use crate::platform::files::random_id;
use crate::platform::media::Media;
use crate::platform::{clock, json};
use crate::store::together::Together;
use crate::sync::presence;

/// How long it rings, milliseconds.
const RINGS: i32 = 40_000;

/// How far it is.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Idle,
    /// The other is called; the microphone is there.
    Calling,
    /// The other calls.
    Ringing,
    /// Taken: microphone, then a way between the two.
    Connecting,
    Connected,
    /// Over, and what there is to say of it.
    Over(Message),
}

/// The call; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Call {
    together: Together,
    stage: RwSignal<Stage>,
    /// Its id, whether it is meant with pictures, whether this side calls.
    now: StoredValue<(String, bool, bool)>,
    media: StoredValue<Option<Media>, LocalStorage>,
    muted: RwSignal<bool>,
    cameras: RwSignal<Vec<(String, String)>>,
}

impl Call {
    pub(super) fn new(together: Together) -> Self {
        let call = Self {
            together,
            stage: RwSignal::new(Stage::Idle),
            now: StoredValue::default(),
            media: StoredValue::new_local(None),
            muted: RwSignal::new(false),
            cameras: RwSignal::default(),
        };
        together.on_said(Callback::new(move |(text, is_own): (String, bool)| {
            if let Ok(signal) = json::from_str::<Signal>(&text) {
                call.hear(signal, is_own);
            }
        }));
        // Who is not in the filing any more calls nobody, and without the line nothing can be said.
        Effect::new(move |_| {
            if !(together.is_on() && together.is_linked()) && call.is_on() {
                call.over(words::CALL_OVER);
            }
        });
        call
    }

    fn is_on(self) -> bool {
        !matches!(self.stage.get_untracked(), Stage::Idle | Stage::Over(_))
    }

    fn say(self, kind: Kind, data: Option<String>) {
        let Some((call, video, _)) = self.now.try_get_value() else { return };
        let signal = Signal { call, kind, video, data, from: None };
        if let Ok(text) = serde_json::to_string(&signal) {
            presence::say(&text);
        }
    }

    /// Calls the other.
    fn begin(self, video: bool) {
        if self.is_on() {
            return;
        }
        self.now.set_value((random_id(), video, true));
        self.open(video);
    }

    /// Takes the call of the other.
    fn answer(self) {
        let video = self.now.with_value(|now| now.1);
        self.open(video);
    }

    /// Asks for microphone and camera; what comes of it is heard.
    fn open(self, video: bool) {
        self.stage.set(Stage::Connecting);
        self.muted.set(false);
        self.cameras.set(Vec::new());
        spawn_local(async move {
            let Some(mut media) = Media::load().await else { return self.over(words::CALL_FAILED) };
            if self.stage.try_get_untracked() != Some(Stage::Connecting) {
                return;
            }
            media.listen(move |word, text| {
                // What hears is not dropped by what it calls.
                spawn_local(async move { self.went(&word, text) });
            });
            media.open(video);
            self.media.try_set_value(Some(media));
        });
    }

    /// What the browser says of it.
    fn went(self, word: &str, text: String) {
        if self.stage.is_disposed() || !self.is_on() {
            return;
        }
        let calls = self.now.with_value(|now| now.2);
        match word {
            "opened" if calls => {
                self.stage.set(Stage::Calling);
                self.say(Kind::Ring, None);
                self.give_up_later();
            }
            "opened" => {
                self.say(Kind::Accept, None);
                self.start();
            }
            "refused" | "none" => {
                if !calls {
                    self.say(Kind::Media, None);
                }
                let refused = word == "refused";
                self.over(if refused { words::MEDIA_REFUSED } else { words::MEDIA_NONE });
            }
            "offer" => self.say(Kind::Offer, Some(text)),
            "answer" => self.say(Kind::Answer, Some(text)),
            "ice" => self.say(Kind::Ice, Some(text)),
            "connected" => self.stage.set(Stage::Connected),
            "failed" => {
                self.say(Kind::End, None);
                self.over(words::CALL_FAILED);
            }
            "cameras" => {
                let all = text.lines().filter_map(|line| line.split_once('\t'));
                let all = all.filter(|(id, _)| !id.is_empty());
                self.cameras.set(all.map(|(id, name)| (id.to_owned(), name.to_owned())).collect());
            }
            _ => {}
        }
    }

    fn start(self) {
        let calls = self.now.with_value(|now| now.2);
        self.media.with_value(|media| media.as_ref().map(|media| media.start(calls)));
    }

    fn give_up_later(self) {
        let own = self.now.get_value().0;
        spawn_local(async move {
            clock::sleep(RINGS).await;
            let is_same = self.now.try_with_value(|now| now.0 == own) == Some(true);
            let stage = self.stage.try_get_untracked();
            if is_same && stage == Some(Stage::Calling) {
                self.say(Kind::End, None);
                self.over(words::CALL_DECLINED);
            }
            if is_same && stage == Some(Stage::Ringing) {
                self.over(words::CALL_OVER);
            }
        });
    }

    /// What was said for a call, by the other or on another page of one's own.
    fn hear(self, signal: Signal, is_own: bool) {
        if !self.together.is_on_now() {
            return;
        }
        let is_theirs = !is_own && signal.from.is_none_or(|from| self.together.is_other(from));
        let is_this = self.now.with_value(|now| now.0 == signal.call);
        let stage = self.stage.get_untracked();
        if !is_theirs {
            let is_taken = matches!(signal.kind, Kind::Accept | Kind::Decline | Kind::Media);
            if is_this && is_taken && stage == Stage::Ringing {
                self.over(words::CALL_ELSEWHERE);
            }
            return;
        }
        match signal.kind {
            Kind::Ring if !self.is_on() => {
                self.now.set_value((signal.call, signal.video, false));
                self.stage.set(Stage::Ringing);
                self.give_up_later();
            }
            _ if !is_this || !self.is_on() => {}
            Kind::Accept if stage == Stage::Calling => {
                self.stage.set(Stage::Connecting);
                self.start();
            }
            Kind::Offer => self.pass("offer", signal.data),
            Kind::Answer => self.pass("answer", signal.data),
            Kind::Ice => self.pass("ice", signal.data),
            Kind::Decline => self.over(words::CALL_DECLINED),
            Kind::Busy => self.over(words::CALL_BUSY),
            Kind::Absent => self.over(words::CALL_ABSENT),
            Kind::Media => self.over(words::CALL_OTHER_MEDIA),
            Kind::End => self.over(words::CALL_OVER),
            Kind::Ring | Kind::Accept => {}
        }
    }

    fn pass(self, kind: &str, data: Option<String>) {
        let data = data.unwrap_or_default();
        self.media.with_value(|media| media.as_ref().map(|media| media.signal(kind, &data)));
    }

    fn hang_up(self) {
        let is_asked = self.stage.get_untracked() == Stage::Ringing;
        self.say(if is_asked { Kind::Decline } else { Kind::End }, None);
        self.over(words::CALL_OVER);
    }

    fn over(self, why: Message) {
        if let Some(media) = self.media.try_update_value(Option::take) {
            drop(media);
        }
        self.stage.try_set(Stage::Over(why));
    }
}

/// The buttons that begin one.
pub(super) fn buttons(scene: Scene) -> AnyView {
    let call = scene.call.get_value();
    let is_free = Memo::new(move |_| matches!(call.stage.get(), Stage::Idle | Stage::Over(_)));
    let one = move |words: Message, video: bool| {
        view! {
            <button
                type="button"
                class="btn slim"
                prop:disabled=move || !is_free.get()
                on:click=move |_| call.begin(video)
            >
                {t(words)}
            </button>
        }
        .into_any()
    };
    (one(words::CALL, false), one(words::CALL_VIDEO, true)).into_any()
}

/// The call, while there is something to say of it.
pub(super) fn view(scene: Scene) -> AnyView {
    let call = scene.call.get_value();
    let is_shown = Memo::new(move |_| call.stage.get() != Stage::Idle);
    (move || is_shown.get().then(|| shown(scene))).into_any()
}

fn shown(scene: Scene) -> AnyView {
    let call = scene.call.get_value();
    let told = move || match call.stage.get() {
        Stage::Idle => String::new(),
        Stage::Calling => t(words::CALLING).to_owned(),
        Stage::Ringing => {
            let name = scene.together.other().map(|peer| pick(&peer.user.name));
            let video = call.now.with_value(|now| now.1);
            let words = if video { words::RINGS_VIDEO } else { words::RINGS };
            fill_in(words, &[&name.unwrap_or_default()])
        }
        Stage::Connecting => t(words::CONNECTING).to_owned(),
        Stage::Connected => t(words::CONNECTED).to_owned(),
        Stage::Over(why) => t(why).to_owned(),
    };
    let acts = move || match call.stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Ringing => view! {
            <button type="button" class="btn main slim" on:click=move |_| call.answer()>
                {t(words::ANSWER)}
            </button>
            <button type="button" class="btn danger slim" on:click=move |_| call.hang_up()>
                {t(words::DECLINE)}
            </button>
        }
        .into_any(),
        Stage::Over(_) => view! {
            <button
                type="button"
                class="btn slim"
                on:click=move |_| call.stage.set(Stage::Idle)
            >
                {t(words::SEEN)}
            </button>
        }
        .into_any(),
        Stage::Calling | Stage::Connecting | Stage::Connected => in_call(call),
    };
    view! {
        <section class="together-call together-free no-print" aria-label=t(words::CALL_TITLE)>
            <p class="strong" role="status">{told}</p>
            <div id="call-media"></div>
            <div class="row wrap">{acts}</div>
        </section>
    }
    .into_any()
}

fn in_call(call: Call) -> AnyView {
    let muted = call.muted;
    let mute = move |_| {
        muted.update(|muted| *muted = !*muted);
        let now = muted.get_untracked();
        call.media.with_value(|media| media.as_ref().map(|media| media.mute(now)));
    };
    let choose = move |event| {
        let id = event_target_value(&event);
        call.media.with_value(|media| media.as_ref().map(|media| media.camera(&id)));
    };
    let video = call.now.with_value(|now| now.1);
    let cameras = move || {
        let all = call.cameras.get();
        if all.is_empty() {
            return ().into_any();
        }
        let one = |(index, (id, name)): (usize, (String, String))| {
            let number = fill_in(words::CAMERA_NR, &[&(index + 1).to_string()]);
            let name = if name.is_empty() { number } else { name };
            view! { <option value=id selected=(video && index == 0).then_some("")>{name}</option> }
                .into_any()
        };
        let all = all.into_iter().enumerate().map(one).collect::<Vec<_>>();
        view! {
            <select class="input" aria-label=t(words::CAMERA) on:change=choose>
                <option value="">{t(words::CAMERA_OFF)}</option>
                {all}
            </select>
        }
        .into_any()
    };
    view! {
        <button
            type="button"
            class="btn slim"
            aria-pressed=move || muted.get().to_string()
            on:click=mute
        >
            {move || t(if muted.get() { words::UNMUTE } else { words::MUTE })}
        </button>
        {cameras}
        <button type="button" class="btn danger slim" on:click=move |_| call.hang_up()>
            {t(words::HANG_UP)}
        </button>
    }
    .into_any()
}
