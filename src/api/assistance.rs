//! Assistance (帮办): asking for it, and what each of its sides does.

use bangban_contract::assistance::record::Record;
use bangban_contract::assistance::station::{Console, FittingStation, Slots, UseCode};
use bangban_contract::assistance::{
    AskForHelp, Assistance, Assisted, Confirm, HelpCode, HelpStation, Level, Move, Reveal,
};

use super::ApiError;
use super::request::{Call, encode};

/// How long a request waits for something new, seconds.
const WAIT: &str = "25";

/// Asks for help.
pub async fn ask(wanted: &AskForHelp) -> Result<Assistance, ApiError> {
    Call::change("POST", "/assistance").json(wanted).read().await
}

/// What the person has asked for and is not over, or not rated.
pub async fn mine() -> Result<Vec<Assistance>, ApiError> {
    Call::get("/assistance").read().await
}

/// An assistance as it stands; with a version, once it is another one, or after a while.
pub async fn read(id: &str, after: Option<i64>) -> Result<Assistance, ApiError> {
    let mut path = ["/assistance/", id].concat();
    if let Some(version) = after {
        path = [&path, "?after=", &version.to_string(), "&wait=", WAIT].concat();
    }
    Call::get(&path).read().await
}

/// What one of the sides does.
pub async fn act(id: &str, wanted: &Move) -> Result<Assistance, ApiError> {
    Call::change("POST", &["/assistance/", id, "/moves"].concat()).json(wanted).read().await
}

/// Six digits to read to an assistant.
pub async fn code(id: &str) -> Result<HelpCode, ApiError> {
    Call::change("POST", &["/assistance/", id, "/code"].concat()).read().await
}

/// Shows the answer of a sensitive field to the assistant, or hides it again.
pub async fn reveal(id: &str, field: String, value: Option<String>) -> Result<(), ApiError> {
    let path = ["/assistance/", id, "/revealed"].concat();
    Call::change("PUT", &path).json(&Reveal { field, value }).send().await.map(drop)
}

/// The answers that are shown to the assistant now, by field.
pub async fn revealed(id: &str) -> Result<serde_json::Map<String, serde_json::Value>, ApiError> {
    Call::get(&["/assistance/", id, "/revealed"].concat()).read().await
}

/// The stations at which somebody helps online.
pub async fn stations() -> Result<Vec<HelpStation>, ApiError> {
    Call::get("/help-stations").read().await
}

/// Where a request goes by itself.
pub async fn fitting() -> Result<FittingStation, ApiError> {
    Call::get("/help-stations/fitting").read().await
}

/// Times that can be booked there.
pub async fn slots(station: &str) -> Result<Slots, ApiError> {
    Call::get(&["/help-stations/", &encode(station), "/slots"].concat()).read().await
}

/// The answers of a filing that an assistant wrote.
pub async fn assisted(filing: &str) -> Result<Assisted, ApiError> {
    Call::get(&["/filings/", filing, "/assisted"].concat()).read().await
}

/// Takes some of them for one's own.
pub async fn confirm(filing: &str, wanted: &Confirm) -> Result<Assisted, ApiError> {
    let path = ["/filings/", filing, "/assisted/confirmations"].concat();
    Call::change("POST", &path).json(wanted).read().await
}

/// The record of assistance in a filing.
pub async fn record(filing: &str) -> Result<Record, ApiError> {
    Call::get(&["/filings/", filing, "/record"].concat()).read().await
}

/// An assistant's console; with a version, once something has changed, or after a while.
pub async fn console(after: Option<u64>) -> Result<Console, ApiError> {
    match after {
        None => Call::get("/station").read().await,
        Some(version) => {
            let path = ["/station?after=", &version.to_string(), "&wait=", WAIT].concat();
            Call::get(&path).read().await
        }
    }
}

/// Takes up the request whose code was read out.
pub async fn use_code(code: String, wanted: Level) -> Result<Assistance, ApiError> {
    Call::change("POST", "/station/codes").json(&UseCode { code, wanted }).read().await
}
