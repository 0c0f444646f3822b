//! The steps that most of these tests begin with.

use bangban_draft::{Answer, Command, Draft};
use serde_json::{Value, json};

use crate::realtime::place::Place;
use crate::town::Someone;

impl Someone<'_> {
    /// Asks for help in a filing; gives the id.
    pub async fn ask_for_help(&self, filing: &str) -> String {
        let wanted =
            json!({"filing": filing, "step": "2", "field": "title", "question": "怎么填?"});
        let answer = self.ask("POST", "/assistance").json(&wanted).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.value()["id"].as_str().unwrap().to_owned()
    }

    /// A move that is allowed; gives what is told then.
    pub async fn moves(&self, id: &str, wanted: Value) -> Value {
        let answer = self.ask("POST", &format!("/assistance/{id}/moves")).json(&wanted).await;
        assert_eq!(answer.status, 200, "{wanted}: {}", answer.text());
        answer.value()
    }

    pub async fn assistance(&self, id: &str) -> Value {
        self.get(&format!("/assistance/{id}")).await
    }

    /// What happened in a filing: the events alone.
    pub async fn events(&self, filing: &str) -> Vec<String> {
        let record = self.get(&format!("/filings/{filing}/record")).await;
        let entries = record["entries"].as_array().unwrap();
        entries.iter().map(|entry| entry["event"]["event"].as_str().unwrap().to_owned()).collect()
    }
}

/// A filing of anna's in which hana helps at this level; the filing and the assistance.
pub async fn helped(place: &Place, level: &str) -> (String, String) {
    let (anna, hana) = (place.sign_in("anna").await, place.sign_in("hana").await);
    let filing = anna.begin().await;
    let id = anna.ask_for_help(&filing).await;
    hana.moves(&id, json!({"move": "claim", "wanted": "fill"})).await;
    anna.moves(&id, json!({"move": "consent", "level": level})).await;
    (filing, id)
}

/// An answer, as the app writes it.
pub fn set(path: &str, value: Value, sensitive: bool) -> Command {
    let path = path.split('/').map(str::to_owned).collect();
    Command::Set(Answer { path, value, long: false, sensitive })
}

/// The update of a command.
pub fn update(draft: &mut Draft, command: &Command) -> Vec<u8> {
    draft.apply(command).remove(0).bytes
}
