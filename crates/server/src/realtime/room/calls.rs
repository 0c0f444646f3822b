//! Calls between the applicant and an assistant: who may say what to whom. Pure: a call is of two
//! members of the assist document, one of each side, and what one says goes to the other alone.

use bangban_contract::assistance::call::{Kind, LONGEST, LONGEST_ID, Signal};
use bangban_contract::realtime::UserRole;

use super::MemberId;

/// Somebody who says something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaker {
    pub id: MemberId,
    pub role: UserRole,
    /// Whether there is somebody of the other side.
    pub has_other: bool,
}

/// To whom a text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// One member.
    One(MemberId),
    /// All but who says it.
    Others(MemberId),
}

/// What goes on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noted {
    /// It was taken; `by` is who called.
    Started {
        video: bool,
        by: MemberId,
    },
    Ended,
}

/// What follows from a text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Outcome {
    /// What is handed on.
    pub said: Vec<(To, Signal)>,
    pub noted: Option<Noted>,
}

#[derive(Debug)]
struct Call {
    id: String,
    video: bool,
    caller: Speaker,
    /// Who took it; from then on it is on record.
    taken: Option<MemberId>,
}

/// The call of a document: one at a time.
#[derive(Debug, Default)]
pub(super) struct Calls(Option<Call>);

/// Reads a text of a member. None where it is not about a call.
pub(super) fn read(text: &str) -> Option<Signal> {
    if text.len() > LONGEST {
        return None;
    }
    let signal: Signal = serde_json::from_str(text).ok()?;
    (!signal.call.is_empty() && signal.call.len() <= LONGEST_ID).then_some(signal)
}

impl Calls {
    /// Takes what a member says.
    pub(super) fn take(&mut self, from: Speaker, mut signal: Signal) -> Outcome {
        signal.from = Some(from.role);
        let back = |kind: Kind, call: &str| {
            // As from the other side, of which it tells.
            let other = match from.role {
                UserRole::Applicant => UserRole::Assistant,
                UserRole::Assistant => UserRole::Applicant,
            };
            let answer = Signal { from: Some(other), ..Signal::of(call, kind) };
            Outcome { said: vec![(To::One(from.id), answer)], noted: None }
        };
        let Some(call) = &mut self.0 else {
            if signal.kind != Kind::Ring {
                // What comes late: the call is over.
                let is_asked = matches!(signal.kind, Kind::Accept | Kind::Offer | Kind::Answer);
                return if is_asked { back(Kind::End, &signal.call) } else { Outcome::default() };
            }
            if !from.has_other {
                return back(Kind::Absent, &signal.call);
            }
            let (id, video) = (signal.call.clone(), signal.video);
            self.0 = Some(Call { id, video, caller: from, taken: None });
            return Outcome { said: vec![(To::Others(from.id), signal)], noted: None };
        };
        if call.id != signal.call {
            return if signal.kind == Kind::Ring {
                back(Kind::Busy, &signal.call)
            } else {
                Outcome::default()
            };
        }
        let is_caller = call.caller.id == from.id;
        let is_asked = from.role != call.caller.role && call.taken.is_none();
        let is_in = is_caller || call.taken == Some(from.id);
        match signal.kind {
            Kind::Accept if is_asked => {
                call.taken = Some(from.id);
                let noted = Some(Noted::Started { video: call.video, by: call.caller.id });
                Outcome { said: vec![(To::Others(from.id), signal)], noted }
            }
            Kind::Decline | Kind::Media if is_asked => {
                self.0 = None;
                Outcome { said: vec![(To::Others(from.id), signal)], noted: None }
            }
            Kind::Offer | Kind::Answer | Kind::Ice if is_in => {
                let to = if is_caller { call.taken } else { Some(call.caller.id) };
                let said = to.map(|to| (To::One(to), signal));
                Outcome { said: said.into_iter().collect(), noted: None }
            }
            Kind::End if is_in => {
                let noted = call.taken.map(|_| Noted::Ended);
                self.0 = None;
                Outcome { said: vec![(To::Others(from.id), signal)], noted }
            }
            _ => Outcome::default(),
        }
    }

