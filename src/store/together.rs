//! What the two in a filing see of each other, as signals: who is there on the other side and what
//! they show, and what is shown of this side. It goes as it comes; nothing of it is kept.

use std::cell::Cell;
use std::rc::Rc;

use bangban_contract::assistance::presence::{CIRCLE, Circle, Peer, Peers, Presence, RENEW};
use bangban_contract::realtime::UserRole;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use crate::platform::{clock, json};
use crate::sync::presence::{self, Heard};

/// How often at most a moving pointer is shown, milliseconds.
const FRAME: i32 = 33;
/// How often it is seen whether somebody is gone, milliseconds.
const LOOK: i32 = 5_000;
/// How long a request to look stands, milliseconds.
const ASKED: i32 = 20_000;
/// How long after a key one is still taken to write, milliseconds.
const WRITES: f64 = 3_000.0;

/// Cheap to copy into every view.
#[derive(Clone, Copy)]
pub struct Together(StoredValue<Parts>);

#[derive(Clone, Copy)]
struct Parts {
    /// On which side the others are.
    role: UserRole,
    peers: StoredValue<Peers>,
    others: RwSignal<Vec<Peer>>,
    own: StoredValue<Presence>,
    /// Whether anything is shown at all.
    is_on: Memo<bool>,
    /// Whether it can be: there is a socket.
    is_linked: RwSignal<bool>,
    /// Whether one follows the other.
    following: RwSignal<bool>,
    /// Whether something of one's own waits to be shown.
    waits: StoredValue<bool>,
    typed: StoredValue<f64>,
    /// When one was shown last, milliseconds.
    shown_at: StoredValue<f64>,
    /// The field in which one was last in this step.
    at: RwSignal<Option<String>>,
    /// What the other side said besides: texts that are kept nowhere, and whether another tab of
    /// this browser said it.
    said: StoredValue<Option<Callback<(String, bool)>>>,
}

impl Together {
    /// Begins, under the owner of who shows it: with those of the other side, while it is on.
    pub fn new(role: UserRole, is_on: Memo<bool>) -> Self {
        Self(StoredValue::new(Parts::new(role, is_on)))
    }

    /// Nothing, once who shows it is gone.
    fn with<R: Default>(self, run: impl FnOnce(Parts) -> R) -> R {
        self.0.try_get_value().map(run).unwrap_or_default()
    }

    /// Who is there on the other side. Tracked; nobody while it is off.
    pub fn others(self) -> Vec<Peer> {
        self.with(|parts| parts.others())
    }

    /// Who was there first, of whom there is one as a rule. Tracked.
    pub fn other(self) -> Option<Peer> {
        self.with(|parts| parts.other())
    }

    /// Whether anything is shown. Tracked.
    pub fn is_on(self) -> bool {
        self.with(|parts| parts.is_on())
    }

    /// The same, untracked.
    pub fn is_on_now(self) -> bool {
        self.with(|parts| parts.is_on_now())
    }

    /// Whether somebody is on the side of the others.
    pub fn is_other(self, role: UserRole) -> bool {
        self.with(|parts| parts.is_other(role))
    }

    /// Whether there is a socket, without which nobody is seen. Tracked.
    pub fn is_linked(self) -> bool {
        self.with(|parts| parts.is_linked())
    }

    /// Whether one follows the other. Tracked.
    pub fn follows(self) -> bool {
        self.with(|parts| parts.follows())
    }

    /// Follows the other, or no more, and shows that.
    pub fn follow(self, follows: bool) {
        self.with(|parts| parts.follow(follows));
    }

    /// Hands on what the other side says besides.
    pub fn on_said(self, said: Callback<(String, bool)>) {
        self.with(|parts| parts.on_said(said));
    }

    /// The field in which one was last in the step that is open. Untracked.
    pub fn field(self) -> Option<String> {
        self.with(|parts| parts.field())
    }

    /// The same. Tracked.
    pub fn field_now(self) -> Option<String> {
        self.with(|parts| parts.field_now())
    }

    /// Shows the step that is open, from 0. In another one no field was touched yet.
    pub fn at_step(self, step: Option<usize>) {
        self.with(|parts| parts.at_step(step));
    }

