//! The stations and who works there; and what is held in memory while they work.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use bangban_contract::assistance::{Assistant, HelpStation};
use bangban_contract::catalogue::Station;
use bangban_contract::session::Person;
use tokio::sync::watch;

use crate::http::{RateLimit, Tries};
use crate::session::Identity;

/// Tries of codes that are none, by the id of the assistant.
type Misses = Tries<String, 5, 60>;

/// The answers that an applicant shows, by field.
type Shown = BTreeMap<String, String>;

/// The stations with their assistants. Cheap to clone; copies share it.
#[derive(Clone, Debug, Default)]
pub struct Desks(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    stations: BTreeMap<String, HelpStation>,
    staff: BTreeMap<String, Vec<Assistant>>,
    groups: BTreeMap<String, String>,
    /// The subdistrict or town of a station, by its id.
    towns: BTreeMap<String, String>,
    /// The address of a station, by its id.
    addresses: BTreeMap<String, String>,
    /// Grows with every change of any assistance: whoever waits looks again.
    changed: watch::Sender<u64>,
    /// By id of the assistance and of the assistant for whom it was shown, so that what was meant
    /// for one is never another's.
    shown: Mutex<BTreeMap<(String, String), Shown>>,
    /// How often an address may try a code.
    tries: RateLimit,
    /// How often an assistant may try one that is none.
    misses: Misses,
}

/// An assistant as others see them.
pub fn assistant(person: &Person) -> Option<Assistant> {
    let desk = person.desk.as_ref()?;
    let number = desk.number.clone();
    Some(Assistant { id: person.id.clone(), name: person.name.clone(), number })
}

impl Desks {
    /// Of a district: its stations, its people, and the stations of groups of firms.
    pub fn new(
        stations: &[Station],
        people: &[Identity],
        groups: &BTreeMap<String, String>,
    ) -> Self {
        let station = |one: &Station| HelpStation {
            id: one.id.clone(),
            name: one.name.clone(),
            phone: one.phone.clone(),
            // As the clock has it when somebody asks.
            opens_at: None,
        };
        let towns = stations
            .iter()
            .filter_map(|one| Some((one.id.clone(), one.town.as_ref()?.code.clone())));
        let towns = towns.collect();
        let addresses = stations.iter().map(|one| (one.id.clone(), one.address.clone())).collect();
        let stations = stations.iter().map(|one| (one.id.clone(), station(one))).collect();
        let mut staff: BTreeMap<String, Vec<Assistant>> = BTreeMap::new();
        for person in people.iter().map(|one| &one.person) {
            if let (Some(desk), Some(one)) = (&person.desk, assistant(person)) {
                staff.entry(desk.station.clone()).or_default().push(one);
            }
        }
        let groups = groups.clone();
        Self(Arc::new(Inner { stations, staff, groups, towns, addresses, ..Inner::default() }))
    }

    /// The station of this id, where somebody works.
    pub fn station(&self, id: &str) -> Option<&HelpStation> {
        self.0.staff.get(id).and_then(|_| self.0.stations.get(id))
    }

    /// The address of a station.
    pub fn address(&self, station: &str) -> Option<&str> {
        self.0.addresses.get(station).map(String::as_str)
    }

    /// Those at which somebody works.
    pub fn staffed(&self) -> Vec<HelpStation> {
        self.0.staff.keys().filter_map(|id| self.0.stations.get(id)).cloned().collect()
    }

    /// Who works there.
    pub fn staff(&self, station: &str) -> &[Assistant] {
        self.0.staff.get(station).map_or(&[], Vec::as_slice)
    }

    /// The station of the group that a party belongs to.
    pub fn of_group(&self, party: &str) -> Option<&HelpStation> {
        self.station(self.0.groups.get(party)?)
    }

    /// For whoever belongs to no group's station: those that are no group's, or all where there
    /// is no such one.
    pub fn open(&self) -> Vec<HelpStation> {
        let mut open = self.staffed();
        let is_groups = |one: &HelpStation| self.0.groups.values().any(|id| *id == one.id);
        if !open.iter().all(is_groups) {
            open.retain(|one| !is_groups(one));
        }
        open
    }

    /// Those of them in a subdistrict or town.
    pub fn near(&self, town: &str) -> Vec<HelpStation> {
        let is_there = |one: &HelpStation| self.0.towns.get(&one.id).is_some_and(|is| is == town);
        let mut near = self.open();
        near.retain(is_there);
        near
    }

    /// The first of these places that is a subdistrict or town with a station.
    pub fn town<'a>(&self, place: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        place.into_iter().find(|code| self.0.towns.values().any(|town| town == code))
    }

    /// Tells whoever waits that something has changed.
    pub fn changed(&self) {
        self.0.changed.send_modify(|count| *count += 1);
    }

    /// To wait for a change.
    pub fn watch(&self) -> watch::Receiver<u64> {
        self.0.changed.subscribe()
    }

    /// How often codes may be tried.
    pub fn tries(&self) -> &RateLimit {
        &self.0.tries
    }

    /// How often an assistant may try a code that is none.
    pub(super) fn misses(&self) -> &Misses {
        &self.0.misses
    }

    /// Shows an answer to an assistant, or hides it.
    pub(super) fn show(&self, assistance: &str, to: &str, field: &str, value: Option<String>) {
        let mut shown = self.0.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let fields = shown.entry((assistance.to_owned(), to.to_owned())).or_default();
        match value {
            Some(value) => drop(fields.insert(field.to_owned(), value)),
            None => drop(fields.remove(field)),
        }
    }

    /// What is shown to an assistant.
    pub(super) fn shown(&self, assistance: &str, to: &str) -> Shown {
        let shown = self.0.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.get(&(assistance.to_owned(), to.to_owned())).cloned().unwrap_or_default()
    }

    /// Forgets what is shown in an assistance, whoever it was for.
    pub(super) fn hide(&self, assistance: &str) {
        let mut shown = self.0.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.retain(|(id, _), _| id != assistance);
    }
}
