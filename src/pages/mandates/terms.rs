//! What is agreed upon, as it is chosen: items, powers, dates.

use bangban_contract::mandate::{MandateAct, MandateItem, Terms};
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{mandate as words, pick, t};

/// What is chosen; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Chosen(pub(super) RwSignal<Terms>);

impl Chosen {
    pub(super) fn new(terms: Terms) -> Self {
        Self(RwSignal::new(terms))
    }

    pub(super) fn view(self, items: &[MandateItem]) -> AnyView {
        let items = items.iter().map(|item| self.item(item)).collect::<Vec<_>>();
        let acts = MandateAct::ALL.into_iter().map(|act| self.act(act)).collect::<Vec<_>>();
        view! {
            <div class="field"><fieldset>
                <legend>{t(words::ITEMS)}</legend>
                <p class="small soft">{t(words::ITEMS_HINT)}</p>
                {items}
            </fieldset></div>
            <div class="field"><fieldset>
                <legend>{t(words::ACTS)}</legend>
                {acts}
            </fieldset></div>
            <div class="field"><fieldset>
                <legend>{t(words::TERM)}</legend>
                <div class="row wrap">
                    {self.date("mandate-from", words::FROM, |terms| &mut terms.from)}
                    {self.date("mandate-until", words::TO, |terms| &mut terms.until)}
                </div>
            </fieldset></div>
        }
        .into_any()
    }

    fn item(self, item: &MandateItem) -> AnyView {
        let (id, of) = (item.id.clone(), item.id.clone());
        let checked = move || self.0.with(|terms| terms.items.contains(&id));
        let change = move |_| {
            self.0.update(|terms| {
                if terms.items.contains(&of) {
                    terms.items.retain(|one| *one != of);
                } else {
                    terms.items.push(of.clone());
                }
            });
        };
        view! {
            <label class="pick">
                <input type="checkbox" prop:checked=checked on:change=change />
                <span>{pick(&item.name)}</span>
            </label>
        }
        .into_any()
    }

    fn act(self, act: MandateAct) -> AnyView {
        let checked = move || self.0.with(|terms| terms.acts.contains(&act));
        let change = move |_| {
            self.0.update(|terms| {
                if terms.acts.contains(&act) {
                    terms.acts.retain(|one| *one != act);
                } else {
                    terms.acts.push(act);
                    terms.acts.sort_unstable();
                }
            });
        };
        view! {
            <label class="pick">
                <input type="checkbox" prop:checked=checked on:change=change />
                <span>
                    {t(words::act(act))}
                    <span class="small soft">" · " {t(words::act_means(act))}</span>
                </span>
            </label>
        }
        .into_any()
    }

    fn date(
        self,
        id: &'static str,
        name: crate::i18n::Message,
        part: fn(&mut Terms) -> &mut String,
    ) -> AnyView {
        let read = move || {
            let mut terms = self.0.get();
            std::mem::take(part(&mut terms))
        };
        view! {
            <label class="stack tight">
                <span>{t(name)}</span>
                <input
                    class="input"
                    type="date"
                    id=id
                    prop:value=read
                    on:change=move |event| {
                        self.0.update(|terms| *part(terms) = event_target_value(&event));
                    }
                />
            </label>
        }
        .into_any()
    }
}