    /// Shows the field in which one is.
    pub fn at_field(self, field: Option<String>) {
        self.with(|parts| parts.at_field(field));
    }

    /// Shows where one points, at once or in the next frame.
    pub fn point(self, spot: Option<bangban_contract::assistance::presence::Spot>) {
        self.with(|parts| parts.point(spot));
    }

    /// Shows a circle, for a while.
    pub fn circle(self, circle: Option<Circle>) {
        self.with(|parts| parts.circle(circle));
    }

    /// Asks the other to look at a field.
    pub fn ask_to_look(self, at: String) {
        self.with(|parts| parts.ask_to_look(at));
    }

    /// Shows that one writes a message, or that it is sent or given up.
    pub fn types(self, writes: bool) {
        self.with(|parts| parts.types(writes));
    }
}

impl Parts {
    fn new(role: UserRole, is_on: Memo<bool>) -> Self {
        let together = Self {
            role,
            peers: StoredValue::default(),
            others: RwSignal::default(),
            own: StoredValue::default(),
            is_on,
            is_linked: RwSignal::new(false),
            following: RwSignal::new(false),
            waits: StoredValue::new(false),
            typed: StoredValue::new(0.0),
            shown_at: StoredValue::new(0.0),
            at: RwSignal::new(None),
            said: StoredValue::new(None),
        };
        let is_due = Rc::new(Cell::new(false));
        presence::watch(move |heard| together.hear(heard, &is_due));
        Effect::new(move |_| {
            if !is_on.get() {
                together.following.set(false);
            }
            together.show();
        });
        on_cleanup(|| presence::show("{}".to_owned()));
        spawn_local(async move {
            let mut passed = 0;
            loop {
                clock::sleep(LOOK).await;
                passed += LOOK;
                let now = clock::now_ms();
                let Some(gone) = together.peers.try_update_value(|peers| peers.reap(now)) else {
                    return;
                };
                if gone {
                    together.look();
                }
                if passed >= RENEW {
                    passed = 0;
                    if together.is_on.try_get_untracked() == Some(true) {
                        presence::renew();
                    }
                }
            }
        });
        together
    }

    fn hear(self, heard: Heard<'_>, is_due: &Rc<Cell<bool>>) {
        let changed = match heard {
            Heard::Shown(client, clock, state) => {
                // What is no JSON is nobody.
                let state: Option<Value> =
                    state.map(|state| json::from_str(state).unwrap_or_default());
                let now = clock::now_ms();
                let take = |peers: &mut Peers| peers.take(client, clock, state.as_ref(), now);
                let Some(changed) = self.peers.try_update_value(take) else { return };
                self.is_linked.try_set(true);
                changed
            }
            Heard::Said(text, is_own) => {
                if let Some(Some(said)) = self.said.try_get_value() {
                    said.run((text.to_owned(), is_own));
                }
                false
            }
            Heard::Begun => {
                self.is_linked.try_set(true);
                false
            }
            Heard::Lost => {
                self.is_linked.try_set(false);
                self.peers.try_update_value(Peers::clear).unwrap_or_default()
            }
        };
        // Whatever comes between two frames is shown once.
        if changed && !is_due.replace(true) {
            let is_due = is_due.clone();
            request_animation_frame(move || {
                is_due.set(false);
                self.look();
            });
        }
    }

    fn look(self) {
        let role = self.role;
        let found = self
            .peers
            .try_with_value(|peers| peers.of(role).into_iter().cloned().collect::<Vec<_>>());
        let Some(found) = found else { return };
        if self.others.try_with_untracked(|old| *old != found) == Some(true) {
            self.others.set(found);
        }
    }

    fn others(self) -> Vec<Peer> {
        if self.is_on.get() { self.others.get() } else { Vec::new() }
    }

    fn other(self) -> Option<Peer> {
        self.others().into_iter().next()
    }

    fn is_on(self) -> bool {
        self.is_on.get()
    }

    fn is_on_now(self) -> bool {
        self.is_on.try_get_untracked() == Some(true)
    }

    fn is_other(self, role: UserRole) -> bool {
        self.role == role
    }

