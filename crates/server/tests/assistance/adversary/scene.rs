//! Who and what is there when something is tried.

use bangban_draft::Draft;
use bangban_server::realtime::{Limits, log};
use serde_json::{Value, json};

use super::acts::request;
use super::ink::{applicants, brought, worn};
use super::stage::Stage;
use crate::assistance::mandate::mandate_for;
use crate::assistance::people::{helped, update};
use crate::realtime::peer::{Heard, Peer};
use crate::realtime::place::Place;
use crate::town::{ITEM, Someone};

use Stage::*;

pub struct Scene<'a> {
    pub place: &'a Place,
    pub filing: String,
    pub id: String,
    pub upload: String,
    pub who: Someone<'a>,
    /// Her sockets, open since she might.
    pub sockets: Vec<(&'static str, Peer)>,
}

/// The limits where there is more to it than that.
pub fn limits(stage: Stage, limits: &mut Limits) {
    if stage == Spent {
        limits.helper_bytes = i64::try_from(brought().len()).unwrap();
    }
}

impl<'a> Scene<'a> {
    pub async fn set(place: &'a Place, stage: Stage) -> Self {
        let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
        let (filing, id) = begin(place, stage, &anna, &hana).await;
        let upload = anna.attach(&filing).await;
        let upload = upload.rsplit('/').next().unwrap().to_owned();
        let mut own = place.open(&anna, &format!("{filing}/answers")).await;
        assert!(own.update(&applicants()).await);
        let mut sockets = Vec::new();
        if stage.was_in() {
            for part in ["answers", "assist"] {
                sockets.push((part, place.open(&hana, &format!("{filing}/{part}")).await));
            }
        }
        let who = match stage {
            Stranger | Booked | OtherStation => place.sign_in("hilda").await,
            Colleague => place.sign_in("hugo").await,
            _ => hana,
        };
        let mut scene = Self { place, filing, id, upload, who, sockets };
        if matches!(stage, Spent | Ended | HandedOver) {
            assert!(scene.socket("answers").update(&brought()).await);
        }
        if matches!(stage, Ended | HandedOver) {
            // By a request, too.
            let answer = request::bring(&scene, "answers", &brought()).await;
            assert_eq!(answer.status, 204, "{}", answer.text());
            assert_eq!(scene.socket("answers").hear().await, Heard::Update(brought()));
        }
        scene.go_on(stage, &anna, own).await;
        scene
    }

    /// What happens then.
    async fn go_on(&self, stage: Stage, anna: &Someone<'_>, mut own: Peer) {
        let Self { place, filing, id, who, .. } = self;
        match stage {
            Revoked => drop(anna.mandate_moves(id, json!({"move": "revoke"})).await),
            Left => {
                let rig = &place.rig;
                let gone = "DELETE FROM may_act WHERE person = 'anna'";
                sqlx::query(gone).execute(rig.state.db.write()).await.unwrap();
                rig.state.relay.filing_changed(filing);
            }
            Ended => drop(anna.moves(id, json!({"move": "end"})).await),
            HandedOver => {
                who.moves(id, json!({"move": "hand-over", "to": "hugo"})).await;
                anna.moves(id, json!({"move": "consent", "level": "fill"})).await;
            }
            Anew => {
                let mut draft = Draft::new(6, "anna");
                for command in worn() {
                    assert!(own.update(&update(&mut draft, &command)).await);
                }
                let (rig, name) = (&place.rig, format!("{filing}/answers").parse().unwrap());
                let looked = log::rebuild(&rig.state.db, &rig.clock, &name, 0).await.unwrap();
                assert_eq!(looked, log::Looked::Rebuilt(1));
            }
            _ => {}
        }
    }

    /// A socket of hers that is open since she might.
    pub fn socket(&mut self, part: &str) -> &mut Peer {
        let found = self.sockets.iter_mut().find(|(known, _)| *known == part);
        &mut found.expect("it is open").1
    }
}

/// The filing, and the assistance or the mandate.
async fn begin(
    place: &Place,
    stage: Stage,
    anna: &Someone<'_>,
    hana: &Someone<'_>,
) -> (String, String) {
    match stage {
        Entrusted | Revoked | Left | OtherStation => {
            let acts = if stage == Entrusted { json!(["fill"]) } else { json!(["fill", "submit"]) };
            let station = json!({"station": "port", "kind": "station"});
            let mandate = mandate_for(anna, hana, station, acts).await;
            (hana.begin_by(&mandate, ITEM).await, mandate)
        }
        Asked | Stranger => {
            let filing = anna.begin().await;
            let id = anna.ask_for_help(&filing).await;
            if stage == Asked {
                hana.moves(&id, json!({"move": "claim", "wanted": "fill"})).await;
            }
            (filing, id)
        }
        Booked => {
            let filing = anna.begin().await;
            let slot = anna.get("/help-stations/port/slots").await["free"][0].clone();
            let wanted = json!({"station": "port", "slot": slot, "filing": filing});
            let booked: Value = anna.ask("POST", "/assistance").json(&wanted).await.value();
            (filing, booked["id"].as_str().unwrap().to_owned())
        }
        Look => helped(place, "look").await,
        Suggest => helped(place, "suggest").await,
        Fill | Spent | Anew | Ended | HandedOver | Colleague => helped(place, "fill").await,
    }
}
