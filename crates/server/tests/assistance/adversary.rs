//! An assistant who means ill, or a client that was made for it: it speaks the wire and REST by
//! itself. A case is a line; each must be refused, be on record where it concerns a filing, and
//! leave the server well. `cargo xtask adversary` prints the table.

use std::fmt::Write as _;

use bangban_draft::{Command, Draft, Name};
use bangban_wire::write_update;
use serde_json::{Value, json};
use yrs::{Any, Array as _, Doc, Map as _, Text as _, Transact as _};

use super::mandate::mandate_for;
use super::people::{helped, set, update};
use crate::realtime::peer::{Heard, Peer};
use crate::realtime::place::Place;
use crate::town::{ITEM, Someone, answers, metadata, pdf, submission};

/// How far the applicant has let hana in when she tries it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stage {
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

/// What she writes.
#[derive(Clone, Copy, Debug)]
enum Ink {
    /// A plain answer under her own name.
    Answer,
    /// One under the applicant's name.
    AsApplicant,
    /// One under a colleague's.
    AsColleague,
    /// A long text.
    LongText,
    /// A row.
    Row,
    /// A message under her own name.
    Message,
    /// A message under the applicant's.
    MessageAsApplicant,
    /// A proposal.
    Proposal,
    /// What is to be mended.
    List,
    /// What the applicant made of one.
    Outcome,
    /// An entry under her own name beside one under the applicant's, in one update.
    Both,
    /// A root that no document has.
    StrangeRoot,
    /// A change that follows one which she holds back.
    WithAHole,
    /// Taking away what the applicant wrote, and nothing else.
    Erasure,
    /// An answer of her own by the replica that the applicant writes with.
    ByTheirReplica,
    /// A sensitive answer, for all to read.
    Secret,
    /// An answer that no form asks for.
    Elsewhere,
    /// An answer where a group is.
    OverGroup,
    /// One where a list is.
    OverList,
    /// A proposal for a sensitive answer.
    SecretProposal,
    /// A proposal for what no form asks.
    StrangeProposal,
    /// A mark on what is not there.
    StrangeMark,
    /// Entries without end.
    Flood,
    /// No update at all.
    Garbage,
}

