//! What she tries.

mod meanwhile;
mod request;
mod socket;

use super::ink::Ink;
use super::scene::Scene;

use Try::*;

#[derive(Clone, Copy, Debug)]
pub enum Try {
    /// Opening a document on a socket.
    Open(&'static str),
    /// Reading it by plain REST.
    Fetch(&'static str),
    /// Writing on a socket that she has open since she might.
    Write(&'static str, Ink),
    /// Writing by plain REST.
    Post(&'static str, Ink),
    /// A request; `{f}` is the filing, `{a}` the assistance, `{m}` the mandate, `{u}` its file.
    Ask(&'static str, &'static str, &'static str),
    /// Showing herself as the applicant.
    Presence,
    /// A request whose path says what she likes: that word must not be in the record.
    Scrawl(&'static str),
    /// One code after the other.
    Guess,
    /// What the applicant shows while she hands over is not shown to the colleague.
    Reveal,
    /// A file on its way when the mandate is revoked.
    Pour,
    /// Where the filing stands that the principal has taken further since.
    Follow,
}

/// How it was refused; `Err` says what was let through.
pub type Refused = Result<String, String>;

impl Try {
    pub async fn attempt(self, scene: &mut Scene<'_>) -> Refused {
        match self {
            Open(part) => socket::open(scene, part).await,
            Write(part, ink) => socket::write(scene, part, ink).await,
            Presence => socket::presence(scene).await,
            Fetch(part) => request::fetch(scene, part).await,
            Post(part, ink) => request::post(scene, part, ink).await,
            Ask(method, path, body) => request::ask(scene, method, path, body).await,
            Scrawl(path) => request::scrawl(scene, path).await,
            Guess => request::guess(scene).await,
            Reveal => meanwhile::reveal(scene).await,
            Pour => meanwhile::pour(scene).await,
            Follow => meanwhile::follow(scene).await,
        }
    }
}
