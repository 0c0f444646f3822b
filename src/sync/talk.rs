//! What is said about one document over a socket: who one is, what each side lacks, what was
//! typed, and that it is stored. Pure: frames in, frames and news out.

use bangban_contract::realtime::epoch_moved_to;
use bangban_draft::{Name, Replica};
use bangban_wire::{Auth, CloseCode, Frame, Message, Scope, SyncMessage, Token};

/// What a frame from the server means for us.
#[derive(Debug, PartialEq)]
pub(super) enum News {
    /// Nothing to be done.
    Nothing,
    /// To be sent.
    Answer(Vec<u8>),
    /// To be merged.
    Update(Vec<u8>),
    /// The server has stored an update of ours.
    Stored,
    /// It may not be changed by us, or not any more.
    ReadOnly,
    /// It is not ours to see, or not any more.
    Denied,
    /// It is in this epoch now.
    Moved(u32),
    /// The server has closed it for reasons of its own: everything begins anew.
    Reset,
}

/// The talk about one document.
pub(super) struct Talk {
    /// Its name on the wire.
    document: String,
    /// Which of the draft's.
    name: Name,
    /// What we may do, once the server has said so.
    scope: Option<Scope>,
    /// Whether the server has said what it lacks; before that, everything goes in the answer.
    is_met: bool,
    /// Whether the server has refused something since the talk began.
    is_refused: bool,
    /// Updates on their way of which it has not been said that they are stored.
    awaited: u32,
}

impl Talk {
    /// About a document of a filing.
    pub(super) fn about(filing: &str, name: Name, draft: &dyn Replica) -> Self {
        let document = [filing, "/", &draft.address(name).to_string()].concat();
        Self { document, name, scope: None, is_met: false, is_refused: false, awaited: 0 }
    }

    /// The first frame: the cookie says who one is, so the token is empty.
    pub(super) fn opening(&mut self) -> Vec<u8> {
        self.scope = None;
        self.is_met = false;
        self.is_refused = false;
        self.awaited = 0;
        self.frame(Message::Auth(Auth::Token { token: Token(""), version: None }))
    }

    /// The last frame.
    pub(super) fn closing(&self) -> Vec<u8> {
        self.frame(Message::Close(None))
    }

    /// Whether a frame of this document is about this talk.
    pub(super) fn is_of(&self, document: &str) -> bool {
        self.document == document
    }

    /// Whether the server has let us in.
    pub(super) fn is_let_in(&self) -> bool {
        self.scope.is_some()
    }

    /// Which document it is about.
    pub(super) fn name(&self) -> Name {
        self.name
    }

    /// Whether all that was sent is stored, and the server lacks nothing.
    pub(super) fn is_settled(&self) -> bool {
        self.is_met && self.awaited == 0 && !self.is_refused
    }

    /// The frame with an update that was made here. None before the server has said what it
    /// lacks: the answer to that will hold it.
    pub(super) fn update(&mut self, update: &[u8]) -> Option<Vec<u8>> {
        if !self.is_met || self.scope != Some(Scope::ReadWrite) {
            return None;
        }
        self.awaited += 1;
        Some(self.frame(Message::Sync(SyncMessage::Update(update))))
    }

    /// Asks anew what each side lacks: a sign of life that every server answers. None before one
    /// is let in.
    pub(super) fn ask(&self, draft: &dyn Replica) -> Option<Vec<u8>> {
        self.scope?;
        let known = draft.state_vector(self.name);
        Some(self.frame(Message::Sync(SyncMessage::Step1(&known))))
    }

    /// Takes a message of the server.
    pub(super) fn hear(&mut self, message: &Message<'_>, draft: &dyn Replica) -> News {
        match message {
            Message::Auth(Auth::Authenticated(scope)) => {
                self.scope = Some(*scope);
                self.is_refused = false;
                let known = draft.state_vector(self.name);
                News::Answer(self.frame(Message::Sync(SyncMessage::Step1(&known))))
            }
            Message::Auth(Auth::Denied(_)) | Message::Close(_) => {
                self.scope = None;
                self.is_met = false;
                let reason = match message {
                    Message::Auth(Auth::Denied(reason)) | Message::Close(Some(reason)) => reason,
                    _ => "",
                };
                if let Some(epoch) = epoch_moved_to(reason)
                    && epoch > draft.address(self.name).epoch
                {
                    return News::Moved(epoch);
                }
                match message {
                    // At its end, and where it fails, a server closes what is open.
                    Message::Close(reason) if *reason != Some(CloseCode::Forbidden.reason()) => {
                        News::Reset
                    }
                    _ => News::Denied,
                }
            }
            Message::Sync(SyncMessage::Step1(lacks)) => self.give(lacks, draft),
            Message::Sync(SyncMessage::Step2(update) | SyncMessage::Update(update))
            | Message::SyncReply(SyncMessage::Step2(update) | SyncMessage::Update(update)) => {
                News::Update(update.to_vec())
            }
            Message::SyncStatus(true) => {
                self.awaited = self.awaited.saturating_sub(1);
                News::Stored
            }
            Message::SyncStatus(false) => {
                self.awaited = self.awaited.saturating_sub(1);
                self.is_refused = true;
                News::ReadOnly
            }
            _ => News::Nothing,
        }
    }

    fn give(&mut self, lacks: &[u8], draft: &dyn Replica) -> News {
        if self.scope != Some(Scope::ReadWrite) {
            self.is_met = true;
            self.is_refused = true;
            return News::ReadOnly;
        }
        let Ok(update) = draft.since(self.name, lacks) else { return News::Nothing };
        self.is_met = true;
        self.awaited += 1;
        News::Answer(self.frame(Message::Sync(SyncMessage::Step2(&update))))
    }

    fn frame(&self, message: Message<'_>) -> Vec<u8> {
        Frame::Document { name: &self.document, message }.encode()
    }
}

#[cfg(test)]
mod tests {
    use bangban_draft::Draft;

    use super::*;

    #[test]
    fn why_a_document_is_closed() {
        let draft = Draft::new(1, "someone");
        for (message, expected) in [
            (Message::Close(Some("Forbidden")), News::Denied),
            (Message::Close(Some("Reset Connection")), News::Reset),
            (Message::Close(Some("Server closed the connection")), News::Reset),
            (Message::Close(None), News::Reset),
            (Message::Auth(Auth::Denied("permission-denied")), News::Denied),
            (Message::Auth(Auth::Denied("moved-to-epoch 2")), News::Moved(2)),
            (Message::Close(Some("moved-to-epoch 2")), News::Moved(2)),
            // Behind what is known here: the server was put back from a copy.
            (Message::Auth(Auth::Denied("moved-to-epoch 0")), News::Denied),
        ] {
            let mut talk = Talk::about("f1", Name::Answers, &draft);
            assert_eq!(talk.hear(&message, &draft), expected, "{message:?}");
        }
    }

    #[test]
    fn it_is_asked_only_by_who_was_let_in() {
        let draft = Draft::new(1, "someone");
        let mut talk = Talk::about("f1", Name::Answers, &draft);
        assert_eq!(talk.ask(&draft), None);
        let News::Answer(first) =
            talk.hear(&Message::Auth(Auth::Authenticated(Scope::ReadWrite)), &draft)
        else {
            panic!("it says what it knows");
        };
        assert_eq!(talk.ask(&draft), Some(first));
    }
}