/// What she tries.
#[derive(Clone, Copy, Debug)]
enum Try {
    /// Opening a document on a socket.
    Open(&'static str),
    /// Reading it by plain REST.
    Fetch(&'static str),
    /// Writing on a socket that she has open since she might.
    Write(&'static str, Ink),
    /// Writing by plain REST.
    Post(&'static str, Ink),
    /// A request; `{f}` is the filing, `{a}` the assistance, `{u}` its file.
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

use Ink::*;
use Stage::*;
use Try::{Ask, Fetch, Follow, Guess, Open, Post, Pour, Presence, Reveal, Scrawl, Write as Ink_};

/// The table. A new case is a line: what it is called, when, what.
#[rustfmt::skip]
const CASES: &[(&str, Stage, Try)] = &[
    ("reads before the consent, by socket",            Asked,      Open("answers")),
    ("reads before the consent, by request",           Asked,      Fetch("answers")),
    ("reads the filing before the consent",            Asked,      Ask("GET", "/filings/{f}", "")),
    ("reads the files' list before the consent",       Asked,      Ask("GET", "/filings/{f}/attachments", "")),
    ("reads a file before the consent",                Asked,      Ask("GET", "/uploads/{u}/content", "")),
    ("consents in the applicant's place",              Asked,      Ask("POST", "/assistance/{a}/moves", r#"{"move":"consent","level":"fill"}"#)),
    ("takes longer in the applicant's place",          Asked,      Ask("POST", "/assistance/{a}/moves", r#"{"move":"take-longer"}"#)),
    ("opens the private document, look",               Look,       Open("private")),
    ("opens the private document, suggest",            Suggest,    Open("private")),
    ("opens the private document, fill",               Fill,       Open("private")),
    ("opens another epoch of the private document",    Fill,       Open("private@1")),
    ("opens the private document by another spelling", Fill,       Open("private\0x")),
    ("fetches the private document, look",             Look,       Fetch("private")),
    ("fetches the private document, suggest",          Suggest,    Fetch("private")),
    ("fetches the private document, fill",             Fill,       Fetch("private")),
    ("asks what she may do in it",                     Fill,       Ask("GET", "/filings/{f}/documents/private/grant", "")),
    ("writes into the private document by request",    Fill,       Post("private", Answer)),
    ("writes an answer at look",                       Look,       Ink_("answers", Answer)),
    ("writes an answer at look, by request",           Look,       Post("answers", Answer)),
    ("writes an answer at suggest",                    Suggest,    Ink_("answers", Answer)),
    ("writes an answer at suggest, by request",        Suggest,    Post("answers", Answer)),
    ("writes a long text at suggest",                  Suggest,    Ink_("answers", LongText)),
    ("adds a row at suggest",                          Suggest,    Ink_("answers", Row)),
    ("erases an answer at suggest",                    Suggest,    Ink_("answers", Erasure)),
    ("writes an answer in the applicant's name",       Fill,       Ink_("answers", AsApplicant)),
    ("the same by request",                            Fill,       Post("answers", AsApplicant)),
    ("writes an answer in a colleague's name",         Fill,       Ink_("answers", AsColleague)),
    ("writes into a root that is none",                Fill,       Ink_("answers", StrangeRoot)),
    ("writes messages into the answers",               Fill,       Ink_("answers", Message)),
    ("writes what cannot be looked at",                Fill,       Ink_("answers", WithAHole)),
    ("writes answers into the assist document",        Fill,       Ink_("assist", Answer)),
    ("proposes at look",                               Look,       Ink_("assist", Proposal)),
    ("proposes at look, by request",                   Look,       Post("assist", Proposal)),
    ("speaks in the applicant's name",                 Fill,       Ink_("assist", MessageAsApplicant)),
    ("accepts her own proposal",                       Fill,       Ink_("assist", Outcome)),
    ("hides that among what is hers",                  Fill,       Ink_("assist", Both)),
    ("the same by request",                            Fill,       Post("assist", Both)),
    ("writes into a strange root of it",               Fill,       Ink_("assist", StrangeRoot)),
    ("writes by the applicant's replica",              Fill,       Ink_("answers", ByTheirReplica)),
    ("the same by request",                            Fill,       Post("answers", ByTheirReplica)),
    ("writes a sensitive answer for all to read",      Fill,       Ink_("answers", Secret)),
    ("the same by request",                            Fill,       Post("answers", Secret)),
    ("writes what no form asks",                       Fill,       Ink_("answers", Elsewhere)),
    ("writes over a group",                            Fill,       Ink_("answers", OverGroup)),
    ("writes over a list",                             Fill,       Ink_("answers", OverList)),
    ("proposes a sensitive answer",                    Suggest,    Ink_("assist", SecretProposal)),
    ("proposes what no form asks",                     Suggest,    Ink_("assist", StrangeProposal)),
    ("marks what is not there",                        Suggest,    Ink_("assist", StrangeMark)),
    ("writes without end in one update",               Suggest,    Ink_("assist", Flood)),
    ("the same by request",                            Suggest,    Post("assist", Flood)),
    ("sends garbage",                                  Fill,       Ink_("answers", Garbage)),
    ("sends garbage by request",                       Fill,       Post("answers", Garbage)),
    ("shows herself as the applicant",                 Look,       Presence),
    ("raises her own level",                           Look,       Ask("POST", "/assistance/{a}/moves", r#"{"move":"change-level","level":"fill"}"#)),
    ("raises it to what it is",                        Suggest,    Ask("POST", "/assistance/{a}/moves", r#"{"move":"change-level","level":"suggest"}"#)),
    ("declines a level in the applicant's place",      Look,       Ask("POST", "/assistance/{a}/moves", r#"{"move":"decline-level"}"#)),
    ("sends what is to be mended at look",             Look,       Ink_("assist", List)),
    ("consents once more",                             Look,       Ask("POST", "/assistance/{a}/moves", r#"{"move":"consent","level":"fill"}"#)),
    ("rates herself",                                  Ended,      Ask("POST", "/assistance/{a}/moves", r#"{"move":"rate","stars":5}"#)),
    ("reveals a field to herself",                     Fill,       Ask("PUT", "/assistance/{a}/revealed", r#"{"field":"idCard","value":"x"}"#)),
    ("confirms what she wrote",                        Fill,       Ask("POST", "/filings/{f}/assisted/confirmations", r#"{"fields":[]}"#)),
    ("submits",                                        Fill,       Ask("POST", "/filings/{f}/submission", "")),
    ("deletes the draft",                              Fill,       Ask("DELETE", "/filings/{f}", "")),
    ("withdraws",                                      Fill,       Ask("POST", "/filings/{f}/withdrawal", "")),
    ("adds a file",                                    Fill,       Ask("POST", "/filings/{f}/uploads", "")),
    ("removes a file",                                 Fill,       Ask("DELETE", "/uploads/{u}", "")),
    ("reads the receipt",                              Fill,       Ask("GET", "/filings/{f}/receipt", "")),
    ("reads the record",                               Fill,       Ask("GET", "/filings/{f}/record", "")),
    ("asks the registers",                             Fill,       Ask("GET", "/forms/test-licence.new/prefill", "")),
    ("makes a code for a phone",                       Fill,       Ask("POST", "/filings/{f}/phone-codes", "{}")),
    ("lists the applicant's filings",                  Fill,       Ask("GET", "/filings", "")),
    ("asks for help in the applicant's place",         Fill,       Ask("POST", "/assistance", "{}")),
    ("hands over to another station",                  Fill,       Ask("POST", "/assistance/{a}/moves", r#"{"move":"hand-over","to":"hilda"}"#)),
    ("opens it again after the end",                   Ended,      Open("answers")),
    ("writes after the end, on the old socket",        Ended,      Ink_("answers", Answer)),
    ("proposes after the end, on the old socket",      Ended,      Ink_("assist", Proposal)),
    ("writes after the end, by request",               Ended,      Post("answers", Answer)),
    ("reads the filing after the end",                 Ended,      Ask("GET", "/filings/{f}", "")),
    ("reads a file after the end",                     Ended,      Ask("GET", "/uploads/{u}/content", "")),
    ("takes it up once more after the end",            Ended,      Ask("POST", "/assistance/{a}/moves", r#"{"move":"claim","wanted":"fill"}"#)),
    ("writes after the hand-over",                     HandedOver, Ink_("answers", Answer)),
    ("opens it after the hand-over",                   HandedOver, Open("assist")),
    ("moves it after the hand-over",                   HandedOver, Ask("POST", "/assistance/{a}/moves", r#"{"move":"end"}"#)),
    ("opens a filing that was never hers",             Stranger,   Open("answers")),
    ("fetches one that was never hers",                Stranger,   Fetch("assist")),
    ("writes into one that was never hers",            Stranger,   Post("answers", Answer)),
    ("reads one that was never hers",                  Stranger,   Ask("GET", "/filings/{f}", "")),
    ("reads another station's request",                Stranger,   Ask("GET", "/assistance/{a}", "")),
    ("takes up another station's request",             Stranger,   Ask("POST", "/assistance/{a}/moves", r#"{"move":"claim","wanted":"fill"}"#)),
    ("opens the private document under a mandate",     Entrusted,  Open("private")),
    ("fetches the private document under a mandate",   Entrusted,  Fetch("private")),
    ("writes into it under a mandate",                 Entrusted,  Post("private", Answer)),
    ("writes a sensitive answer under a mandate",      Entrusted,  Ink_("answers", Secret)),
    ("writes over a group under a mandate",            Entrusted,  Ink_("answers", OverGroup)),
    ("writes in the principal's name",                 Entrusted,  Ink_("answers", AsApplicant)),
    ("submits what is not confirmed",                  Entrusted,  Ask("POST", "/filings/{f}/submission", "")),
    ("confirms what she wrote, under a mandate",       Entrusted,  Ask("POST", "/filings/{f}/assisted/confirmations", r#"{"fields":[]}"#)),
    ("reads the receipt that is not hers to receive",  Entrusted,  Ask("GET", "/filings/{f}/receipt", "")),
    ("deletes the principal's draft",                  Entrusted,  Ask("DELETE", "/filings/{f}", "")),
    ("withdraws the principal's filing",               Entrusted,  Ask("POST", "/filings/{f}/withdrawal", "")),
    ("makes a code for a phone, under a mandate",      Entrusted,  Ask("POST", "/filings/{f}/phone-codes", "{}")),
    ("begins a filing of an item that is not covered", Entrusted,  Ask("POST", "/mandates/{m}/filings", r#"{"item":"test-card.new"}"#)),
    ("widens her mandate",                             Entrusted,  Ask("POST", "/mandates/{m}/moves", r#"{"move":"change","terms":{"items":["test-licence.new"],"acts":["fill","submit"],"from":"2020-01-01","until":"2099-01-01"}}"#)),
    ("signs it in the principal's place",              Entrusted,  Ask("POST", "/mandates/{m}/moves", r#"{"move":"sign","digest":"","strokes":[]}"#)),
    ("accepts what was not offered",                   Entrusted,  Ask("POST", "/mandates/{m}/moves", r#"{"move":"accept","digest":""}"#)),
    ("makes a link to sign it",                        Entrusted,  Ask("POST", "/mandates/{m}/signing-codes", "")),
    ("reads the mandate's record",                     Entrusted,  Ask("GET", "/mandates/{m}/record", "")),
    ("submits after the revocation",                   Revoked,    Ask("POST", "/filings/{f}/submission", "")),
    ("writes after the revocation, on the old socket", Revoked,    Ink_("answers", Answer)),
    ("writes after the revocation, by request",        Revoked,    Post("answers", Answer)),
    ("proposes after the revocation",                  Revoked,    Ink_("assist", Proposal)),
    ("opens it after the revocation",                  Revoked,    Open("answers")),
    ("reads the filing after the revocation",          Revoked,    Ask("GET", "/filings/{f}", "")),
    ("reads a file after the revocation",              Revoked,    Ask("GET", "/uploads/{u}/content", "")),
    ("adds a file after the revocation",               Revoked,    Ask("POST", "/filings/{f}/uploads", "")),
    ("removes a file after the revocation",            Revoked,    Ask("DELETE", "/uploads/{u}", "")),
    ("begins another filing after the revocation",     Revoked,    Ask("POST", "/mandates/{m}/filings", r#"{"item":"test-licence.new"}"#)),
    ("opens it, and the principal has left the firm",  Left,       Open("answers")),
    ("writes, and the principal has left the firm",    Left,       Ink_("answers", Answer)),
    ("the same by request",                            Left,       Post("answers", Answer)),
    ("submits, and the principal has left the firm",   Left,       Ask("POST", "/filings/{f}/submission", "")),
    ("adds a file, and the principal has left",        Left,       Ask("POST", "/filings/{f}/uploads", "")),
    ("begins another, and the principal has left",     Left,       Ask("POST", "/mandates/{m}/filings", r#"{"item":"test-licence.new"}"#)),
    ("opens another station's entrusted filing",       OtherStation, Open("answers")),
    ("fetches another station's entrusted filing",     OtherStation, Fetch("answers")),
    ("writes into another station's",                  OtherStation, Post("answers", Answer)),
    ("reads another station's",                        OtherStation, Ask("GET", "/filings/{f}", "")),
    ("is told of another station's",                   OtherStation, Ask("GET", "/entrusted-filings/{f}", "")),
    ("submits another station's",                      OtherStation, Ask("POST", "/filings/{f}/submission", "")),
    ("adds a file to another station's",               OtherStation, Ask("POST", "/filings/{f}/uploads", "")),
    ("begins a filing by another station's mandate",   OtherStation, Ask("POST", "/mandates/{m}/filings", r#"{"item":"test-licence.new"}"#)),
    ("reads another station's mandate",                OtherStation, Ask("GET", "/mandates/{m}", "")),
    ("gives up another station's mandate",             OtherStation, Ask("POST", "/mandates/{m}/moves", r#"{"move":"resign"}"#)),
    ("writes into the record by a path",               Stranger,   Scrawl("/filings/{f}/documents/scrawl/updates")),
    ("the same by a path that is none",                Stranger,   Scrawl("/filings/{f}/scrawl/scrawl")),
    ("guesses codes",                                  Stranger,   Guess),
    ("is shown an answer across a hand-over",          Fill,       Reveal),
    ("goes on with a file across the revocation",      Entrusted,  Pour),
    ("follows the filing after the revocation",        Revoked,    Follow),
    ("tries a code",                                   Stranger,   Ask("POST", "/station/codes", r#"{"code":"000000","wanted":"fill"}"#)),
];

/// A client id of hers.
const HERS: u64 = 77;

fn ink(ink: Ink) -> Vec<u8> {
    let as_ = |author: &str, command: &Command| update(&mut Draft::new(HERS, author), command);
    let title = set("title", json!("x"), false);
    let put = |id: &str| Command::Put { id: id.into(), entry: json!({"value": 1, "taken": true}) };
    let say = Command::Say { message: json!({"text": "x"}) };
    match ink {
        Answer => as_("hana", &title),
        AsApplicant => as_("anna", &title),
        AsColleague => as_("hugo", &title),
        LongText => {
            let Command::Set(mut answer) = set("reason", json!("x"), false) else { unreachable!() };
            answer.long = true;
            as_("hana", &Command::Set(answer))
        }
        Row => as_(
            "hana",
            &Command::InsertRow {
                list: vec!["rows".into()],
                index: 0,
                id: "r".into(),
                answers: vec![],
            },
        ),
        Message => as_("hana", &say),
        MessageAsApplicant => as_("anna", &say),
        Proposal => as_("hana", &put("proposal:title")),
        List => as_("hana", &put("sent:marks")),
        Outcome => as_("anna", &put("outcome:title")),
        Both => {
            let doc = Doc::with_client_id(HERS);
            let (own, other) =
                (doc.get_or_insert_array("say:hana"), doc.get_or_insert_map("put:anna"));
            let mut txn = doc.transact_mut();
            own.push_back(&mut txn, Any::from("x"));
            other.insert(&mut txn, "outcome:title", Any::from(true));
            txn.encode_update_v1()
        }
        StrangeRoot => {
            let doc = Doc::with_client_id(HERS);
            let text = doc.get_or_insert_text("elsewhere");
            let mut txn = doc.transact_mut();
            text.push(&mut txn, "x");
            txn.encode_update_v1()
        }
        WithAHole => {
            let mut draft = Draft::new(HERS, "hana");
            update(&mut draft, &title);
            update(&mut draft, &set("title", json!("y"), false))
        }
        Erasure => {
            let mut draft = Draft::new(HERS, "hana");
            let before = applicants();
            draft.merge(bangban_draft::Address::first(Name::Answers), &before).unwrap();
            update(&mut draft, &set("kind", Value::Null, false))
        }
        ByTheirReplica => {
            let mut draft = Draft::new(5, "hana");
            draft.merge(bangban_draft::Address::first(Name::Answers), &applicants()).unwrap();
            update(&mut draft, &title)
        }
        Secret => as_("hana", &set("secret", json!("6222"), false)),
        Elsewhere => as_("hana", &set("elsewhere", json!("x"), false)),
        OverGroup => as_("hana", &set("contact", json!("x"), false)),
        OverList => as_("hana", &set("rows", json!("x"), false)),
        SecretProposal => as_("hana", &put("proposal:secret")),
        StrangeProposal => as_("hana", &put("proposal:elsewhere")),
        StrangeMark => as_("hana", &put("mark:materials/elsewhere")),
        Flood => {
            let doc = Doc::with_client_id(HERS);
            let own = doc.get_or_insert_map("put:hana");
            let mut txn = doc.transact_mut();
            for count in 0..1000 {
                own.insert(&mut txn, format!("mark:rows/r{count}/name"), Any::from(true));
            }
            txn.encode_update_v1()
        }
        Garbage => b"\x01\x01\x4d\x00garbage".to_vec(),
    }
}

/// What the applicant has written.
fn applicants() -> Vec<u8> {
    update(&mut Draft::new(5, "anna"), &set("kind", json!("plain"), false))
}

struct Scene<'a> {
    place: &'a Place,
    filing: String,
    id: String,
    upload: String,
    who: Someone<'a>,
    /// Her sockets, open since she might.
    sockets: Vec<(&'static str, Peer)>,
}

async fn scene(place: &Place, stage: Stage) -> Scene<'_> {
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
            mandate_for(&anna, &hana, json!({"station": "port", "kind": "station"}), acts).await;
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
    let who =
        if matches!(stage, Stranger | OtherStation) { place.sign_in("hilda").await } else { hana };
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

/// How it was refused; `Err` says what was let through.
async fn attempt(scene: &mut Scene<'_>, attempt: Try) -> Result<String, String> {
    let Scene { place, filing, id, upload, who, sockets } = scene;
    let refused = |status: u16| match status {
        400..=499 => Ok(format!("{status}")),
        _ => Err(format!("answered {status}")),
    };
    match attempt {
        Open(part) => match place.connect(who).await.knock(&format!("{filing}/{part}")).await {
            Heard::Denied => Ok("denied".into()),
            other => Err(format!("{other:?}")),
        },
        Fetch(part) => {
            let path = format!("/filings/{filing}/documents/{part}/updates");
            refused(who.ask("GET", &path).send().await.status.as_u16())
        }
        Ink_(part, what) => {
            let (_, peer) = sockets.iter_mut().find(|(known, _)| *known == part).unwrap();
            let bytes = ink(what);
            peer.say(bangban_wire::Message::Sync(bangban_wire::SyncMessage::Update(&bytes))).await;
            loop {
                match tokio::time::timeout(std::time::Duration::from_millis(500), peer.hear()).await
                {
                    Ok(Heard::Status(false)) => return Ok("not taken".into()),
                    Ok(Heard::Status(true)) => return Err("taken".into()),
                    Ok(Heard::Closed(code)) => return Ok(format!("closed {code}")),
                    Ok(_) => {}
                    Err(_) => return Ok("not answered".into()),
                }
            }
        }
        Post(part, what) => {
            let path = format!("/filings/{filing}/documents/{part}/updates");
            let mut body = Vec::new();
            write_update(&mut body, &ink(what));
            let answer = who.ask("POST", &path).body("application/octet-stream", body).await;
            refused(answer.status.as_u16())
        }
        Ask(method, path, body) => {
            let path = path
                .replace("{f}", filing)
                .replace("{a}", id)
                .replace("{m}", id)
                .replace("{u}", upload.as_str());
            let ask = who.ask(method, &path).header("if-match", "\"1\"");
            let ask = ask.header("idempotency-key", "k").header("tus-resumable", "1.0.0");
            let ask = ask.header("upload-length", "10");
            let answer = match (path.ends_with("/submission"), body) {
                (true, _) => ask.json(&submission(&answers())).await,
                (false, "") => ask.send().await,
                (false, body) => ask.json(&serde_json::from_str::<Value>(body).unwrap()).await,
            };
            refused(answer.status.as_u16())
        }
        Scrawl(path) => {
            let answer = who.ask("GET", &path.replace("{f}", filing)).send().await;
            let anna = place.sign_in("anna").await;
            let record = anna.get(&format!("/filings/{filing}/record")).await.to_string();
            if record.contains("scrawl") {
                return Err(record);
            }
            refused(answer.status.as_u16())
        }
        Guess => {
            let mut last = 0;
            for code in 0..6 {
                let wanted = json!({"code": format!("{code:06}"), "wanted": "fill"});
                last = who.ask("POST", "/station/codes").json(&wanted).await.status.as_u16();
            }
            if last == 429 { Ok("429".into()) } else { Err(format!("answered {last}")) }
        }
        Reveal => {
            let (anna, hugo) = (place.sign_in("anna").await, place.sign_in("hugo").await);
            let (moves, revealed) =
                (format!("/assistance/{id}/moves"), format!("/assistance/{id}/revealed"));
            let (over, shown) = (
                json!({"move": "hand-over", "to": "hugo"}),
                json!({"field": "idCard", "value": "120000"}),
            );
            let (over, _) = tokio::join!(
                who.ask("POST", &moves).json(&over),
                anna.ask("PUT", &revealed).json(&shown)
            );
            assert_eq!(over.status, 200, "{}", over.text());
            anna.moves(id, json!({"move": "consent", "level": "fill"})).await;
            match hugo.get(&revealed).await {
                shown if shown.to_string().contains("120000") => Err(shown.to_string()),
                _ => Ok("not shown".into()),
            }
        }
        Pour => {
            let about = metadata("b.pdf", "application/pdf", "licence");
            let upload = who.created(filing, 100, &about).await;
            let (bytes, anna) = (pdf(100), place.sign_in("anna").await);
            let (revoke, principal) = (id.clone(), &anna);
            let (go, gone) = tokio::sync::oneshot::channel();
            let rest = bytes[50..].to_vec();
            let first = futures_util::stream::once(async move { Ok(bytes[..50].to_vec()) });
            let rest = futures_util::stream::once(async move {
                gone.await.map(|()| rest).map_err(std::io::Error::other)
            });
            let body = axum::body::Body::from_stream(futures_util::StreamExt::chain(first, rest));
            let sends = (who.ask("PATCH", &upload).header("tus-resumable", "1.0.0"))
                .header("upload-offset", "0")
                .body("application/offset+octet-stream", body);
            let revokes = async {
                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                principal.mandate_moves(&revoke, json!({"move": "revoke"})).await;
                go.send(()).unwrap();
            };
            let (sent, ()) = tokio::join!(sends, revokes);
            let files = anna.get(&format!("/filings/{filing}/attachments")).await;
            if files.as_array().unwrap().iter().filter(|file| file["complete"] == true).count() > 1
            {
                return Err(files.to_string());
            }
            refused(sent.status.as_u16())
        }
        Follow => {
            let anna = place.sign_in("anna").await;
            let sent = anna.submit(filing, "k", &submission(&answers())).await;
            assert_eq!(sent.status, 201, "{}", sent.text());
            let told = who.get(&format!("/entrusted-filings/{filing}")).await["filing"].clone();
            let listed = who.get(&format!("/mandates/{id}")).await["filings"][0].clone();
            let all = who.get("/entrusted-filings").await[0]["filing"].clone();
            for told in [told, listed, all] {
                if told["state"] != "draft" || !told["number"].is_null() {
                    return Err(told.to_string());
                }
            }
            Ok("as it stood".into())
        }
        Presence => {
            let anna = place.sign_in("anna").await;
            let mut own = place.open(&anna, &format!("{filing}/assist")).await;
            let (_, peer) = sockets.iter_mut().find(|(known, _)| *known == "assist").unwrap();
            let state = json!({"user": {"id": "anna", "name": {"zh": "测试anna"}, "role": "applicant"}, "field": "title"});
            peer.show(9, 1, &state.to_string()).await;
            let Heard::Presence(shown) =
                own.until(|heard| matches!(heard, Heard::Presence(_))).await
            else {
                unreachable!()
            };
            let user = &shown[0].2["user"];
            if user["role"] == "assistant" && user["name"]["zh"] == "测试hana" {
                Ok("shown as herself".into())
            } else {
                Err(user.to_string())
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_refused_all_recorded_none_crashes() {
    let mut table = String::new();
    let mut failed = 0;
    for (name, stage, case) in CASES {
        let place = Place::new().await;
        let mut scene = scene(&place, *stage).await;
        let documents =
            ["answers", "private", "assist"].map(|part| format!("{}/{part}", scene.filing));
        let mut before = Vec::new();
        for name in &documents {
            before.push(place.stored(name).await);
        }
        let verdict = attempt(&mut scene, *case).await;
        let mut verdict = verdict.map_err(|what| format!("LET THROUGH: {what}"));
        for (name, before) in documents.iter().zip(&before) {
            if place.stored(name).await != *before {
                verdict = Err(format!("LET THROUGH: {name} has changed"));
            }
        }
        // The server goes on, and the applicant's side with it.
        let anna = place.sign_in("anna").await;
        anna.get(&format!("/filings/{}", scene.filing)).await;
        let mut events = anna.events(&scene.filing).await;
        if matches!(case, Ask(_, path, _) if path.contains("{m}")) {
            events = anna.mandate_events(&scene.id).await;
        }
        let recorded = events.iter().any(|event| event == "denied");
        if must_be_recorded(case) && !recorded {
            verdict = Err("NOT ON RECORD".into());
        }
        let on_record = if recorded { "on record" } else { "" };
        failed += usize::from(verdict.is_err());
        let verdict = verdict.unwrap_or_else(|what| what);
        let _ =
            writeln!(table, "{name:<50} {:<12} {verdict:<18} {on_record}", format!("{stage:?}"));
    }
    println!("{table}{} cases, {failed} failed", CASES.len());
    assert_eq!(failed, 0, "\n{table}");
}

/// What names a filing's content is on record; what a role may not do anywhere, and what is no
/// document's name at all, is refused before a filing is looked at.
fn must_be_recorded(case: &Try) -> bool {
    match case {
        Open(part) => !part.contains('\0'),
        Fetch(_) => true,
        Ink_(_, Garbage) | Post(_, Garbage) | Presence | Guess | Reveal | Follow => false,
        Scrawl(path) => path.contains("/documents/"),
        Pour => true,
        Ink_(..) | Post(..) => true,
        Ask(_, path, body) => path.contains('{') && !body.contains("hand-over"),
    }
}
