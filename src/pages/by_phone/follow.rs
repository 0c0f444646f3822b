//! What the phone adds, shown at the desktop: the list of files is asked for every few seconds,
//! by any REST backend.

use std::cell::RefCell;

use bangban_contract::problem::ProblemCode;
use bangban_contract::upload::Attachment;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::phone as api;
use crate::platform::{clock, online};
use crate::store::uploads::Uploads;

/// How often is asked, milliseconds.
const EVERY: i32 = 3_000;

thread_local! {
    /// The filing that is being followed.
    static FOLLOWED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Who is told when files change.
#[derive(Clone, Copy)]
pub enum Follower {
    /// The files of the filing that is being filled.
    Uploads(Uploads),
    /// A page that reads anew when this counts up.
    Page(RwSignal<u32>),
}

impl Follower {
    /// Tells it; whether it is still there.
    fn hear(self, gone: &[String], have: Vec<Attachment>) -> bool {
        match self {
            Self::Uploads(uploads) => uploads.catch_up(gone, have),
            Self::Page(turn) => turn.try_update(|turn| *turn = turn.wrapping_add(1)).is_some(),
        }
    }

    fn is_there(self) -> bool {
        match self {
            Self::Uploads(uploads) => !uploads.files.is_disposed(),
            Self::Page(turn) => !turn.is_disposed(),
        }
    }
}

/// Follows a filing's files until its page is left, once.
pub(super) fn follow(filing: String, follower: Follower) {
    let is_followed = FOLLOWED
        .with(|slot| slot.replace(Some(filing.clone())).as_deref() == Some(filing.as_str()));
    if is_followed {
        return;
    }
    spawn_local(async move {
        let (mut tag, mut before) = (String::new(), Vec::<String>::new());
        let is_ours = || FOLLOWED.with(|slot| slot.borrow().as_deref() == Some(filing.as_str()));
        while follower.is_there() && is_ours() {
            if online::visible() {
                match api::changed_files(&filing, &tag).await {
                    Ok(Some((have, now))) => {
                        let ids: Vec<String> = have.iter().map(|file| file.id.clone()).collect();
                        before.retain(|id| !ids.contains(id));
                        if !follower.hear(&before, have) {
                            break;
                        }
                        (tag, before) = (now, ids);
                    }
                    Ok(None) => {}
                    Err(error) => {
                        let over = [ProblemCode::NotFound, ProblemCode::NotAllowed];
                        if error.code().is_some_and(|code| over.contains(&code)) {
                            break;
                        }
                    }
                }
            }
            clock::sleep(EVERY).await;
        }
        FOLLOWED.with(|slot| {
            if is_ours() {
                slot.replace(None);
            }
        });
    });
}