    /// Ends the call where one of its two is not there any more.
    pub(super) fn look(&mut self, is_there: impl Fn(MemberId) -> bool) -> Outcome {
        let gone = self.0.as_ref().and_then(|call| {
            let both = [Some(call.caller.id), call.taken];
            both.into_iter().flatten().find(|id| !is_there(*id))
        });
        let Some((gone, call)) = gone.and_then(|gone| Some((gone, self.0.take()?))) else {
            return Outcome::default();
        };
        // It is told by the server, and to both sides the end is the other's.
        let signal = Signal::of(&call.id, Kind::End);
        Outcome { said: vec![(To::Others(gone), signal)], noted: call.taken.map(|_| Noted::Ended) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: MemberId = MemberId(1);
    const PHONE: MemberId = MemberId(2);
    const HANA: MemberId = MemberId(3);

    fn by(id: MemberId) -> Speaker {
        let role = if id == HANA { UserRole::Assistant } else { UserRole::Applicant };
        Speaker { id, role, has_other: true }
    }

    /// What is handed on, in short: to whom, and what.
    fn run(calls: &mut Calls, from: MemberId, call: &str, kind: Kind) -> (String, Option<Noted>) {
        let outcome = calls.take(by(from), Signal::of(call, kind));
        let words = outcome.said.iter().map(|(to, signal)| match to {
            To::One(id) => format!("{} {:?}", id.0, signal.kind),
            To::Others(id) => format!("!{} {:?}", id.0, signal.kind),
        });
        (words.collect::<Vec<_>>().join(", "), outcome.noted)
    }

    #[test]
    fn a_call_is_of_two() {
        let mut calls = Calls::default();
        let started = Some(Noted::Started { video: false, by: ANNA });
        // Who says what of which call; what is handed on, and what goes on record.
        for (from, call, kind, said, noted) in [
            (HANA, "a", Kind::Accept, "3 End", None),
            (ANNA, "a", Kind::Ice, "", None),
            (ANNA, "a", Kind::Ring, "!1 Ring", None),
            (HANA, "b", Kind::Ring, "3 Busy", None),
            (PHONE, "a", Kind::Accept, "", None),
            (PHONE, "a", Kind::End, "", None),
            (HANA, "b", Kind::Accept, "", None),
            (HANA, "a", Kind::Offer, "", None),
            (HANA, "a", Kind::Accept, "!3 Accept", started),
            (HANA, "a", Kind::Accept, "", None),
            (HANA, "a", Kind::Decline, "", None),
            (PHONE, "a", Kind::Offer, "", None),
            (ANNA, "a", Kind::Offer, "3 Offer", None),
            (HANA, "a", Kind::Answer, "1 Answer", None),
            (HANA, "a", Kind::Ice, "1 Ice", None),
            (PHONE, "a", Kind::End, "", None),
            (HANA, "a", Kind::End, "!3 End", Some(Noted::Ended)),
            (ANNA, "a", Kind::End, "", None),
            (HANA, "c", Kind::Ring, "!3 Ring", None),
            (PHONE, "c", Kind::Decline, "!2 Decline", None),
            (HANA, "d", Kind::Ring, "!3 Ring", None),
            (ANNA, "d", Kind::Media, "!1 Media", None),
            (HANA, "e", Kind::Ring, "!3 Ring", None),
            (HANA, "e", Kind::End, "!3 End", None),
        ] {
            assert_eq!(run(&mut calls, from, call, kind), (said.into(), noted), "{kind:?} {call}");
        }
        let alone = Speaker { has_other: false, ..by(ANNA) };
        let outcome = calls.take(alone, Signal::of("f", Kind::Ring));
        assert_eq!(outcome.said[0].1.kind, Kind::Absent);
    }

    #[test]
    fn who_leaves_ends_it() {
        for taken in [false, true] {
            let mut calls = Calls::default();
            run(&mut calls, ANNA, "a", Kind::Ring);
            if taken {
                run(&mut calls, HANA, "a", Kind::Accept);
            }
            assert_eq!(calls.look(|_| true), Outcome::default());
            let outcome = calls.look(|id| id != ANNA);
            assert_eq!(outcome.said[0].0, To::Others(ANNA));
            assert_eq!(outcome.noted, taken.then_some(Noted::Ended));
            assert_eq!(calls.look(|_| false), Outcome::default());
        }
    }

    #[test]
    fn what_is_about_a_call() {
        let long = format!(r#"{{"call":"a","kind":"ice","data":"{}"}}"#, "x".repeat(LONGEST));
        for (text, is_one) in [
            (r#"{"call":"a","kind":"ring"}"#, true),
            (r#"{"call":"a","kind":"ring","from":"assistant"}"#, true),
            (r#"{"call":"","kind":"ring"}"#, false),
            (r#"{"call":"a","kind":"shout"}"#, false),
            ("hello", false),
            ("", false),
            (&*long, false),
        ] {
            assert_eq!(read(text).is_some(), is_one, "{text:.40}");
        }
    }
}
