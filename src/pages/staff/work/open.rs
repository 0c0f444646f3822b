//! Opens a filing for its assistant. All of it is in memory, and goes with the page.

use std::sync::Arc;

use bangban_contract::Text;
use bangban_contract::assistance::{AssistanceState, Assistant, Level};
use bangban_contract::filing::Filing;
use bangban_contract::realtime::UserRole;
use bangban_forms::{FormDefinition, Model};
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editor::Editing;
use super::under::{self, Under};
use super::{bar, keys, lines, reveal, steps, talk};
use crate::api::{ApiError, assistance, filings, forms};
use crate::i18n::{fill_in, language, staff as words, t};
use crate::later;
use crate::pages::fill::{OnScreen, commitment};
use crate::pages::staff::entrusted::acting;
use crate::pages::together::begin as begin_together;
use crate::store::assist::Assist;
use crate::store::entrusted::{Entrusting, Shown};
use crate::store::filling::{Filling, filled_on};
use crate::store::helping::Helping;
use crate::store::journal::Journal;
use crate::store::session::use_session;
use crate::store::together::Together;
use crate::store::uploads::Uploads;
use crate::sync;
use crate::ui::el::child;
use crate::ui::notice::{failure, skeleton};
use crate::ui::toast::use_toasts;

crate::later! {
    merging, fetch_helping;
    /// Begins to follow the filing; what is given ends it.
    fn begin(person: String, id: String, filling: Filling) -> Box<dyn Fn()> {
        let screen = Box::new(OnScreen(filling));
        sync::start(&person, &id, sync::ASSISTANTS, filling.journal(), screen)
    }
}

/// What the parts of the page work with; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Work {
    page: StoredValue<Page>,
    pub(super) helping: Helping,
    pub(super) filling: Filling,
    pub(super) assist: Assist,
    pub(super) level: Memo<Level>,
    /// By which mandate one works in it, where it is by one.
    under: StoredValue<Option<Under>>,
    /// What is being edited.
    pub(super) editing: RwSignal<Option<Editing>>,
    /// The question that is being marked as to be mended, and the note that is written.
    pub(super) noting: RwSignal<Option<(String, ArcRwSignal<String>)>>,
    /// Sensitive answers that the applicant shows now, by field.
    pub(super) revealed: RwSignal<Vec<(String, String)>>,
    /// The others of the station.
    pub(super) colleagues: RwSignal<Vec<Assistant>>,
    /// Moves when names of places have come.
    pub(super) named: RwSignal<u32>,
    /// What the two see of each other.
    pub(super) together: Together,
    /// The step that is open.
    pub(super) step: Memo<usize>,
}

/// What the page is of.
struct Page {
    /// Ids of the assistance, or of what is worked on under a mandate, and of the filing.
    ids: [String; 2],
    owner: Option<Owner>,
}

impl Work {
    /// Makes something that lasts as long as the page, whatever of it is drawn anew meanwhile.
    /// Nothing, where the page has gone.
    pub(super) fn lasting<T>(self, make: impl FnOnce() -> T) -> Option<T> {
        let owner = self.page.try_with_value(|page| page.owner.clone())?;
        Some(match owner {
            Some(owner) => owner.with(make),
            None => make(),
        })
    }

    /// Whether one may do what takes this level. Tracked.
    pub(super) fn may(self, level: Level) -> bool {
        self.level.get() >= level
    }

    /// Id of the assistance, or of what is worked on under a mandate.
    pub(super) fn id(self) -> String {
        self.page.with_value(|page| page.ids[0].clone())
    }

    /// Id of the filing.
    pub(super) fn filing(self) -> String {
        self.page.with_value(|page| page.ids[1].clone())
    }

    /// By which mandate one works in it, where it is by one.
    pub(super) fn under(self) -> Option<Under> {
        self.under.get_value()
    }

    /// The address of a step.
    pub(super) fn address(self, step: usize) -> String {
        let id = self.id();
        let base = if self.under().is_some() { "/entrusted/" } else { "/staff/" };
        [base, &id, "/", &(step + 1).to_string()].concat()
    }
}

struct Opened {
    filing: Filing,
    form_version: String,
    commitment: Text,
    model: Arc<Model>,
    journal: Journal,
}

enum Standing {
    Opening,
    Open(Box<Work>),
    Failed(ApiError),
}

/// The filing, as soon as it is there.
pub(super) fn filing(
    id: String,
    filing: String,
    helping: Helping,
    under: Option<(Entrusting, Memo<Level>)>,
) -> AnyView {
    let standing = RwSignal::new_local(Standing::Opening);
    let (owner, turn) = (Owner::current(), RwSignal::new(0_u32));
    let person = untrack(|| use_session().person()).map(|person| person.id).unwrap_or_default();
    Effect::new(move |_| {
        turn.track();
        let (id, filing, person, owner) =
            (id.clone(), filing.clone(), person.clone(), owner.clone());
        spawn_local(async move {
            let opened = open(&person, &filing).await;
            let set = || {
                if standing.is_disposed() {
                    return;
                }
                standing.set(match opened {
                    Ok(opened) => {
                        Standing::Open(Box::new(ready(id, person, opened, helping, under)))
                    }
                    Err(error) => Standing::Failed(error),
                });
            };
            match owner {
                Some(owner) => owner.with(set),
                None => set(),
            }
        });
    });
    (move || {
        standing.with(|now| match now {
            Standing::Opening => skeleton(),
            Standing::Open(work) => {
                let work = **work;
                // Everything below is written in one language; another one writes it anew.
                child(move || {
                    language();
                    whole(work)
                })
            }
            Standing::Failed(error) => failure(error, move || {
                standing.set(Standing::Opening);
                turn.update(|turn| *turn += 1);
            }),
        })
    })
    .into_any()
}

