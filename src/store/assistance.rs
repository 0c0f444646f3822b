//! The assistance (帮办) of the filing that is open, as the server tells it: where it stands, how
//! long that lasts, and which answers an assistant wrote.
//!
//! It is asked for with a request that the server holds until something is new. A network that
//! fails ends nothing here: the server alone says that it is over.

use bangban_contract::assistance::{
    AskForHelp, Assistance, AssistanceState as State, Assistant, AssistedField, Confirm,
    ConfirmField, Move,
};
use bangban_contract::problem::ProblemCode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, assistance as api};
use crate::platform::{clock, online, storage};

/// The id of an assistance that the person did not want to rate. Says nothing of who they are.
const SKIPPED: &str = "bangban.unrated";
/// Set on a device while a request is open, or an answer to one not seen: what follows it on the
/// other pages is loaded then alone. Says nothing of who they are.
pub const NOTED: &str = "bangban.help";
/// How long after a change it is asked what an assistant wrote, milliseconds.
const GATHER: i32 = 1_200;

thread_local! {
    /// That of the filing that is open.
    static NOW: ArcRwSignal<Option<Help>> = ArcRwSignal::new(None);
}

/// That of the filing that is open, once its code is there. Tracked.
pub fn current() -> Option<Help> {
    NOW.with(Get::get).filter(|help| !help.is_gone())
}

/// How many answers of an assistant are not confirmed in the filing that is open, as far as is
/// known here. Tracked.
pub fn unconfirmed() -> usize {
    let count = |all: &Vec<AssistedField>| all.iter().filter(|one| !one.confirmed).count();
    current().and_then(|help| help.written.try_with(count)).unwrap_or_default()
}

/// How much of the list of what is to be mended is open in it, as far as is known here. Tracked.
pub fn to_mend() -> usize {
    current().and_then(|help| help.work.try_get_value()?.to_mend.try_get()).unwrap_or_default()
}

/// What goes on behind it.
#[derive(Clone, Copy, Default)]
struct Work {
    /// Counts who follows, so that only the last one does.
    turn: u32,
    /// Whether it is being waited to ask what was written.
    gathers: bool,
    /// How often that was asked.
    asked: u32,
    /// When it was told, milliseconds since 1970.
    told_at: f64,
    /// Moves every second while something runs; milliseconds since 1970.
    clock: RwSignal<f64>,
    /// Who had it before a colleague took over.
    before: RwSignal<Option<Assistant>>,
    /// How much of the list of what is to be mended is open.
    to_mend: RwSignal<usize>,
    /// What is asked of the server and not answered yet.
    doing: RwSignal<Option<Move>>,
}

/// Notes on this device whether there is something to follow.
fn note(is_open: bool) {
    if is_open { storage::write(NOTED, "1") } else { storage::forget(NOTED) }
}

/// The read model; cheap to copy into every view.
#[derive(Clone, Copy)]
pub struct Help {
    filing: StoredValue<String>,
    told: RwSignal<Option<Assistance>>,
    state: Memo<Option<State>>,
    /// The answers that an assistant ever wrote, as the server told last.
    noted: RwSignal<Vec<AssistedField>>,
    /// Those of them that stand.
    written: RwSignal<Vec<AssistedField>>,
    /// Whether the server answered last.
    is_reached: RwSignal<bool>,
    work: StoredValue<Work>,
}

impl Help {
    /// For a filing, under the owner of its page: sees whether something has been asked for.
    pub fn new(filing: String) -> Self {
        let help = Self::of(filing);
        NOW.with(|now| now.set(Some(help)));
        help.begin();
        help
    }

    /// For the pages on which no filing is open, under the owner of who shows it: whatever the
    /// person has asked for.
    pub fn anywhere() -> Self {
        let help = Self::of(String::new());
        help.begin();
        help
    }

    fn of(filing: String) -> Self {
        let told = RwSignal::new(None::<Assistance>);
        Self {
            filing: StoredValue::new(filing),
            told,
            state: Memo::new(move |_| told.with(|told| told.as_ref().map(|told| told.state))),
            noted: RwSignal::default(),
            written: RwSignal::default(),
            is_reached: RwSignal::new(true),
            work: StoredValue::default(),
        }
    }

    /// Takes how much of the list of what is to be mended is open.
    pub fn tell_to_mend(self, open: usize) {
        self.work.with_value(|work| work.to_mend.set(open));
    }

    fn begin(self) {
        spawn_local(async move {
            let mut pause = 2_000;
            loop {
                match api::mine().await {
                    Ok(all) => return self.begin_with(all),
                    Err(ApiError::Problem(_)) => return,
                    Err(_) if self.is_gone() => return,
                    Err(_) => online::back_or(pause).await,
                }
                pause = (pause * 2).min(30_000);
            }
        });
        self.look_soon();
    }

