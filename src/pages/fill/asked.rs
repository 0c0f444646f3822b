//! Asking for a filing: from the server, or what it said last where it does not answer.

use bangban_contract::filing::Filing;
use bangban_contract::form::Form;
use futures_util::future::{Either, join4, select};

use super::open::OpenError;
use crate::api::request::{read, text};
use crate::api::{ApiError, forms};
use crate::later::Absent;
use crate::platform::clock;
use crate::store::journal::Journal;
use crate::store::seen::{self, Seen};

/// How long the server may take before a copy on this device is shown, milliseconds.
const PATIENCE: i32 = 4_000;

impl From<Absent> for OpenError {
    fn from(Absent: Absent) -> Self {
        Self::Api(ApiError::Unreachable)
    }
}

/// What came of it.
pub(super) struct Asked {
    pub(super) filing: Filing,
    pub(super) form: Form,
    pub(super) journal: Journal,
    /// What was said of the filing, its attachments and registers, as it was written.
    pub(super) seen: Seen,
    /// Whether it is the copy.
    pub(super) is_kept: bool,
}

/// Asks, and keeps what was said. `away` says that the server is known not to answer.
pub(super) async fn ask(person: &str, id: &str, away: bool) -> Result<Asked, OpenError> {
    if !away {
        match ask_server(person, id).await {
            Err(OpenError::Api(ApiError::Unreachable)) => {}
            other => return other,
        }
    }
    let unreachable = OpenError::Api(ApiError::Unreachable);
    let Some(seen) = seen::find(person, id).await else { return Err(unreachable) };
    let filing: Filing = read(&seen.texts[0]).map_err(OpenError::Api)?;
    let form = forms::form(&filing.summary.item).await.map_err(OpenError::Api)?;
    let journal = Journal::open(person, id).await?;
    Ok(Asked { filing, form, journal, seen, is_kept: true })
}

async fn ask_server(person: &str, id: &str) -> Result<Asked, OpenError> {
    let path = ["/filings/", id].concat();
    let said = match select(Box::pin(text(&path)), Box::pin(clock::sleep(PATIENCE))).await {
        Either::Left((said, _)) => said,
        Either::Right(((), _)) if seen::find(person, id).await.is_some() => {
            Err(ApiError::Unreachable)
        }
        Either::Right(((), still_asked)) => still_asked.await,
    };
    let said = said.map_err(OpenError::Api)?;
    let filing: Filing = read(&said).map_err(OpenError::Api)?;
    if !filing.summary.state.is_editable() {
        return Err(OpenError::NotEditable(id.to_owned()));
    }
    let item = filing.summary.item.clone();
    let (attachments, prefill) =
        ([&path, "/attachments"].concat(), ["/forms/", &item, "/prefill"].concat());
    // All at once: on a slow network each would wait for the one before.
    let (form, attachments, prefill, journal) =
        join4(forms::form(&item), text(&attachments), text(&prefill), async {
            let journal = Journal::open(person, id).await?;
            journal.bring_up_to_date().await?;
            Ok::<_, Absent>(journal)
        })
        .await;
    let journal = journal?;
    let form = form.map_err(OpenError::Api)?;
    // Without the registers a person fills in more by hand, and nothing else is lost.
    let prefill = prefill.unwrap_or_else(|_| "[]".to_owned());
    let texts = [said, attachments.map_err(OpenError::Api)?, prefill];
    if let Some(store) = journal.store() {
        seen::keep_all(&store, id, texts.clone());
    }
    let seen = Seen { at: clock::now_ms(), texts };
    Ok(Asked { filing, form, journal, seen, is_kept: false })
}