async fn open(person: &str, id: &str) -> Result<Opened, ApiError> {
    let filing = filings::get(id).await?;
    let form = forms::form(&filing.summary.item).await?;
    let definition = FormDefinition::of(form.definition);
    let (form_version, commitment) = (form.version, commitment(&definition.commitment));
    let model = definition.compile().map_err(|_| ApiError::Unreadable)?;
    let journal = Journal::in_memory(person, id).await.map_err(|_| ApiError::Unreachable)?;
    Ok(Opened { filing, form_version, commitment, model: Arc::new(model), journal })
}

fn ready(
    id: String,
    person: String,
    opened: Opened,
    helping: Helping,
    under: Option<(Entrusting, Memo<Level>)>,
) -> Work {
    let assist = Assist::new(opened.journal.clone());
    let day = filled_on(opened.filing.summary.submitted_at.as_deref());
    let filling = Filling::new(opened.model, opened.journal, Some(day));
    let level = match under {
        Some((_, level)) => level,
        None => Memo::new(move |_| helping.read(|now| now.level).unwrap_or(Level::Look)),
    };
    let form = StoredValue::new((opened.form_version, opened.commitment));
    let files = opened.filing.attachments.clone();
    let under = under.map(|(one, _)| Under {
        one,
        // Nothing of it is kept on the device.
        uploads: Uploads::new(&opened.filing.summary.id, None, files),
        form,
    });
    if let Some(under) = under {
        provide_context(under.uploads);
        provide_context(filling);
    }
    follow(person, opened.filing.summary.id.clone(), filling);
    let work = Work {
        page: StoredValue::new(Page {
            ids: [id, opened.filing.summary.id],
            owner: Owner::current(),
        }),
        helping,
        filling,
        assist,
        level,
        under: StoredValue::new(under),
        editing: RwSignal::new(None),
        noting: RwSignal::new(None),
        revealed: RwSignal::new(Vec::new()),
        colleagues: RwSignal::new(Vec::new()),
        named: RwSignal::new(0),
        together: Together::new(UserRole::Applicant, Memo::new(|_| true)),
        step: steps::now(filling, helping),
    };
    told_of_levels(work);
    lines::learn_places(work);
    if under.is_some() {
        return work;
    }
    spawn_local(async move {
        // Without them it is said that there is nobody to hand over to.
        if let Ok(console) = assistance::console(None).await {
            work.colleagues.try_set(console.colleagues);
        }
    });
    reveal::follow(work);
    work
}

/// Has the filing followed for as long as the page is.
fn follow(person: String, id: String, filling: Filling) {
    let ended = StoredValue::new_local(None::<Box<dyn Fn()>>);
    on_cleanup(move || {
        ended.try_with_value(|end| end.as_ref().map(|end| end()));
    });
    spawn_local(async move {
        let begun = later::unless(|| filling.is_gone(), begin(person, id, filling)).await;
        if let Some(Ok(end)) = begun
            && let Some(Some(end)) = ended.try_set_value(Some(end))
        {
            // The page has gone meanwhile.
            end();
        }
    });
}

/// Says when the level has changed, and when another was not allowed; what takes more than it is
/// given up. When it is over or paused, that is said instead.
fn told_of_levels(work: Work) {
    let toasts = use_toasts();
    let is_on = move || match work.under() {
        Some(under) => under.one.shown() == Shown::Open,
        None => work.helping.read(|now| now.state == AssistanceState::Active),
    };
    let wanted = Memo::new(move |_| work.helping.read(|now| now.wanted));
    Effect::new(move |before: Option<Option<Level>>| {
        let now = wanted.get();
        let level = work.level.get_untracked();
        let asked = before.flatten().filter(|asked| now.is_none() && *asked > level);
        if let Some(asked) = asked.filter(|_| untrack(is_on)) {
            untrack(|| toasts.say(fill_in(words::WANTED_NOT, &[t(words::level(asked))])));
        }
        now
    });
    Effect::new(move |before: Option<Level>| {
        let now = work.level.get();
        if before.is_some_and(|before| before != now) && untrack(is_on) {
            untrack(|| toasts.say(fill_in(words::LEVEL_NOW, &[t(words::level(now))])));
            work.editing.set(None);
            if now < Level::Suggest {
                work.noting.set(None);
            }
        }
        now
    });
}

fn whole(work: Work) -> AnyView {
    let step = work.step;
    if let Some(under) = work.under() {
        return view! {
            {acting(under.one)}
            <div class="work">
                {steps::view(work, step)}
                <div class="stack wide-gap work-main">
                    {lines::view(work, step)} {under::submit(work, under)}
                </div>
            </div>
        }
        .into_any();
    }
    let scene = begin_together(Arc::new(work), work.together);
    view! {
        {bar::view(work, scene)}
        <div class="work">
            {steps::view(work, step)}
            <div class="stack wide-gap work-main">
                {lines::view(work, step)}
            </div>
            {talk::view(work)}
        </div>
        {keys::view()}
    }
    .into_any()
}