    fn begin_with(self, all: Vec<Assistance>) {
        let skipped = storage::read(SKIPPED);
        let Some(filing) = self.filing.try_get_value() else { return };
        let found = all.into_iter().find(|one| {
            let is_here = one.filing.as_ref() == Some(&filing);
            if one.state != State::Ended {
                return true;
            }
            // Of one that is over in a filing it is asked there how it was.
            let is_new = skipped.as_ref() != Some(&one.id);
            is_new && if filing.is_empty() { one.reply.is_some() } else { is_here }
        });
        match found {
            Some(told) => self.follow(told),
            None => note(false),
        }
    }

    /// Takes what was told, and asks for more until it is over.
    fn follow(self, told: Assistance) {
        let (id, mut after) = (told.id.clone(), told.version);
        let is_over = told.state == State::Ended;
        self.take(told);
        self.stop();
        let turn = move || self.work.try_get_value().map(|work| work.turn);
        let own = turn();
        if is_over {
            return;
        }
        let is_on = move || !self.is_gone() && turn() == own;
        spawn_local(async move {
            while is_on() {
                self.tick();
                clock::sleep(1_000).await;
            }
        });
        spawn_local(async move {
            let mut pause = 1_000;
            while is_on() {
                let answer = api::read(&id, Some(after)).await;
                if !is_on() {
                    return;
                }
                self.is_reached.set(answer.is_ok());
                match answer {
                    Ok(told) => {
                        pause = 1_000;
                        after = told.version;
                        let is_over = told.state == State::Ended;
                        self.take(told);
                        if is_over {
                            self.stop();
                        }
                    }
                    Err(error) if error.code() == Some(ProblemCode::NotFound) => self.clear(),
                    Err(_) => {
                        online::back_or(pause).await;
                        pause = (pause * 2).min(10_000);
                    }
                }
            }
        });
    }

    fn take(self, told: Assistance) {
        let is_old = self.told.with_untracked(|now| {
            now.as_ref().is_some_and(|now| now.id == told.id && now.version > told.version)
        });
        if !is_old {
            note(told.state != State::Ended || told.reply.is_some());
            self.work.update_value(|work| work.told_at = clock::now_ms());
            self.tick();
            self.follow_hand_over(&told);
            self.told.set(Some(told));
            self.look_soon();
        }
    }

    fn tick(self) {
        if let Some(work) = self.work.try_get_value() {
            work.clock.try_set(clock::now_ms());
        }
    }

    /// Remembers who had it, where it is somebody else's now.
    fn follow_hand_over(self, told: &Assistance) {
        let last = self.told_now().filter(|last| last.id == told.id);
        let had = last.as_ref().and_then(|last| last.assistant.clone());
        let is_same = told.assistant.as_ref().map(|one| &one.id) == had.as_ref().map(|one| &one.id);
        if last.is_none() || !is_same {
            self.work.with_value(|work| work.before).set(had);
        }
    }

    /// Who had it before the assistant who has it now. Tracked.
    pub fn before(self) -> Option<Assistant> {
        self.work.with_value(|work| work.before).get()
    }

    fn stop(self) {
        self.work.try_update_value(|work| work.turn += 1);
    }

    /// Nothing more is to be shown of it.
    pub fn clear(self) {
        self.stop();
        self.told.try_set(None);
    }

    /// The person does not want to rate it, now or later.
    pub fn skip(self) {
        if let Some(told) = self.told_now() {
            storage::write(SKIPPED, &told.id);
            note(false);
        }
        self.clear();
    }

    /// What the server said last. Tracked.
    pub fn told(self) -> Option<Assistance> {
        self.told.get()
    }

    /// The same, untracked.
    pub fn told_now(self) -> Option<Assistance> {
        self.told.try_get_untracked().flatten()
    }

    /// Where it stands, where something was asked for. Tracked.
    pub fn state(self) -> Option<State> {
        self.state.get()
    }

    /// Whether an assistant is in the filing. Tracked.
    pub fn is_active(self) -> bool {
        self.state.get() == Some(State::Active) && self.is_here()
    }

    /// Whether the page that asked for it has gone.
    pub fn is_gone(self) -> bool {
        self.told.is_disposed()
    }

    /// Whether it is about the filing that is open, and not about another. Tracked.
    pub fn is_here(self) -> bool {
        let filing = self.filing.get_value();
        self.told.with(|told| told.as_ref().is_some_and(|one| one.filing.as_ref() == Some(&filing)))
    }

