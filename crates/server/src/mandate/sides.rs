//! What is known of the two sides of a mandate, as far as its paper has to name them.

use bangban_contract::Text;
use bangban_contract::mandate::MandateAgent;

use crate::app::AppState;

/// The document of a party, where registers know one: its name and number. Of a person the last
/// four characters.
pub(super) fn document(state: &AppState, party: &str) -> Option<(Text, String)> {
    let known = state.published.known_of(party);
    let find =
        |key: &str| known.iter().find(|one| one.key == key).and_then(|one| one.value.as_str());
    if let Some(code) = find("org.uscc") {
        let name = Text::new("统一社会信用代码", "Unified social credit code");
        return Some((name, code.to_owned()));
    }
    let card = find("person.id-card")?;
    let tail = card.get(card.len().saturating_sub(4)..)?;
    Some((Text::new("居民身份证（末四位）", "Identity card, last four"), tail.to_owned()))
}

/// By what an agent is known beside the name: a station's address and telephone, a person's
/// account. Of a person's document nothing: who draws a mandate up need not be known to them.
pub(super) fn agent(state: &AppState, agent: &MandateAgent) -> Vec<(Text, String)> {
    if agent.is_station {
        let address = state.desks.address(&agent.id).map(str::to_owned);
        let phone = state.desks.station(&agent.id).map(|one| one.phone.clone());
        let address = address.map(|address| (Text::new("地址", "Address"), address));
        let phone = phone.map(|phone| (Text::new("电话", "Telephone"), phone));
        return address.into_iter().chain(phone).collect();
    }
    vec![(Text::new("登录账号", "Account"), agent.id.clone())]
}
