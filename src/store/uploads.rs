//! The files of a filing: what has arrived, what is on its way, and what went wrong.
//!
//! A file is kept on the device before its first byte is sent, so that the upload goes on
//! after a reload, a crash or a dead network.

mod check;
mod elsewhere;
mod place;
mod sending;
mod transfer;

pub use check::Rejection;
use place::Place;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use bangban_contract::upload::Attachment;
use bangban_forms::Material;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use crate::api::request as api;
use crate::later::Absent;
use crate::platform::files::{Picked, random_id};
use crate::platform::online;
use crate::platform::store::{Store, WaitingFile};
use crate::platform::upload::InFlight;

/// How a file stands.
#[derive(Clone, PartialEq)]
pub enum UploadState {
    /// Its turn will come.
    Waiting,
    /// On its way: percent that the server has.
    Sending(u8),
    /// Stopped by the person.
    Paused(u8),
    /// The network failed; it goes on by itself after so many seconds.
    Retrying(u32),
    /// It is with the server.
    Done,
    /// It did not work; what to say.
    Failed(Failure),
}

/// Why a file did not arrive.
#[derive(Clone, PartialEq)]
pub enum Failure {
    /// It is not on this device any more.
    Gone,
    /// The server refused it.
    Refused(Box<bangban_contract::problem::Problem>),
    /// The server answered what cannot be understood.
    Garbled,
    /// The session is over: sign in, then try again.
    SignIn,
}

/// A file of the filing.
#[derive(Clone)]
pub struct Upload {
    /// Id on this device, or the server's where it only has the file.
    pub id: String,
    /// Id of the material.
    pub material: String,
    /// Its name.
    pub name: String,
    /// Its size, bytes.
    pub size: u64,
    /// How it stands.
    pub state: ArcRwSignal<UploadState>,
    /// Media type.
    pub media_type: String,
    /// The file, while this device has it.
    pub blob: Option<Blob>,
    /// Where the server takes it.
    address: ArcRwSignal<Option<String>>,
    in_flight: InFlight,
    /// Failures of the network in a row.
    failures: Rc<Cell<usize>>,
    /// Parts in a row that were not what or where the server expected them.
    mismatches: Rc<Cell<u8>>,
}

impl Upload {
    /// Tells where its content is, once the server has all of it; tracked when it is called.
    pub fn content(&self) -> impl Fn() -> Option<String> + Send + use<> {
        let (state, address) = (self.state.clone(), self.address.clone());
        move || {
            let address = (state.get() == UploadState::Done).then(|| address.get()).flatten();
            address.map(|address| [&address, "/content"].concat())
        }
    }
}

struct Core {
    place: Place,
    running: bool,
}

/// A handle to the files of the filing being filled.
#[derive(Clone, Copy)]
pub struct Uploads {
    core: StoredValue<Core, LocalStorage>,
    /// All files, in the order in which they were added.
    pub files: RwSignal<Vec<Upload>, LocalStorage>,
    /// What was not taken, by material, until the next try.
    pub rejected: RwSignal<BTreeMap<String, Vec<Rejection>>>,
    /// Whether somebody has tried to go on or to submit: what is missing is marked from then on.
    pub wanted: RwSignal<bool>,
    /// Whether one that must be there has no file, while their list is shown.
    pub lacks: RwSignal<bool>,
}

/// The files of the filing that the views around are filling.
pub fn use_uploads() -> Uploads {
    expect_context::<Uploads>()
}

impl Uploads {
    /// Opens the list: what the server has, and what this device has still to send.
    pub fn new(filing: &str, store: Option<Store>, have: Vec<Attachment>) -> Self {
        let place = Place { filing: filing.to_owned(), store: store.clone() };
        let core = Core { place, running: false };
        let uploads = Self {
            core: StoredValue::new_local(core),
            files: RwSignal::new_local(Vec::new()),
            rejected: RwSignal::new(BTreeMap::new()),
            wanted: RwSignal::new(false),
            lacks: RwSignal::new(false),
        };
        let filing = filing.to_owned();
        spawn_local(async move {
            let mut pause = 1_000;
            // It may not come while there is no network; what needs the files waits for it too.
            loop {
                match begun(uploads, filing.clone(), store.clone(), have.clone()).await {
                    Ok(begin) => break begin.await,
                    Err(Absent) => online::back_or(pause).await,
                }
                pause = (pause * 2).min(30_000);
            }
        });
        uploads
    }

    async fn begin(self, filing: String, store: Option<Store>, have: Vec<Attachment>) {
        let waiting = match &store {
            Some(store) => store.waiting_files(&filing).await.unwrap_or_default(),
            None => Vec::new(),
        };
        self.files.try_set(merge(have, waiting));
        self.pump();
    }

    /// Takes the list of what the server has, after it could not be asked for a while.
    pub fn learn(self, have: Vec<Attachment>) {
        self.files.try_update(|files| {
            files.retain(|file| file.blob.is_some());
            let mut all = merge(have, Vec::new());
            all.retain(|file| {
                let is_ours = |ours: &Upload| {
                    ours.address
                        .with_untracked(|at| at.as_ref().is_some_and(|at| at.ends_with(&file.id)))
                };
                !files.iter().any(is_ours)
            });
            all.append(files);
            *files = all;
        });
    }

    /// Id of the filing.
    pub fn filing(self) -> String {
        self.place().filing
    }

    /// Whether somebody who wants to go on is to be told first that something is missing.
    pub fn asks_for_more(self) -> bool {
        let asks = self.lacks.get_untracked() && !self.wanted.get_untracked();
        if asks {
            self.wanted.set(true);
        }
        asks
    }

