//! How far the applicant has let hana in when she tries something, and who and what is there then.

use serde_json::json;

use super::ink::applicants;
use crate::assistance::mandate::mandate_for;
use crate::assistance::people::helped;
use crate::realtime::peer::Peer;
use crate::realtime::place::Place;
use crate::town::{ITEM, Someone};

use Stage::*;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    /// She has taken the request up and was not answered.
    Asked,
    Look,
    Suggest,
    Fill,
    /// She had `fill`, and it is over.
    Ended,
    /// She had `fill`, handed over, and the colleague has it now.
    HandedOver,
    /// It never was hers.
    Stranger,
    /// Her station acts by a mandate that lets it fill in and not submit.
    Entrusted,
    /// It might submit, and the mandate was revoked while she worked.
    Revoked,
    /// Her station acts by a mandate of who has left the firm.
    Left,
    /// Another station's assistant, where hers has the mandate.
    OtherStation,
}

/// Who and what is there.
pub struct Scene<'a> {
    pub place: &'a Place,
    pub filing: String,
    pub id: String,
    pub upload: String,
    pub who: Someone<'a>,
    /// Her sockets, open since she might.
    pub sockets: Vec<(&'static str, Peer)>,
}

impl<'a> Scene<'a> {
    pub async fn set(place: &'a Place, stage: Stage) -> Self {
        let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
        let level = match stage {
            Look => "look",
            Suggest => "suggest",
            _ => "fill",
        };
        let by_mandate = matches!(stage, Entrusted | Revoked | Left | OtherStation);
        let (filing, id) = if by_mandate {
            let acts = if stage == Entrusted { json!(["fill"]) } else { json!(["fill", "submit"]) };
            let mandate =
                mandate_for(&anna, &hana, json!({"station": "port", "kind": "station"}), acts)
                    .await;
            (hana.begin_by(&mandate, ITEM).await, mandate)
        } else if matches!(stage, Asked | Stranger) {
            let filing = anna.begin().await;
            let id = anna.ask_for_help(&filing).await;
            if stage == Asked {
                hana.moves(&id, json!({"move": "claim", "wanted": "fill"})).await;
            }
            (filing, id)
        } else {
            helped(place, level).await
        };
        let upload = anna.attach(&filing).await;
        let upload = upload.rsplit('/').next().unwrap().to_owned();
        let mut own = place.open(&anna, &format!("{filing}/answers")).await;
        assert!(own.update(&applicants()).await);
        let who = if matches!(stage, Stranger | OtherStation) {
            place.sign_in("hilda").await
        } else {
            hana
        };
        let mut sockets = Vec::new();
        if !matches!(stage, Asked | Stranger | OtherStation) {
            for part in ["answers", "assist"] {
                sockets.push((part, place.open(&who, &format!("{filing}/{part}")).await));
            }
        }
        match stage {
            Revoked => drop(anna.mandate_moves(&id, json!({"move": "revoke"})).await),
            Left => {
                let rig = &place.rig;
                let gone = "DELETE FROM may_act WHERE person = 'anna'";
                sqlx::query(gone).execute(rig.state.db.write()).await.unwrap();
                rig.state.relay.filing_changed(&filing);
            }
            Ended => drop(anna.moves(&id, json!({"move": "end"})).await),
            HandedOver => {
                who.moves(&id, json!({"move": "hand-over", "to": "hugo"})).await;
                anna.moves(&id, json!({"move": "consent", "level": "fill"})).await;
            }
            _ => {}
        }
        Scene { place, filing, id, upload, who, sockets }
    }

    /// A socket of hers that is open since she might.
    pub fn socket(&mut self, part: &str) -> &mut Peer {
        let found = self.sockets.iter_mut().find(|(known, _)| *known == part);
        &mut found.expect("it is open").1
    }
}
