//! What is agreed upon, as it is chosen: items, powers, dates; and what is wrong with it, at the
//! group that it is about.

use bangban_contract::mandate::{LONGEST_DAYS, MOST_ITEMS, MandateAct, MandateItem, Terms};
use bangban_markup::view;
use chrono::NaiveDate;
use leptos::prelude::*;

use crate::i18n::{Message, mandate as words, pick, t};
use crate::platform::{clock, focus};

/// Ids of the groups.
const ITEMS: &str = "mandate-items";
const ACTS: &str = "mandate-acts";
const TERM: &str = "mandate-term";

/// What is chosen; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    pub(super) terms: RwSignal<Terms>,
    /// The group in which something is wrong, and what.
    wrong: RwSignal<Option<(&'static str, Message)>>,
}

/// What cannot be agreed upon, and in which group it is chosen: as the server has it.
fn fault(terms: &Terms, today: NaiveDate) -> Option<(&'static str, Message)> {
    if terms.items.is_empty() {
        return Some((ITEMS, words::ITEMS_NONE));
    }
    if terms.items.len() > MOST_ITEMS {
        return Some((ITEMS, words::ITEMS_HINT));
    }
    if terms.acts.is_empty() {
        return Some((ACTS, words::ACTS_NONE));
    }
    let date = |text: &str| text.parse::<NaiveDate>().ok();
    let (Some(from), Some(until)) = (date(&terms.from), date(&terms.until)) else {
        return Some((TERM, words::TERM_NONE));
    };
    if until < from || until < today {
        return Some((TERM, words::TERM_ORDER));
    }
    ((until - from).num_days() >= LONGEST_DAYS).then_some((TERM, words::TERM_LONG))
}

impl Chosen {
    pub(super) fn new(terms: Terms) -> Self {
        Self { terms: RwSignal::new(terms), wrong: RwSignal::new(None) }
    }

    /// Whether it can be agreed upon. If not, it is said where it is chosen, and the focus goes
    /// there.
    pub(super) fn is_good(self) -> bool {
        let found = self.terms.with_untracked(|terms| fault(terms, clock::today()));
        self.wrong.set(found);
        if let Some((group, _)) = found {
            focus::focus(&["#", group, " input"].concat());
        }
        found.is_none()
    }

    pub(super) fn view(self, items: &[MandateItem]) -> AnyView {
        let items = items.iter().map(|item| self.item(item)).collect::<Vec<_>>();
        let acts = MandateAct::ALL.into_iter().map(|act| self.act(act)).collect::<Vec<_>>();
        let hint = view! { <p class="small soft">{t(words::ITEMS_HINT)}</p> };
        let dates = view! {
            <div class="row wrap">
                {self.date("mandate-from", words::FROM, |terms| &mut terms.from)}
                {self.date("mandate-until", words::TO, |terms| &mut terms.until)}
            </div>
        };
        view! {
            {self.group(ITEMS, words::ITEMS, (hint, items).into_any())}
            {self.group(ACTS, words::ACTS, acts.into_any())}
            {self.group(TERM, words::TERM, dates.into_any())}
        }
        .into_any()
    }

    /// Controls that belong together, and below their name what is wrong with them.
    fn group(self, id: &'static str, name: Message, controls: AnyView) -> AnyView {
        let wrong = Memo::new(move |_| self.wrong.get().filter(|(of, _)| *of == id));
        let of_wrong = [id, "-wrong"].concat();
        let described = of_wrong.clone();
        view! {
            <div class="field"><fieldset
                id=id
                aria-describedby=move || wrong.with(Option::is_some).then(|| described.clone())
            >
                <legend>{t(name)}</legend>
                <p class="why" role="alert" id=of_wrong>
                    {move || wrong.get().map(|(_, what)| t(what))}
                </p>
                {controls}
            </fieldset></div>
        }
        .into_any()
    }

    /// Changes it; what was said of it before is taken back.
    fn change(self, change: impl FnOnce(&mut Terms)) {
        self.terms.update(change);
        self.wrong.set(None);
    }

    fn item(self, item: &MandateItem) -> AnyView {
        let (id, of) = (item.id.clone(), item.id.clone());
        let checked = move || self.terms.with(|terms| terms.items.contains(&id));
        let change = move |_| {
            self.change(|terms| {
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
        let checked = move || self.terms.with(|terms| terms.acts.contains(&act));
        let change = move |_| {
            self.change(|terms| {
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

    fn date(self, id: &'static str, name: Message, part: fn(&mut Terms) -> &mut String) -> AnyView {
        let read = move || {
            let mut terms = self.terms.get();
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
                        self.change(|terms| *part(terms) = event_target_value(&event));
                    }
                />
            </label>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_at_its_group() {
        let good = Terms {
            items: vec!["one".into()],
            acts: vec![MandateAct::Fill],
            from: "2026-11-02".into(),
            until: "2026-12-31".into(),
        };
        let today = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        let group = |terms: &Terms| fault(terms, today).map(|(group, _)| group);
        assert_eq!(group(&good), None);
        for (terms, expected) in [
            (Terms { items: Vec::new(), ..good.clone() }, ITEMS),
            (Terms { items: vec!["one".into(); MOST_ITEMS + 1], ..good.clone() }, ITEMS),
            (Terms { acts: Vec::new(), ..good.clone() }, ACTS),
            (Terms { from: String::new(), ..good.clone() }, TERM),
            (Terms { until: "2026-11-01".into(), ..good.clone() }, TERM),
            (Terms { until: "2036-11-01".into(), ..good.clone() }, TERM),
        ] {
            assert_eq!(group(&terms), Some(expected), "{terms:?}");
        }
    }
}
