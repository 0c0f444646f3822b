//! Signing on one's own phone, by a link that is made while signed in and works once.

use bangban_contract::mandate::{SIGNING_CODE, SignByCode, SignedWay, SigningSheet};
use bangban_contract::phone::PhoneCode;
use bangban_contract::problem::ProblemCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use sqlx::Row;

use super::{Entry, moves};
use crate::app::AppState;
use crate::clock::date_of;
use crate::http::ApiError;
use crate::session::Current;

/// Makes a link for the version that is to be signed; one that was made before is void.
pub async fn offer(state: &AppState, current: &Current, id: &str) -> Result<PhoneCode, ApiError> {
    let now = state.clock.now();
    let secret: [u8; 32] = rand::random();
    let mut tx = state.db.begin().await?;
    let entry = Entry::find(&mut tx, id).await?;
    if !entry.is_given_by(&current.identity) {
        return Err(ApiError::not_found());
    }
    must_wait(&entry, date_of(now))?;
    sqlx::query(
        "INSERT INTO signing_code (hash, mandate, expires_at) VALUES (?1, ?2, ?3) \
         ON CONFLICT (mandate) DO UPDATE SET hash = ?1, expires_at = ?3, used_at = NULL",
    )
    .bind(&Sha256::digest(secret)[..])
    .bind(id)
    .bind(now.timestamp() + i64::from(SIGNING_CODE))
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(PhoneCode { code: URL_SAFE_NO_PAD.encode(secret), valid_seconds: SIGNING_CODE })
}

/// What a code opens; with a signature, signs. A code that has signed shows nothing any more.
pub async fn use_code(state: &AppState, wanted: &SignByCode) -> Result<SigningSheet, ApiError> {
    let now = state.clock.now();
    let secret = URL_SAFE_NO_PAD.decode(&wanted.code).map_err(|_| spent())?;
    let hash = Sha256::digest(secret);
    let mut tx = state.db.begin().await?;
    let row = sqlx::query(
        "SELECT mandate FROM signing_code WHERE hash = ? AND used_at IS NULL AND expires_at > ?",
    )
    .bind(&hash[..])
    .bind(now.timestamp())
    .fetch_optional(&mut *tx)
    .await?
    .ok_or_else(spent)?;
    let id: String = row.try_get("mandate")?;
    let mut entry = Entry::find(&mut tx, &id).await?;
    must_wait(&entry, date_of(now))?;
    if let Some(signature) = &wanted.signature {
        let event = moves::sign(&mut tx, &mut entry, signature, SignedWay::Phone, now).await?;
        let actor = moves::principal(&entry);
        moves::note(&mut tx, &entry, actor, event, now).await?;
        entry.save(&mut tx).await?;
        sqlx::query("UPDATE signing_code SET used_at = ? WHERE hash = ?")
            .bind(now.timestamp())
            .bind(&hash[..])
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        moves::changed(state, &id).await?;
    }
    let offer = entry.offer.ok_or_else(spent)?;
    Ok(SigningSheet { signer: entry.principal_name, text: offer.text, signed: offer.signed })
}

/// Something is to be signed.
fn must_wait(entry: &Entry, today: chrono::NaiveDate) -> Result<(), ApiError> {
    let facts = entry.facts();
    if !entry.stands || facts.state(today).is_over() || facts.offer != Some(false) {
        return Err(moves::refused(super::rules::Refusal::WrongState));
    }
    Ok(())
}

fn spent() -> ApiError {
    ApiError::new(ProblemCode::CodeSpent).detail(
        "链接已使用、已过期或已作废。请在电脑上重新生成。",
        "The link was used, has expired or is void. Make a new one at the computer.",
    )
}