    fn is_linked(self) -> bool {
        self.is_linked.get()
    }

    fn follows(self) -> bool {
        self.following.get()
    }

    fn follow(self, follows: bool) {
        if self.following.try_get_untracked() == Some(!follows) {
            self.following.set(follows);
            self.change(|own| own.follow = follows);
        }
    }

    fn on_said(self, said: Callback<(String, bool)>) {
        self.said.set_value(Some(said));
    }

    fn field(self) -> Option<String> {
        self.at.try_get_untracked().flatten()
    }

    fn field_now(self) -> Option<String> {
        self.at.get()
    }

    fn at_step(self, step: Option<usize>) {
        let step = step.and_then(|step| u32::try_from(step + 1).ok());
        let is_left = self.own.try_with_value(|own| own.step != step) == Some(true);
        if is_left && self.at.try_with_untracked(Option::is_some) == Some(true) {
            self.at.set(None);
        }
        self.change(|own| {
            if own.step != step || own.review != step.is_none() {
                own.step = step;
                own.review = step.is_none();
                own.pointer = None;
                own.field = None;
            }
        });
    }

    fn at_field(self, field: Option<String>) {
        if self.at.try_with_untracked(|at| *at != field) == Some(true) {
            self.at.set(field.clone());
        }
        self.change(|own| own.field = field);
    }

    fn point(self, spot: Option<bangban_contract::assistance::presence::Spot>) {
        let same = self.own.try_with_value(|own| own.pointer == spot);
        if same != Some(false) {
            return;
        }
        self.own.try_update_value(|own| own.pointer = spot);
        let rests = self.shown_at.try_get_value().map(|at| clock::now_ms() - at);
        if rests.is_some_and(|rests| rests >= f64::from(FRAME)) {
            return self.show();
        }
        if self.waits.try_get_value() == Some(false) {
            self.waits.set_value(true);
            spawn_local(async move {
                clock::sleep(FRAME).await;
                if self.waits.try_get_value() == Some(true) {
                    self.show();
                }
            });
        }
    }

    fn circle(self, circle: Option<Circle>) {
        self.change(|own| own.circle.clone_from(&circle));
        if circle.is_none() {
            return;
        }
        spawn_local(async move {
            clock::sleep(CIRCLE).await;
            self.change(|own| {
                if own.circle == circle {
                    own.circle = None;
                }
            });
        });
    }

    fn ask_to_look(self, at: String) {
        // A count that goes on when the page is loaded anew.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds")]
        let seconds = (clock::now_ms() / 1_000.0) as u32;
        let last = self.own.try_with_value(|own| own.attention.as_ref().map_or(0, |one| one.n));
        let n = seconds.max(last.unwrap_or_default() + 1);
        let asked = Some(bangban_contract::assistance::presence::Attention { at, n });
        self.change(|own| own.attention.clone_from(&asked));
        spawn_local(async move {
            clock::sleep(ASKED).await;
            self.change(|own| {
                if own.attention == asked {
                    own.attention = None;
                }
            });
        });
    }

    fn types(self, writes: bool) {
        let now = clock::now_ms();
        self.typed.try_set_value(if writes { now } else { 0.0 });
        self.change(|own| own.typing = writes);
        if !writes {
            return;
        }
        spawn_local(async move {
            #[expect(clippy::cast_possible_truncation, reason = "a few thousand")]
            clock::sleep(WRITES as i32).await;
            if self.typed.try_get_value() == Some(now) {
                self.change(|own| own.typing = false);
            }
        });
    }

    fn change(self, change: impl FnOnce(&mut Presence)) {
        let changed = self.own.try_update_value(|own| {
            let before = own.clone();
            change(own);
            before != *own
        });
        if changed == Some(true) {
            self.show();
        }
    }

    fn show(self) {
        self.waits.try_set_value(false);
        self.shown_at.try_set_value(clock::now_ms());
        if self.is_on.try_get_untracked() != Some(true) {
            return presence::show("{}".to_owned());
        }
        let state = self.own.try_with_value(|own| serde_json::to_string(own).ok()).flatten();
        if let Some(state) = state {
            presence::show(state);
        }
    }
}
