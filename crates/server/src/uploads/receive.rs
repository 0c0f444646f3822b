//! Receiving bytes: written, synced, and only then promised.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use bangban_contract::mandate::MandateAct;
use bangban_contract::problem::ProblemCode;
use futures_util::StreamExt;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use sqlx::{Sqlite, Transaction};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use super::create::must_be_editable;
use super::lock::Guard;
use super::sniff;
use super::store::{self, Upload};
use super::tus::Checksum;
use crate::app::AppState;
use crate::http::ApiError;
use crate::mandate::agency;
use crate::session::Current;

/// A client that sends nothing for this long has gone.
const STALL: Duration = Duration::from_secs(30);
/// Bytes between two promises: what a crash costs at most.
const CHECKPOINT: u64 = 1024 * 1024;

/// What a `PATCH` brings.
pub struct Part {
    /// Who sends it.
    pub current: Current,
    /// The right to write.
    pub guard: Guard,
    /// The upload as it was found under the lock.
    pub upload: Upload,
    /// What the body has to sum up to.
    pub checksum: Option<Checksum>,
    /// The body.
    pub body: Body,
}

/// Receives a part; gives the upload's new offset. Runs to its end also when the request is
/// dropped, so that what arrived is kept and the lock is given back in order.
pub async fn receive(state: AppState, part: Part) -> Result<u64, ApiError> {
    tokio::spawn(run(state, part)).await.map_err(ApiError::internal)?
}

async fn run(state: AppState, mut part: Part) -> Result<u64, ApiError> {
    let (id, start) = (part.upload.id.clone(), part.upload.received);
    let door = Door { current: part.current.clone(), filing: part.upload.filing.clone() };
    let mut writer = Writer {
        file: state.uploads.folder.write_at(&id, start).await?,
        stored: start,
        written: start,
        door,
    };
    let arrived = pour(&state, &mut part, &mut writer).await;
    match (&arrived, part.checksum.is_some()) {
        // A part whose sum is wrong or unknown counts for nothing.
        (Err(_), true) => {
            writer.file.set_len(start).await?;
            writer.file.sync_data().await?;
        }
        _ => writer.promise(&state, &id).await?,
    }
    arrived?;
    if writer.stored == part.upload.size {
        finish(&state, &part.upload, Some(&writer.door)).await?;
    }
    Ok(writer.stored)
}

/// Who brings a file to which filing: asked again whenever something of it is stored, since a
/// mandate may end, and a filing be submitted, while the bytes are on their way.
pub struct Door {
    current: Current,
    filing: String,
}

impl Door {
    async fn ask(
        &self,
        tx: &mut Transaction<'_, Sqlite>,
        state: &AppState,
    ) -> Result<(), ApiError> {
        let (act, now) = (MandateAct::Fill, state.clock.now());
        let (record, _) = agency::filing_for(tx, &self.current, &self.filing, act, now).await?;
        must_be_editable(&record)
    }
}

struct Writer {
    file: File,
    stored: u64,
    written: u64,
    door: Door,
}

impl Writer {
    async fn write(&mut self, bytes: &Bytes) -> Result<(), ApiError> {
        self.file.write_all(bytes).await?;
        self.written += bytes.len() as u64;
        Ok(())
    }

    /// Brings what was written to the disk, then stores the offset.
    async fn promise(&mut self, state: &AppState, id: &str) -> Result<(), ApiError> {
        if self.written > self.stored {
            self.file.flush().await?;
            self.file.sync_data().await?;
            if let Err(error) = self.store(state, id).await {
                self.file.set_len(self.stored).await?;
                return Err(error);
            }
            self.stored = self.written;
        }
        Ok(())
    }
}

impl Writer {
    async fn store(&self, state: &AppState, id: &str) -> Result<(), ApiError> {
        let mut tx = state.db.begin().await?;
        self.door.ask(&mut tx, state).await?;
        store::set_received(&mut *tx, id, self.written, state.clock.now()).await?;
        tx.commit().await?;
        Ok(())
    }
}

