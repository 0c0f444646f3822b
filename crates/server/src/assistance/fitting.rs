//! Which station a request goes to where none was chosen: that of a mandate for the item, that of
//! the firm's group, one in the party's subdistrict or town (街镇), or the one where fewest wait.

use bangban_contract::assistance::HelpStation;
use bangban_contract::form::Prefill;
use chrono::NaiveDate;
use sqlx::{Row, SqliteConnection};

use super::Desks;
use crate::app::AppState;
use crate::mandate;

/// Under which keys the registers have the place of a party's address, from the province down.
const PLACES: [&str; 2] = ["org.region", "person.region"];

/// The station; nothing where nobody helps online.
pub async fn station(
    state: &AppState,
    db: &mut SqliteConnection,
    party: &str,
    item: Option<&str>,
    today: NaiveDate,
) -> Result<Option<HelpStation>, sqlx::Error> {
    if let Some(item) = item {
        let acting = mandate::stations_for(db, party, item, today).await?;
        if let Some(station) = acting.iter().find_map(|id| state.desks.station(id)) {
            return Ok(Some(station.clone()));
        }
    }
    if let Some(station) = state.desks.of_group(party) {
        return Ok(Some(station.clone()));
    }
    let town = town(&state.desks, state.published.known_of(party));
    let near = town.map(|town| state.desks.near(town)).unwrap_or_default();
    fewest(db, if near.is_empty() { state.desks.open() } else { near }).await
}

/// The subdistrict or town of the registered address, where a station is in it.
pub fn town<'a>(desks: &Desks, known: &'a [Prefill]) -> Option<&'a str> {
    let place = known.iter().find(|one| PLACES.contains(&one.key.as_str()))?;
    desks.town(place.value.as_array()?.iter().filter_map(|code| code.as_str()))
}

/// The one where fewest wait, the first of those where as many do.
async fn fewest(
    db: &mut SqliteConnection,
    stations: Vec<HelpStation>,
) -> Result<Option<HelpStation>, sqlx::Error> {
    let mut best: Option<(i64, HelpStation)> = None;
    for station in stations {
        let row = sqlx::query(
            "SELECT count(*) AS count FROM assistance WHERE station = ? AND state = 'waiting'",
        )
        .bind(&station.id)
        .fetch_one(&mut *db)
        .await?;
        let waiting = row.try_get("count")?;
        if best.as_ref().is_none_or(|(fewest, _)| waiting < *fewest) {
            best = Some((waiting, station));
        }
    }
    Ok(best.map(|(_, station)| station))
}
