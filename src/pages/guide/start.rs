//! Beginning to file: sign in first, go on with a draft where there is one, or begin anew.

use bangban_contract::filing::FilingSummary;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::api::ApiError;
use crate::api::filings::{self, Wanted};
use crate::i18n::{fill_in, guide as words, shell, t, when};
use crate::pages::fill::fetch_fill;
use crate::platform::clock;
use crate::shell::guard::sign_in_address;
use crate::store::session::{SessionStore, use_session};
use crate::ui::dialog::dialog;
use crate::ui::notice::error_words;
use crate::ui::toast::{Toasts, use_toasts};

/// The way into a filing of one item.
#[derive(Clone, Copy)]
pub struct Start {
    item: StoredValue<String>,
    busy: RwSignal<bool>,
    asking: RwSignal<bool>,
    drafts: RwSignal<Vec<FilingSummary>>,
    session: SessionStore,
    toasts: Toasts,
    navigate: StoredValue<Navigate, LocalStorage>,
}

/// Opens an address of the app.
type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

impl Start {
    /// The way into a filing of `item`. Goes on by itself where one comes back from signing
    /// in for it.
    pub fn new(item: String) -> Self {
        let start = Self {
            item: StoredValue::new(item),
            busy: RwSignal::new(false),
            asking: RwSignal::new(false),
            drafts: RwSignal::new(Vec::new()),
            session: use_session(),
            toasts: use_toasts(),
            navigate: StoredValue::new_local(Box::new(use_navigate())),
        };
        spawn_local(async {
            // Who reads a guide may be about to file: the pages for it come while one reads.
            clock::sleep(1500).await;
            let _ = fetch_fill().await;
        });
        if use_query_map().read_untracked().get("start").is_some() {
            Effect::new(move |done: Option<bool>| {
                if done == Some(true) || start.session.person().is_none() {
                    return done == Some(true);
                }
                // Once: a reload must not begin another filing.
                let options =
                    NavigateOptions { replace: true, scroll: false, ..Default::default() };
                start.open(&start.address(), options);
                start.go();
                true
            });
        }
        start
    }

    fn open(self, address: &str, options: NavigateOptions) {
        self.navigate.with_value(|navigate| navigate(address, options));
    }

    fn address(self) -> String {
        ["/items/", &self.item.get_value()].concat()
    }

    /// The button. Tracked.
    pub fn button(self) -> AnyView {
        let press = move |_| {
            if self.session.person().is_some() {
                self.go();
            } else {
                let back = [self.address().as_str(), "?start=1"].concat();
                self.open(&sign_in_address(&back), NavigateOptions::default());
            }
        };
        view! {
            <button
                class="btn main"
                aria-disabled=move || self.busy.get().to_string()
                on:click=move |event| untrack(|| press(event))
            >
                {move || t(if self.busy.get() { words::STARTING } else { words::START })}
            </button>
        }
        .into_any()
    }

    fn go(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            match self.find_drafts().await {
                Ok(drafts) if drafts.is_empty() => self.begin().await,
                Ok(drafts) => {
                    self.drafts.set(drafts);
                    self.asking.set(true);
                }
                Err(error) => self.tell(&error),
            }
            self.busy.try_set(false);
        });
    }

    async fn find_drafts(self) -> Result<Vec<FilingSummary>, ApiError> {
        let item = self.item.get_value();
        let wanted = Wanted { item: item.clone(), state: "draft".to_owned(), ..Wanted::default() };
        let page = filings::list(&wanted).await?;
        Ok(page.filings.into_iter().filter(|filing| filing.item == item).collect())
    }

    async fn begin(self) {
        match filings::start(self.item.get_value()).await {
            Ok(id) => self.open(&fill_address(&id), NavigateOptions::default()),
            Err(error) => self.tell(&error),
        }
    }

    fn tell(self, error: &ApiError) {
        let (what, next) = untrack(|| error_words(error));
        self.toasts.say([what.as_str(), "：", &next].concat());
    }

    /// The dialog that asks whether to go on with a draft.
    pub fn dialog(self) -> AnyView {
        dialog(
            self.asking,
            || t(words::DRAFT_TITLE).to_owned(),
            move || {
                let drafts: Vec<AnyView> = self
                    .drafts
                    .get_untracked()
                    .iter()
                    .map(|draft| {
                        let saved =
                            fill_in(words::DRAFT_SAVED, &[&when::instant(&draft.updated_at)]);
                        view! {
                            <a class="choice" href=fill_address(&draft.id)>
                                <span class="strong">{saved}</span>
                            </a>
                        }
                        .into_any()
                    })
                    .collect();
                let anew = move |_| {
                    self.asking.set(false);
                    spawn_local(self.begin());
                };
                view! {
                    <p>{t(words::DRAFT_TEXT)}</p>
                    <div class="choices">{drafts}</div>
                    <div class="btns">
                        <button class="btn" on:click=move |_| self.asking.set(false)>
                            {t(shell::CANCEL)}
                        </button>
                        <button class="btn" on:click=anew>
                            {t(words::DRAFT_NEW)}
                        </button>
                    </div>
                }
                .into_any()
            },
        )
    }
}

fn fill_address(id: &str) -> String {
    ["/filings/", id, "/fill"].concat()
}