async fn pour(state: &AppState, part: &mut Part, writer: &mut Writer) -> Result<(), ApiError> {
    let mut sum = part.checksum.as_ref().map(Sum::of);
    let body = std::mem::replace(&mut part.body, Body::empty());
    let mut chunks = body.into_data_stream();
    loop {
        let next = tokio::select! {
            next = tokio::time::timeout(STALL, chunks.next()) => next,
            () = part.guard.asked_to_stop() => return Err(ApiError::new(ProblemCode::RequestTimeout)),
        };
        let chunk = match next {
            Err(_) => return Err(ApiError::new(ProblemCode::RequestTimeout)),
            Ok(Some(Err(_))) => {
                return Err(ApiError::malformed("连接中断。", "The connection broke."));
            }
            Ok(None) => break,
            Ok(Some(Ok(chunk))) => chunk,
        };
        if writer.written + chunk.len() as u64 > part.upload.size {
            return Err(ApiError::new(ProblemCode::TooLarge).detail(
                "发送的内容超过声明的大小。",
                "More was sent than the size that was announced.",
            ));
        }
        writer.write(&chunk).await?;
        match &mut sum {
            Some(sum) => sum.update(&chunk),
            None if writer.written - writer.stored >= CHECKPOINT => {
                writer.promise(state, &part.upload.id).await?;
            }
            None => {}
        }
    }
    let good = match (sum, &part.checksum) {
        (Some(sum), Some(expected)) => sum.is(expected),
        _ => true,
    };
    if good { Ok(()) } else { Err(ApiError::new(ProblemCode::ChecksumMismatch)) }
}

enum Sum {
    Sha1(Sha1),
    Sha256(Sha256),
}

impl Sum {
    fn of(expected: &Checksum) -> Self {
        match expected {
            Checksum::Sha1(_) => Self::Sha1(Sha1::new()),
            Checksum::Sha256(_) => Self::Sha256(Sha256::new()),
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(sum) => sum.update(bytes),
            Self::Sha256(sum) => sum.update(bytes),
        }
    }

    fn is(self, expected: &Checksum) -> bool {
        match (self, expected) {
            (Self::Sha1(sum), Checksum::Sha1(expected)) => sum.finalize()[..] == expected[..],
            (Self::Sha256(sum), Checksum::Sha256(expected)) => sum.finalize()[..] == expected[..],
            _ => false,
        }
    }
}

/// Looks at a file that is all there: its content has to be what was announced. One that is
/// not is removed. Without a door what came is finished that was promised before.
pub async fn finish(
    state: &AppState,
    upload: &Upload,
    door: Option<&Door>,
) -> Result<(), ApiError> {
    let (head, sha256) = state.uploads.folder.inspect(&upload.id).await?;
    match sniff::media_type(&head) {
        Some(found) if found == upload.media_type => {
            let mut tx = state.db.begin().await?;
            if let Some(door) = door {
                door.ask(&mut tx, state).await?;
            }
            store::complete(&mut *tx, &upload.id, found, &sha256).await?;
            tx.commit().await?;
            Ok(())
        }
        _ => {
            store::delete(state.db.write(), &upload.id).await?;
            state.uploads.folder.remove(&upload.id).await?;
            Err(ApiError::new(ProblemCode::UnsupportedType).detail(
                "文件内容与其类型不符，可能已损坏或被改名，请检查后重新上传。",
                "The content is not what its type says. It may be damaged or renamed; check it and upload again.",
            ))
        }
    }
}

/// Whether the body announces that it will not fit.
pub fn too_long(headers: &HeaderMap, upload: &Upload) -> bool {
    headers
        .get(axum::http::header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<u64>().ok())
        .is_some_and(|length| upload.received.saturating_add(length) > upload.size)
}
