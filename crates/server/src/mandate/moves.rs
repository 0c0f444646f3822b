//! Drawing up a mandate, and what each side does with it. Each is one transaction: what happened,
//! the record of it, and what the other side is told.

use bangban_contract::Text;
use bangban_contract::assistance::record::{Actor, ActorRole, Event};
use bangban_contract::mandate::{
    Accepted, AgentRef, Mandate, MandateAgent, MandateItem, MandateMove, MandateSide, MandateState,
    MandateVersion, NewMandate, NoticeKind, PARTY, Signature, Signed, SignedWay, Terms,
};
use bangban_contract::problem::ProblemCode;
use bangban_contract::session::Role;
use chrono::{DateTime, Datelike, Utc};
use sqlx::{Row, Sqlite, Transaction};
use uuid::Uuid;

use super::agency::as_agent;
use super::notices::{self, Told};
use super::rules::{self, Change, Fault, Refusal};
use super::{Entry, sides, text};
use crate::app::AppState;
use crate::assistance::{moves as words, record};
use crate::clock::{date_of, rfc3339};
use crate::filings::journal;
use crate::http::{ApiError, Caller};
use crate::session::Current;

/// Mandates of a person that may be drawn up and not over.
const MOST: i64 = 50;

/// Draws one up, for the party for whom the caller acts. It is nothing yet until it is signed.
pub async fn draw_up(
    state: &AppState,
    caller: &Caller,
    wanted: NewMandate,
) -> Result<Mandate, ApiError> {
    let now = state.clock.now();
    if caller.party.id.starts_with(PARTY) {
        return Err(ApiError::not_allowed().detail(
            "受托人不得转委托。请切换到本人或本单位后再办理委托。",
            "Who acts under a mandate may not appoint another. Act for your own party first.",
        ));
    }
    let reason = words::text(&wanted.reason)?;
    let agent = agent(state, caller, &wanted.agent)?;
    agreeable(state, &wanted.terms, now)?;
    let mut tx = state.db.begin().await?;
    let open =
        sqlx::query("SELECT count(*) AS open FROM mandate WHERE principal = ? AND ended IS NULL");
    if open.bind(&caller.person.id).fetch_one(&mut *tx).await?.try_get::<i64, _>("open")? >= MOST {
        return Err(ApiError::new(ProblemCode::WrongState).detail(
            "未结束的委托书过多，请先撤销不需要的。",
            "Too many mandates are open. Revoke some of them first.",
        ));
    }
    let year = date_of(now).year();
    let count = journal::next_in_series(&mut tx, &format!("mandate:{year}")).await?;
    let mut entry = Entry {
        id: Uuid::new_v4().simple().to_string(),
        number: format!("WT-{year}-{count:06}"),
        version: 1,
        principal: caller.person.id.clone(),
        principal_name: caller.person.name.clone(),
        party: caller.party.clone(),
        agent,
        reason,
        created_at: rfc3339(now),
        current: None,
        offer: None,
        ended: None,
        end_reason: None,
        stands: true,
    };
    entry.insert(&mut tx).await?;
    let first = written(state, &entry, 1, wanted.terms);
    entry.put(&mut tx, &first).await?;
    entry.offer = Some(first);
    let actor = principal(&entry);
    note(&mut tx, &entry, actor, Event::MandateDrawn { version: 1 }, now).await?;
    tx.commit().await?;
    Ok(entry.tell(MandateSide::Principal, date_of(now)))
}

