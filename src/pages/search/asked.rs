//! What is asked: words and facets, as signals and as an address.

use bangban_search::Flags;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::api::request::encode;

/// A facet: its name in the address, and what it asks of an item.
pub struct Facet {
    /// Name in the address.
    pub name: &'static str,
    /// What an item must have.
    pub flags: Flags,
}

/// For whom: at most one is chosen.
pub const WHO: [Facet; 2] = [
    Facet { name: "person", flags: Flags::PERSON },
    Facet { name: "organisation", flags: Flags::ORGANISATION },
];

/// Across provinces in any of the three ways.
pub const CROSS: Flags =
    Flags(Flags::CROSS_ONLINE.0 | Flags::CROSS_REMOTE.0 | Flags::CROSS_JOINT.0);

/// How: any number may be chosen.
pub const HOW: [Facet; 5] = [
    Facet { name: "online", flags: Flags::FORM },
    Facet { name: "assisted", flags: Flags::ASSISTED },
    Facet { name: "automatic", flags: Flags::AUTOMATIC },
    Facet { name: "instant", flags: Flags::INSTANT },
    Facet { name: "cross", flags: CROSS },
];

/// What is asked, as one value.
#[derive(Clone, Default, PartialEq)]
pub struct Question {
    /// The words.
    pub words: String,
    /// Id of the department; empty for all.
    pub department: String,
    /// For whom: a name of [`WHO`]; empty for all.
    pub who: String,
    /// How: bits by the places in [`HOW`].
    pub how: u8,
}

/// What is asked, as signals.
#[derive(Clone, Copy)]
pub struct Asked {
    /// The words.
    pub words: RwSignal<String>,
    /// Id of the department; empty for all.
    pub department: RwSignal<String>,
    /// For whom; empty for all.
    pub who: RwSignal<String>,
    /// How.
    pub how: RwSignal<u8>,
    /// How many items each facet would leave: those of [`WHO`], then those of [`HOW`].
    pub counts: RwSignal<[u32; WHO.len() + HOW.len()]>,
}

impl Asked {
    /// Nothing is asked yet.
    pub fn new() -> Self {
        Self {
            words: RwSignal::new(String::new()),
            department: RwSignal::new(String::new()),
            who: RwSignal::new(String::new()),
            how: RwSignal::new(0),
            counts: RwSignal::default(),
        }
    }

    /// What an address asks.
    pub fn read(query: &ParamsMap) -> Question {
        let named = |name| query.get(name).unwrap_or_default();
        let has = named("has");
        let mut how = 0;
        for (at, facet) in HOW.iter().enumerate() {
            if has.split(',').any(|name| name == facet.name) {
                how |= 1 << at;
            }
        }
        Question { words: named("q"), department: named("dept"), who: named("who"), how }
    }

    /// What is asked now. Tracked.
    pub fn now(self) -> Question {
        Question {
            words: self.words.get(),
            department: self.department.get(),
            who: self.who.get(),
            how: self.how.get(),
        }
    }

    /// Asks something else.
    pub fn take(self, question: Question) {
        self.words.set(question.words);
        self.department.set(question.department);
        self.who.set(question.who);
        self.how.set(question.how);
    }

    /// Asks without facets.
    pub fn clear_facets(self) {
        self.take(Question { words: self.words.get_untracked(), ..Question::default() });
    }
}

impl Question {
    /// Whether a facet is chosen.
    pub fn has_facets(&self) -> bool {
        !self.department.is_empty() || !self.who.is_empty() || self.how != 0
    }

    /// What an item must have.
    pub fn flags(&self) -> Flags {
        let mut bits = 0;
        for facet in WHO.iter().filter(|facet| facet.name == self.who) {
            bits |= facet.flags.0;
        }
        for (at, facet) in HOW.iter().enumerate() {
            if self.how & 1 << at != 0 {
                bits |= facet.flags.0;
            }
        }
        Flags(bits)
    }

    /// The address that asks it.
    pub fn address(&self) -> String {
        let mut out = String::from("/search");
        let mut mark = "?";
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                out.push_str(mark);
                out.push_str(name);
                out.push('=');
                out.push_str(value);
                mark = "&";
            }
        };
        add("q", &encode(&self.words));
        add("dept", &encode(&self.department));
        add("who", &encode(&self.who));
        let has: Vec<&str> = HOW
            .iter()
            .enumerate()
            .filter(|(at, _)| self.how & 1 << at != 0)
            .map(|(_, facet)| facet.name)
            .collect();
        add("has", &has.join(","));
        out
    }
}