    /// Whether the server answered last. Tracked.
    pub fn is_reached(self) -> bool {
        self.is_reached.get()
    }

    /// Seconds until its state ends by itself. Tracked; moves every second.
    pub fn left(self) -> Option<u32> {
        let left = self.told.with(|told| told.as_ref().and_then(|told| told.left))?;
        Some(left.saturating_sub(self.since_told()))
    }

    /// Seconds that it has waited. Tracked; moves every second.
    pub fn waited(self) -> u32 {
        let waited = self.told.with(|told| told.as_ref().map_or(0, |told| told.waited));
        waited + self.since_told()
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn since_told(self) -> u32 {
        ((self.clock() - self.work.get_value().told_at).max(0.0) / 1000.0) as u32
    }

    /// The time now, to count down by. Tracked; moves every second while it runs.
    pub fn clock(self) -> f64 {
        self.work.with_value(|work| work.clock).get()
    }

    /// The id of the filing.
    pub fn filing(self) -> String {
        self.filing.try_get_value().unwrap_or_default()
    }

    /// Asks for help.
    ///
    /// # Errors
    /// As the server has it.
    pub async fn ask(self, wanted: AskForHelp) -> Result<(), ApiError> {
        let told = api::ask(&wanted).await?;
        if !self.is_gone() {
            self.follow(told);
        }
        Ok(())
    }

    /// Does something, once: the second press of a double one is the same.
    ///
    /// # Errors
    /// As the server has it.
    pub async fn act(self, wanted: Move) -> Result<(), ApiError> {
        let Some(now) = self.told_now() else { return Ok(()) };
        let doing = self.work.with_value(|work| work.doing);
        if doing.with_untracked(|doing| doing.as_ref() == Some(&wanted)) {
            return Ok(());
        }
        doing.set(Some(wanted.clone()));
        let told = api::act(&now.id, &wanted).await;
        doing.try_set(None);
        let told = told?;
        if !self.is_gone() {
            self.take(told);
        }
        Ok(())
    }

    /// Shows an answer to the assistant, or hides it.
    ///
    /// # Errors
    /// As the server has it.
    pub async fn reveal(self, field: String, value: Option<String>) -> Result<(), ApiError> {
        let Some(now) = self.told_now() else { return Ok(()) };
        api::reveal(&now.id, field, value).await?;
        let told = api::read(&now.id, None).await?;
        if !self.is_gone() {
            self.take(told);
        }
        Ok(())
    }

    /// The answers that an assistant wrote and that stand. Tracked.
    pub fn written(self) -> Vec<AssistedField> {
        self.written.get()
    }

    /// The answers that an assistant ever wrote, also where somebody wrote over them. Tracked.
    pub fn noted(self) -> Vec<AssistedField> {
        self.noted.get()
    }

    /// Shows these of them: those that stand.
    pub fn stand(self, fields: Vec<AssistedField>) {
        if self.written.try_with_untracked(|old| *old != fields) == Some(true) {
            self.written.set(fields);
        }
    }

    /// Asks soon what an assistant wrote.
    pub fn look_soon(self) {
        if self.filing().is_empty() {
            return;
        }
        let gathers = self.work.try_update_value(|work| std::mem::replace(&mut work.gathers, true));
        if gathers != Some(false) {
            return;
        }
        spawn_local(async move {
            let mut pause = GATHER;
            loop {
                clock::sleep(pause).await;
                let asked = self.work.try_update_value(|work| {
                    work.gathers = false;
                    work.asked = work.asked.wrapping_add(1);
                    work.asked
                });
                let Some(filing) = self.filing.try_get_value() else { return };
                let found = api::assisted(&filing).await;
                // Whoever has asked since then is told more than this.
                if asked.is_none() || self.work.try_with_value(|work| work.asked) != asked {
                    return;
                }
                match found {
                    Ok(found) => return self.note_written(found.fields),
                    Err(ApiError::Problem(_)) => return,
                    Err(_) => pause = (pause * 2).min(30_000),
                }
            }
        });
    }

    fn note_written(self, fields: Vec<AssistedField>) {
        if self.noted.try_with_untracked(|old| *old != fields) == Some(true) {
            self.noted.set(fields);
        }
    }

    /// Takes these answers for the person's own, as they are shown.
    ///
    /// # Errors
    /// As the server has it.
    pub async fn confirm(self, fields: Vec<ConfirmField>) -> Result<(), ApiError> {
        let found = api::confirm(&self.filing(), &Confirm { fields }).await?;
        self.note_written(found.fields);
        Ok(())
    }
}