/// What one side does.
pub async fn act(
    state: &AppState,
    current: &Current,
    id: &str,
    wanted: MandateMove,
) -> Result<Mandate, ApiError> {
    let now = state.clock.now();
    let person = &current.identity.person;
    let mut tx = state.db.begin().await?;
    let mut entry = Entry::find(&mut tx, id).await?;
    let identity = &current.identity;
    let side = entry.side(identity).ok_or_else(ApiError::not_found)?;
    let revokes = matches!(wanted, MandateMove::Revoke { .. });
    if side == MandateSide::Principal && !entry.is_given_by(identity) && !revokes {
        return Err(ApiError::not_allowed().detail(
            "委托书由签署人本人签署和变更；本单位其他经办人可以查看和撤销。",
            "Who signs a mandate changes it; others of the firm can read and revoke it.",
        ));
    }
    rules::may(&entry.facts(), side, &wanted, date_of(now)).map_err(refused)?;
    let agent = as_agent(person);
    let (event, told) = match wanted {
        MandateMove::Sign(signature) => {
            (sign(&mut tx, &mut entry, &signature, SignedWay::Session, now).await?, None)
        }
        MandateMove::Accept { digest } => {
            let mut offer = entry.offer.take().ok_or_else(|| refused(Refusal::WrongState))?;
            if offer.text.digest != digest {
                return Err(other_text());
            }
            offer.accepted = Some(Accepted { by: agent.name.clone(), at: rfc3339(now) });
            entry.put(&mut tx, &offer).await?;
            let version = offer.seq;
            entry.current = Some(offer);
            (Event::MandateAccepted { version }, Some(NoticeKind::Accepted))
        }
        MandateMove::Decline => {
            let version = entry.offer.take().map(|one| one.seq).unwrap_or_default();
            if entry.current.is_none() {
                entry.ended = Some((MandateState::Declined, rfc3339(now)));
            }
            (Event::MandateDeclined { version }, Some(NoticeKind::Declined))
        }
        MandateMove::Change { terms } => {
            (change(state, &mut tx, &mut entry, terms, now).await?, None)
        }
        MandateMove::TakeBack => {
            let version = entry.offer.take().map(|one| one.seq).unwrap_or_default();
            (Event::MandateTakenBack { version }, None)
        }
        MandateMove::Revoke { reason } => {
            let reason = words::text(&reason)?;
            entry.end_reason = (!reason.is_empty()).then_some(reason);
            entry.ended = Some((MandateState::Revoked, rfc3339(now)));
            (Event::MandateRevoked, None)
        }
        MandateMove::Resign => {
            entry.ended = Some((MandateState::Resigned, rfc3339(now)));
            (Event::MandateResigned, Some(NoticeKind::Resigned))
        }
    };
    let actor = match side {
        MandateSide::Principal => Actor { name: Some(person.name.clone()), ..principal(&entry) },
        MandateSide::Agent => {
            let principal = Some(entry.party.name.clone());
            Actor { principal, ..record::assistant(&agent) }
        }
    };
    note(&mut tx, &entry, actor, event, now).await?;
    if let Some(kind) = told {
        let told = Told {
            person: &entry.principal,
            kind,
            by: &agent.name,
            mandate: &entry.id,
            filing: None,
        };
        notices::tell(&mut tx, &told, now).await?;
    }
    entry.save(&mut tx).await?;
    tx.commit().await?;
    changed(state, &entry.id).await?;
    Ok(entry.tell(side, date_of(now)))
}

/// Writes the principal's signature under the version that waits.
pub(super) async fn sign(
    tx: &mut Transaction<'_, Sqlite>,
    entry: &mut Entry,
    signature: &Signature,
    way: SignedWay,
    now: DateTime<Utc>,
) -> Result<Event, ApiError> {
    let mut offer = entry.offer.take().ok_or_else(|| refused(Refusal::WrongState))?;
    if offer.text.digest != signature.digest {
        return Err(other_text());
    }
    if !signature.is_drawn() {
        return Err(ApiError::malformed("请完整签名。", "Draw the whole signature."));
    }
    offer.signed = Some(Signed {
        by: entry.principal_name.clone(),
        at: rfc3339(now),
        way,
        digest: signature.digest.clone(),
        strokes: signature.strokes.clone(),
    });
    entry.put(tx, &offer).await?;
    let event = Event::MandateSigned { version: offer.seq, digest: offer.text.digest.clone() };
    entry.offer = Some(offer);
    Ok(event)
}

async fn change(
    state: &AppState,
    tx: &mut Transaction<'_, Sqlite>,
    entry: &mut Entry,
    terms: Terms,
    now: DateTime<Utc>,
) -> Result<Event, ApiError> {
    agreeable(state, &terms, now)?;
    let before = entry.current.as_ref().ok_or_else(|| refused(Refusal::WrongState))?;
    let change = rules::compare(&before.terms, &terms);
    let version = entry.next_seq(tx).await?;
    let written = written(state, entry, version, terms);
    match change {
        Change::None => Err(ApiError::malformed("委托内容没有变化。", "Nothing is changed.")),
        Change::Both => Err(ApiError::malformed(
            "缩小和扩大不能同时进行：请先缩小，再另行扩大。",
            "It cannot be narrowed and extended in one step. Narrow it first, then extend it.",
        )),
        Change::Narrows => {
            entry.put(tx, &written).await?;
            entry.current = Some(written);
            Ok(Event::MandateNarrowed { version })
        }
        Change::Widens => {
            entry.put(tx, &written).await?;
            entry.offer = Some(written);
            Ok(Event::MandateDrawn { version })
        }
    }
}

/// A version in words.
fn written(state: &AppState, entry: &Entry, seq: u32, terms: Terms) -> MandateVersion {
    let name = |id: &String| state.items.find(id).map(|item| item.summary.name.clone());
    let items: Vec<MandateItem> = (terms.items.iter())
        .map(|id| MandateItem { id: id.clone(), name: name(id).unwrap_or_else(|| Text::zh(id)) })
        .collect();
    let text = text::of(&text::Facts {
        number: &entry.number,
        seq,
        party: &entry.party.name,
        relation: &entry.party.relation,
        principal: &entry.principal_name,
        document: sides::document(state, &entry.party.id),
        agent: &entry.agent.name,
        known_by: &sides::agent(state, &entry.agent),
        is_station: entry.agent.is_station,
        reason: &entry.reason,
        items: &items,
        terms: &terms,
    });
    MandateVersion { seq, terms, items, text, signed: None, accepted: None }
}

