//! How a case went, and the table of all.

use std::fmt;

use super::acts::{Refused, Try};
use super::ink::Ink;
use super::scene::Scene;
use super::stage::Stage;
use crate::realtime::place::Place;

/// What is stored of a filing, as far as she could change it.
pub struct Stored(Vec<(String, Vec<Vec<u8>>)>);

impl Stored {
    pub async fn of(scene: &Scene<'_>) -> Self {
        let mut all = Vec::new();
        for part in ["answers", "answers@1", "private", "assist"] {
            let name = format!("{}/{part}", scene.filing);
            all.push((name.clone(), scene.place.stored(&name).await));
        }
        Self(all)
    }

    /// What of it has changed since.
    async fn changed(&self, place: &Place) -> Option<&str> {
        for (name, before) in &self.0 {
            if place.stored(name).await != *before {
                return Some(name);
            }
        }
        None
    }
}

/// A line of the table.
pub struct Verdict {
    name: &'static str,
    stage: Stage,
    refused: Refused,
    recorded: bool,
}

impl Verdict {
    /// Looks at what is left of an attempt. The server goes on, and the applicant's side with it.
    pub async fn of(
        &(name, stage, act): &(&'static str, Stage, Try),
        scene: &Scene<'_>,
        before: &Stored,
        refused: Refused,
    ) -> Self {
        let mut refused = refused.map_err(|what| format!("LET THROUGH: {what}"));
        if let Some(name) = before.changed(scene.place).await {
            refused = Err(format!("LET THROUGH: {name} has changed"));
        }
        let anna = scene.place.sign_in("anna").await;
        anna.get(&format!("/filings/{}", scene.filing)).await;
        let events = match act {
            Try::Ask(_, path, _) if path.contains("{m}") => anna.mandate_events(&scene.id).await,
            _ => anna.events(&scene.filing).await,
        };
        let recorded = events.iter().any(|event| event == "denied");
        if must_be_recorded(stage, act) && !recorded {
            refused = Err("NOT ON RECORD".into());
        }
        Self { name, stage, refused, recorded }
    }

    pub fn is_good(&self) -> bool {
        self.refused.is_ok()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, stage, refused, recorded } = self;
        let (Ok(how) | Err(how)) = refused;
        let on_record = if *recorded { "on record" } else { "" };
        write!(f, "{name:<50} {:<12} {how:<18} {on_record}", format!("{stage:?}"))
    }
}

/// What names a filing's content is on record; what a role may not do anywhere, and what is no
/// document's name at all, is refused before a filing is looked at. Nor is what one's own client
/// does before it knows that the document was begun anew.
fn must_be_recorded(stage: Stage, act: Try) -> bool {
    match act {
        Try::Open(part) | Try::Fetch(part) if stage == Stage::Anew => part == "private",
        Try::Write(..) if stage == Stage::Anew => false,
        Try::Open(part) => !part.contains('\0'),
        Try::Write(_, ink) | Try::Post(_, ink) => !matches!(ink, Ink::Garbage),
        Try::Signal(..) => !matches!(stage, Stage::Fill | Stage::Look),
        Try::Fetch(_) | Try::Pour | Try::Reopen(_) | Try::ShowFor(_) | Try::GoOn => true,
        Try::Replay | Try::ReplayAnew | Try::ReplayPost => true,
        Try::Presence | Try::TakeOwn | Try::Guess | Try::Reveal | Try::Follow => false,
        Try::Console => false,
        Try::Scrawl(path) => path.contains("/documents/"),
        Try::Ask(_, path, body) => path.contains('{') && !body.contains("hand-over"),
    }
}
