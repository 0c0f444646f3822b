//! What she tries.

mod calls;
mod meanwhile;
mod presence;
pub mod request;
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
    /// Asking for a document anew on a socket that she has open since she might.
    Reopen(&'static str),
    /// Sending again, byte for byte, what was taken while she might: on that socket.
    Replay,
    /// On a new one.
    ReplayAnew,
    /// By plain REST, under the same key.
    ReplayPost,
    /// Showing herself as the applicant.
    Presence,
    /// Showing this for the applicant's client.
    ShowFor(&'static str),
    /// Saying this of a call, on a socket that she has open since she might.
    Signal(&'static str, &'static str),
    /// Taking a call of her own for the applicant.
    TakeOwn,
    /// Going on with a call that was on when her time ended.
    GoOn,
    /// Looking for it at her own station's desk.
    Console,
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
            Reopen(part) => socket::reopen(scene, part).await,
            Replay => socket::replay(scene).await,
            ReplayAnew => socket::replay_anew(scene).await,
            ReplayPost => request::replay(scene).await,
            Presence => presence::as_applicant(scene).await,
            ShowFor(state) => presence::show_for(scene, state).await,
            Signal(part, text) => calls::signal(scene, part, text).await,
            TakeOwn => calls::take_own(scene).await,
            GoOn => calls::go_on(scene).await,
            Console => request::console(scene).await,
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
