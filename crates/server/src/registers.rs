//! The demo registers: who can sign in, for whom, and what authorities already hold of whom
//! (数据共享), so that it need not be filled in again. All people and firms are invented.

use std::collections::{BTreeMap, BTreeSet};

use bangban_contract::Text;
use bangban_contract::form::Prefill;
use bangban_contract::session::{Desk, Party, PartyKind, Person, Role};
use serde::Deserialize;
use serde_json::Value;

use crate::session::Identity;

const IDENTITIES: &str = include_str!("../data/registers/identities.json");

/// The registers, in the order in which they are asked.
const REGISTERS: &[(&str, &str)] = &[
    ("market-entities", include_str!("../data/registers/market-entities.json")),
    ("contacts", include_str!("../data/registers/contacts.json")),
    ("special-hours", include_str!("../data/registers/special-hours.json")),
    ("medical-institutions", include_str!("../data/registers/medical-institutions.json")),
    ("persons", include_str!("../data/registers/persons.json")),
];

/// What was read.
#[derive(Clone, Debug)]
pub struct Registers {
    /// The people who can sign in, in the order in which they are offered.
    pub identities: Vec<Identity>,
    /// The service station of the group that a party belongs to, by id of the party.
    pub stations: BTreeMap<String, String>,
    /// What the registers hold, by id of the party.
    pub prefills: BTreeMap<String, Vec<Prefill>>,
}

/// The registers cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// A file is not what it should be.
    #[error("{file}: {cause}")]
    Unreadable {
        /// Which file.
        file: &'static str,
        /// Why.
        cause: serde_json::Error,
    },
    /// An identity names a party that is not listed.
    #[error("{person} acts for {party}, which is not there")]
    UnknownParty {
        /// The person's id.
        person: String,
        /// The party's id.
        party: String,
    },
    /// A register holds a record of a party that is not listed.
    #[error("{file} holds a record of {party}, which is not there")]
    Stray {
        /// Which file.
        file: &'static str,
        /// The party's id.
        party: String,
    },
    /// Two registers answer the same for one party.
    #[error("{file} gives {key} of {party}, as another register does")]
    Twice {
        /// Which file.
        file: &'static str,
        /// The party's id.
        party: String,
        /// The key.
        key: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IdentitiesFile {
    parties: Vec<PartyFile>,
    people: Vec<PersonFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyFile {
    id: String,
    kind: PartyKind,
    name: Text,
    /// The service station of the group that it belongs to.
    #[serde(default)]
    station: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonFile {
    id: String,
    name: Text,
    role: Role,
    department: Option<String>,
    #[serde(default)]
    desk: Option<Desk>,
    description: Text,
    parties: Vec<Standing>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Standing {
    party: String,
    relation: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegisterFile {
    source: Text,
    as_of: String,
    records: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Registers {
    /// Reads them.
    pub fn load() -> Result<Self, RegisterError> {
        let file: IdentitiesFile = read("identities", IDENTITIES)?;
        let parties: BTreeMap<&str, &PartyFile> =
            file.parties.iter().map(|party| (party.id.as_str(), party)).collect();
        let identities = file.people.iter().map(|person| identity(person, &parties));
        Ok(Self {
            identities: identities.collect::<Result<_, _>>()?,
            stations: (file.parties.iter())
                .filter_map(|party| Some((party.id.clone(), party.station.clone()?)))
                .collect(),
            prefills: prefills(&parties.keys().copied().collect())?,
        })
    }

    /// What is known of a party under these keys, and nothing else.
    pub fn prefill(&self, party: &str, keys: &[&str]) -> BTreeMap<String, Prefill> {
        let known = self.prefills.get(party).map_or(&[][..], Vec::as_slice);
        let asked = known.iter().filter(|one| keys.contains(&one.key.as_str()));
        asked.map(|one| (one.key.clone(), one.clone())).collect()
    }
}

fn read<T: serde::de::DeserializeOwned>(
    file: &'static str,
    text: &str,
) -> Result<T, RegisterError> {
    serde_json::from_str(text).map_err(|cause| RegisterError::Unreadable { file, cause })
}

fn identity(
    file: &PersonFile,
    parties: &BTreeMap<&str, &PartyFile>,
) -> Result<Identity, RegisterError> {
    let mut acts_for = Vec::new();
    for Standing { party: id, relation } in &file.parties {
        let party = parties.get(id.as_str()).ok_or_else(|| RegisterError::UnknownParty {
            person: file.id.clone(),
            party: id.clone(),
        })?;
        let (name, relation) = (party.name.clone(), relation.clone());
        acts_for.push(Party { id: id.clone(), kind: party.kind, name, relation });
    }
    Ok(Identity {
        person: Person {
            id: file.id.clone(),
            name: file.name.clone(),
            role: file.role,
            department: file.department.clone(),
            desk: file.desk.clone(),
        },
        description: file.description.clone(),
        parties: acts_for,
    })
}

fn prefills(parties: &BTreeSet<&str>) -> Result<BTreeMap<String, Vec<Prefill>>, RegisterError> {
    let mut all: BTreeMap<String, Vec<Prefill>> = BTreeMap::new();
    for (file, text) in REGISTERS {
        let register: RegisterFile = read(file, text)?;
        for (party, values) in register.records {
            if !parties.contains(party.as_str()) {
                return Err(RegisterError::Stray { file, party });
            }
            let known = all.entry(party.clone()).or_default();
            for (key, value) in values {
                if known.iter().any(|one| one.key == key) {
                    return Err(RegisterError::Twice { file, party, key });
                }
                let (source, as_of) = (register.source.clone(), register.as_of.clone());
                known.push(Prefill { key, value, source, as_of });
            }
        }
    }
    Ok(all)
}