fn agent(state: &AppState, caller: &Caller, wanted: &AgentRef) -> Result<MandateAgent, ApiError> {
    match wanted {
        AgentRef::Station { station } => {
            let found = state.desks.station(station).ok_or_else(|| {
                ApiError::malformed("该工作站没有帮办员。", "Nobody works at that station.")
            })?;
            Ok(MandateAgent { is_station: true, id: found.id.clone(), name: found.name.clone() })
        }
        AgentRef::Person { account, name } => {
            let unknown = || {
                ApiError::malformed(
                    "没有找到这位受托人。请核对登录账号和姓名，两项须一致；不能委托本人。",
                    "Nobody was found. The account and the name have to fit; you cannot appoint yourself.",
                )
            };
            let found = state.sessions.person(account.trim()).ok_or_else(unknown)?;
            let plain = |text: &str| {
                text.split(['（', '(', ',']).next().unwrap_or_default().trim().to_owned()
            };
            let fits = plain(&found.name.zh) == plain(name)
                || plain(found.name.pick(true).0) == plain(name);
            let may = found.role == Role::Applicant && found.id != caller.person.id && fits;
            if !may || name.trim().is_empty() {
                return Err(unknown());
            }
            Ok(MandateAgent { is_station: false, id: found.id.clone(), name: found.name.clone() })
        }
    }
}

fn agreeable(state: &AppState, terms: &Terms, now: DateTime<Utc>) -> Result<(), ApiError> {
    let is_known = |id: &str| state.items.find(id).is_some();
    rules::check(terms, date_of(now), is_known).map_err(|fault| match fault {
        Fault::Items => {
            ApiError::malformed("请选择一至二十个委托事项。", "Choose from one to twenty items.")
        }
        Fault::UnknownItem => ApiError::malformed(
            "有事项暂不能网上办理。",
            "One of the items cannot be filed online.",
        ),
        Fault::Acts => ApiError::malformed("请选择委托权限。", "Choose what is allowed."),
        Fault::Dates => ApiError::malformed(
            "请填写有效的起止日期：结束不早于开始和今天，期限不超过三年。",
            "Give valid dates: the last day not before the first and today, at most three years.",
        ),
    })
}

pub(super) fn principal(entry: &Entry) -> Actor {
    let name = Some(entry.principal_name.clone());
    Actor { role: ActorRole::Applicant, name, number: None, principal: None }
}

/// Puts on record what happened to a mandate; what ends or narrows it also in the filings that
/// are under way.
pub(super) async fn note(
    tx: &mut Transaction<'_, Sqlite>,
    entry: &Entry,
    actor: Actor,
    event: Event,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let concerns_work = matches!(
        event,
        Event::MandateNarrowed { .. } | Event::MandateRevoked | Event::MandateResigned
    );
    if concerns_work {
        let rows = sqlx::query(
            "SELECT id FROM filing WHERE mandate = ? AND state IN ('draft', 'supplement-requested')",
        );
        for row in rows.bind(&entry.id).fetch_all(&mut **tx).await? {
            let filing: String = row.try_get("id")?;
            record::append(tx, &filing, &entry.id, now, actor.clone(), event.clone()).await?;
        }
    }
    record::append(tx, &entry.id, &entry.id, now, actor, event).await
}

/// Tells open documents and whoever waits. To be called when the change is in the database.
pub(super) async fn changed(state: &AppState, mandate: &str) -> Result<(), sqlx::Error> {
    let rows = sqlx::query("SELECT id FROM filing WHERE mandate = ?").bind(mandate);
    for row in rows.fetch_all(state.db.read()).await? {
        state.relay.filing_changed(row.try_get("id")?);
    }
    state.desks.changed();
    Ok(())
}

/// A day has begun: mandates may have begun or expired with it, and whoever has a filing open by
/// one is looked up anew.
pub async fn day_has_begun(state: &AppState) -> Result<(), sqlx::Error> {
    let rows = sqlx::query(
        "SELECT id FROM filing WHERE mandate IS NOT NULL \
         AND state IN ('draft', 'supplement-requested')",
    );
    for row in rows.fetch_all(state.db.read()).await? {
        state.relay.filing_changed(row.try_get("id")?);
    }
    state.desks.changed();
    Ok(())
}

pub(super) fn refused(refusal: Refusal) -> ApiError {
    match refusal {
        Refusal::NotYours => ApiError::not_allowed(),
        Refusal::WrongState => ApiError::new(ProblemCode::WrongState).detail(
            "委托书的状态已变化，请以页面显示为准。",
            "The mandate stands elsewhere now. Look at the page.",
        ),
    }
}

fn other_text() -> ApiError {
    ApiError::new(ProblemCode::WrongState).detail(
        "委托书内容已变化，请重新阅读后再操作。",
        "The text has changed. Read it again first.",
    )
}