    /// Files that have arrived, by material.
    pub fn arrived(self, material: &str) -> u32 {
        self.files.with(|files| {
            let mut count = 0;
            for file in files.iter().filter(|file| file.material == material) {
                count += u32::from(file.state.get() == UploadState::Done);
            }
            count
        })
    }

    /// Files that are still on their way, or stuck.
    pub fn unfinished(self) -> usize {
        self.files
            .with(|files| files.iter().filter(|file| file.state.get() != UploadState::Done).count())
    }

    /// Takes files for a material: checks each, keeps it on the device and sends it.
    pub fn add(self, material: &Material, picked: Vec<Picked>) {
        let limits = check::Limits::of(material);
        self.rejected.update(|rejected| {
            rejected.remove(&limits.material);
        });
        let place = self.place();
        spawn_local(async move {
            for file in picked {
                // What was picked is kept, also where the page is left meanwhile.
                let have = self.files.try_with_untracked(|files| {
                    files.iter().filter(|file| file.material == limits.material).count()
                });
                match check::check(&limits, &file, have.unwrap_or_default()).await {
                    Ok(media_type) => self.take(&place, &limits.material, &file, media_type).await,
                    Err(rejection) => self.rejected.update(|rejected| {
                        rejected.entry(limits.material.clone()).or_default().push(rejection);
                    }),
                }
            }
            self.pump();
        });
    }

    /// Stops a file until it is resumed.
    pub fn pause(self, id: &str) {
        if let Some(file) = self.file(id) {
            let percent = match file.state.get_untracked() {
                UploadState::Sending(percent) => percent,
                _ => 0,
            };
            file.state.set(UploadState::Paused(percent));
            file.in_flight.abort();
        }
    }

    /// Goes on with a file that was paused, waits for the network, or failed.
    pub fn resume(self, id: &str) {
        if let Some(file) = self.file(id) {
            file.mismatches.set(0);
            file.state.set(UploadState::Waiting);
            self.pump();
        }
    }

    /// Goes on at once with every file that waits for the network.
    pub fn try_now(self) {
        let waits = |file: &Upload| matches!(file.state.get_untracked(), UploadState::Retrying(_));
        let ids: Vec<String> = self.files.with_untracked(|files| {
            files.iter().filter(|file| waits(file)).map(|file| file.id.clone()).collect()
        });
        for id in &ids {
            self.resume(id);
        }
    }

    /// Takes a file away, here and at the server.
    pub fn remove(self, id: &str) {
        let Some(file) = self.file(id) else { return };
        file.state.set(UploadState::Paused(0));
        file.in_flight.abort();
        self.files.update(|files| files.retain(|other| other.id != file.id));
        let place = self.place();
        spawn_local(async move {
            if let Some(address) = file.address.get_untracked() {
                transfer::terminate(&address).await;
            }
            place.let_go(&file.id).await;
        });
    }

    async fn take(self, place: &Place, material: &str, picked: &Picked, media_type: &'static str) {
        let upload = Upload {
            id: random_id(),
            material: material.to_owned(),
            name: picked.name.clone(),
            size: picked.size,
            state: ArcRwSignal::new(UploadState::Waiting),
            media_type: media_type.to_owned(),
            blob: Some(picked.blob.clone()),
            address: ArcRwSignal::new(None),
            in_flight: InFlight::default(),
            failures: Rc::default(),
            mismatches: Rc::default(),
        };
        place.keep(&upload).await;
        self.files.update(|files| files.push(upload));
    }

    fn place(self) -> Place {
        self.core.with_value(|core| core.place.clone())
    }

    fn file(self, id: &str) -> Option<Upload> {
        self.files.with_untracked(|files| files.iter().find(|file| file.id == id).cloned())
    }
}

crate::later! {
    finishing, fetch_files;
    /// Reads which files there are.
    fn begun(
        uploads: Uploads,
        filing: String,
        store: Option<Store>,
        have: Vec<Attachment>
    ) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(uploads.begin(filing, store, have))
    }
}

fn from_server(file: Attachment) -> Upload {
    let state = if file.complete { UploadState::Done } else { UploadState::Failed(Failure::Gone) };
    Upload {
        address: ArcRwSignal::new(Some(api::address(&["/uploads/", &file.id].concat()))),
        id: file.id,
        material: file.material,
        name: file.name,
        size: file.size,
        state: ArcRwSignal::new(state),
        media_type: file.media_type,
        blob: None,
        in_flight: InFlight::default(),
        failures: Rc::default(),
        mismatches: Rc::default(),
    }
}

/// What the server has and what this device has to send, as one list: a file that both know
/// is one.
fn merge(have: Vec<Attachment>, waiting: Vec<WaitingFile>) -> Vec<Upload> {
    let mut files = Vec::with_capacity(have.len() + waiting.len());
    let known = |address: &Option<String>, id: &str| {
        address.as_ref().is_some_and(|address| address.rsplit('/').next() == Some(id))
    };
    for file in have {
        if !file.complete && waiting.iter().any(|local| known(&local.address, &file.id)) {
            continue;
        }
        files.push(from_server(file));
    }
    for file in waiting {
        let done = file
            .address
            .as_ref()
            .is_some_and(|address| files.iter().any(|have: &Upload| address.ends_with(&have.id)));
        if done {
            continue;
        }
        files.push(Upload {
            id: file.id,
            material: file.material,
            name: file.name,
            size: crate::platform::files::size(&file.blob),
            state: ArcRwSignal::new(UploadState::Waiting),
            media_type: file.media_type,
            blob: Some(file.blob),
            address: ArcRwSignal::new(file.address),
            in_flight: InFlight::default(),
            failures: Rc::default(),
            mismatches: Rc::default(),
        });
    }
    files
}
