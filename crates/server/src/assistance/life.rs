//! What happens to an assistance, by whom, and when by itself. Pure.

use bangban_contract::assistance::{
    ANSWER, AssistanceState as State, EndReason, IDLE, LAPSE, LONGER, LONGER_TIMES, LONGEST, Level,
    RECONNECT, Side,
};
use chrono::{DateTime, TimeDelta, Utc};

/// How an assistance stands, with the instants that its limits run from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// Where it stands.
    pub state: State,
    /// When it was asked for, or the booked time.
    pub due_at: DateTime<Utc>,
    /// When the assistant who has it took it up.
    pub claimed_at: Option<DateTime<Utc>>,
    /// How often the applicant has taken longer to answer them.
    pub longer: u32,
    /// When the applicant first let somebody in.
    pub consented_at: Option<DateTime<Utc>>,
    /// The last act of either side.
    pub acted_at: DateTime<Utc>,
    /// When the applicant's side was last there.
    pub applicant_seen: DateTime<Utc>,
    /// When the assistant's side was last there.
    pub assistant_seen: DateTime<Utc>,
    /// The level that the assistant asks for, until the applicant has decided.
    pub wanted: Option<Level>,
    /// The level that was chosen.
    pub level: Option<Level>,
    /// Why it is over.
    pub ended: Option<EndReason>,
}

/// What one of the sides wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Take it up and ask for a level.
    Claim(Level),
    /// Ask for another level.
    Want(Level),
    /// Answer without joining.
    Reply,
    /// Hand over to somebody else.
    HandOver,
    /// Let the assistant in.
    Consent(Level),
    /// Do not.
    Refuse,
    /// Take longer to answer.
    TakeLonger,
    /// Do not allow the other level that is asked for.
    DeclineLevel,
    /// Another level.
    ChangeLevel(Level),
    /// Go on after a pause.
    Resume,
    /// End it.
    End,
}

/// Why it cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is the other side's to do.
    NotYours,
    /// Not where it stands.
    WrongState,
}

fn seconds(count: u32) -> TimeDelta {
    TimeDelta::seconds(i64::from(count))
}

impl Life {
    /// One that is asked for now, for now or for a booked time.
    pub fn new(now: DateTime<Utc>, slot: Option<DateTime<Utc>>) -> Self {
        Self {
            state: State::Waiting,
            due_at: slot.unwrap_or(now),
            claimed_at: None,
            longer: 0,
            consented_at: None,
            acted_at: now,
            applicant_seen: now,
            assistant_seen: now,
            wanted: None,
            level: None,
            ended: None,
        }
    }

    /// What the assistant may do at this instant, whatever has been written down since.
    pub fn level_at(&self, now: DateTime<Utc>) -> Option<Level> {
        let mut then = self.clone();
        then.settle(now);
        then.level.filter(|_| then.state == State::Active)
    }

    /// When the present state ends by itself, if it does, and how.
    pub fn deadline(&self) -> Option<(DateTime<Utc>, Option<EndReason>)> {
        match self.state {
            State::Waiting => Some((self.due_at + seconds(LAPSE), Some(EndReason::Lapsed))),
            State::Asked => {
                let asked = self.claimed_at.unwrap_or(self.acted_at);
                let until = asked + seconds(ANSWER + LONGER * self.longer);
                Some((until, Some(EndReason::Unanswered)))
            }
            State::Active | State::Paused => {
                let begun = self.consented_at.unwrap_or(self.acted_at);
                let over = (begun + seconds(LONGEST), Some(EndReason::TimeOver));
                let seen = self.applicant_seen.min(self.assistant_seen);
                let away = (seen + seconds(RECONNECT), Some(EndReason::Away));
                let idle = (self.acted_at + seconds(IDLE), None);
                let ends = if away.0 < over.0 { away } else { over };
                Some(if self.state == State::Active && idle.0 < ends.0 { idle } else { ends })
            }
            State::Ended => None,
        }
    }

    /// When the present state ends by itself although both sides are there and act: what is
    /// counted down to them.
    pub fn ends_at(&self) -> Option<DateTime<Utc>> {
        match (self.state, self.consented_at) {
            (State::Active | State::Paused, Some(begun)) => Some(begun + seconds(LONGEST)),
            _ => self.deadline().map(|(at, _)| at),
        }
    }

    /// Lets happen what has happened by itself until now; whether anything has.
    pub fn settle(&mut self, now: DateTime<Utc>) -> bool {
        let mut changed = false;
        while let Some((_, how)) = self.deadline().filter(|(at, _)| now >= *at) {
            match how {
                Some(reason) => self.end(reason),
                None => self.state = State::Paused,
            }
            changed = true;
        }
        changed
    }

    /// One side does something. What had happened by itself must be settled before.
    pub fn act(&mut self, side: Side, act: Act, now: DateTime<Utc>) -> Result<(), Refusal> {
        use Refusal::{NotYours, WrongState};
        use Side::{Applicant, Assistant};
        let theirs = match act {
            Act::Claim(_) | Act::Want(_) | Act::Reply | Act::HandOver => Some(Assistant),
            Act::Consent(_) | Act::Refuse | Act::TakeLonger | Act::DeclineLevel | Act::Resume => {
                Some(Applicant)
            }
            Act::ChangeLevel(_) | Act::End => None,
        };
        if theirs.is_some_and(|theirs| theirs != side) {
            return Err(NotYours);
        }
        match (act, self.state) {
            (Act::Claim(wanted), State::Waiting) => {
                self.state = State::Asked;
                (self.claimed_at, self.longer) = (Some(now), 0);
                self.assistant_seen = now;
                self.wanted = Some(wanted);
            }
            (Act::Want(wanted), State::Asked | State::Active) => self.wanted = Some(wanted),
            (Act::Reply, State::Asked) => self.end(EndReason::Replied),
            (Act::HandOver, State::Asked | State::Active | State::Paused) => {
                self.state = State::Asked;
                self.wanted = self.level.or(self.wanted);
                self.level = None;
                (self.claimed_at, self.longer) = (Some(now), 0);
                self.assistant_seen = now;
            }
            (Act::TakeLonger, State::Asked) if self.longer < LONGER_TIMES => self.longer += 1,
            (Act::Consent(level), State::Asked) => {
                self.state = State::Active;
                (self.level, self.wanted) = (Some(level), None);
                self.consented_at.get_or_insert(now);
                // From now on each side has to be there.
                (self.applicant_seen, self.assistant_seen) = (now, now);
            }
            (Act::Refuse, State::Asked) => self.end(EndReason::Refused),
            (Act::ChangeLevel(level), State::Active) => {
                if side == Assistant && self.level.is_none_or(|present| level >= present) {
                    return Err(NotYours);
                }
                (self.level, self.wanted) = (Some(level), None);
            }
            (Act::DeclineLevel, State::Active) if self.wanted > self.level => self.wanted = None,
            (Act::Resume, State::Paused) => self.state = State::Active,
            (Act::End, State::Waiting) if side == Applicant => self.end(EndReason::Cancelled),
            (Act::End, State::Asked | State::Active | State::Paused) => self.end(match side {
                Applicant => EndReason::ByApplicant,
                Assistant => EndReason::ByAssistant,
            }),
            _ => return Err(WrongState),
        }
        self.acted_at = now;
        match side {
            Applicant => self.applicant_seen = now,
            Assistant => self.assistant_seen = now,
        }
        Ok(())
    }

    /// It is over.
    pub fn end(&mut self, reason: EndReason) {
        self.state = State::Ended;
        self.level = None;
        self.ended = Some(reason);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).unwrap_or_default()
    }

    /// A story: who does what at which second, and what comes of it.
    type Story = &'static [(i64, Option<(Side, Act)>, Result<(State, Option<Level>), Refusal>)];

    fn tell(name: &str, story: Story) {
        let mut life = Life::new(at(0), None);
        for (second, act, expected) in story {
            let now = at(*second);
            // Both are there all the time, until nobody does anything.
            if act.is_some() {
                (life.applicant_seen, life.assistant_seen) = (now, now);
            }
            let allowed = life.level_at(now);
            life.settle(now);
            assert_eq!(
                allowed,
                life.level.filter(|_| life.state == State::Active),
                "{name} {second}"
            );
            let done = act.map_or(Ok(()), |(side, act)| life.act(side, act, now));
            let found = done.map(|()| (life.state, life.level));
            assert_eq!(found, *expected, "{name} at {second}: {act:?}");
        }
    }

    #[test]
    fn stories() {
        use Level::{Fill, Look, Suggest};
        use Refusal::{NotYours, WrongState};
        use Side::{Applicant as A, Assistant as B};
        use State::{Active, Asked, Ended, Waiting};
        tell(
            "the usual one",
            &[
                (5, Some((B, Act::Claim(Suggest))), Ok((Asked, None))),
                (9, Some((A, Act::Consent(Look))), Ok((Active, Some(Look)))),
                (20, Some((B, Act::ChangeLevel(Fill))), Err(NotYours)),
                (21, Some((B, Act::ChangeLevel(Look))), Err(NotYours)),
                (22, Some((B, Act::Want(Fill))), Ok((Active, Some(Look)))),
                (23, Some((A, Act::ChangeLevel(Fill))), Ok((Active, Some(Fill)))),
                (24, Some((B, Act::ChangeLevel(Suggest))), Ok((Active, Some(Suggest)))),
                (25, Some((A, Act::ChangeLevel(Look))), Ok((Active, Some(Look)))),
                (30, Some((B, Act::End)), Ok((Ended, None))),
                (31, Some((A, Act::Consent(Fill))), Err(WrongState)),
                (32, Some((B, Act::Claim(Fill))), Err(WrongState)),
            ],
        );
        tell(
            "nobody else consents",
            &[
                (1, Some((A, Act::Claim(Look))), Err(NotYours)),
                (2, Some((B, Act::End)), Err(WrongState)),
                (3, Some((A, Act::Consent(Look))), Err(WrongState)),
                (4, Some((B, Act::Claim(Look))), Ok((Asked, None))),
                (5, Some((B, Act::Claim(Look))), Err(WrongState)),
                (6, Some((B, Act::Consent(Fill))), Err(NotYours)),
                (7, Some((B, Act::ChangeLevel(Look))), Err(WrongState)),
                (8, Some((A, Act::Refuse)), Ok((Ended, None))),
            ],
        );
        tell(
            "silence is a refusal",
            &[
                (5, Some((B, Act::Claim(Look))), Ok((Asked, None))),
                (34, None, Ok((Asked, None))),
                (35, Some((A, Act::Consent(Look))), Err(WrongState)),
            ],
        );
        tell(
            "nobody comes",
            &[(7_199, None, Ok((Waiting, None))), (7_200, None, Ok((Ended, None)))],
        );
        tell(
            "away",
            &[
                (5, Some((B, Act::Claim(Look))), Ok((Asked, None))),
                (6, Some((A, Act::Consent(Fill))), Ok((Active, Some(Fill)))),
                (125, None, Ok((Active, Some(Fill)))),
                (126, None, Ok((Ended, None))),
            ],
        );
        tell(
            "handed over and consented to anew",
            &[
                (1, Some((B, Act::Claim(Fill))), Ok((Asked, None))),
                (2, Some((A, Act::Consent(Fill))), Ok((Active, Some(Fill)))),
                (3, Some((B, Act::HandOver)), Ok((Asked, None))),
                (32, None, Ok((Asked, None))),
                (33, None, Ok((Ended, None))),
            ],
        );
        tell(
            "answered without joining",
            &[
                (1, Some((B, Act::Claim(Look))), Ok((Asked, None))),
                (2, Some((B, Act::Reply)), Ok((Ended, None))),
            ],
        );
    }

    #[test]
    fn the_applicant_takes_longer_to_answer() {
        let mut life = Life::new(at(0), None);
        let longer =
            |life: &mut Life, second| life.act(Side::Applicant, Act::TakeLonger, at(second));
        assert_eq!(longer(&mut life, 1), Err(Refusal::WrongState), "nobody has come");
        life.act(Side::Assistant, Act::Claim(Level::Look), at(5)).unwrap();
        let theirs = life.act(Side::Assistant, Act::TakeLonger, at(6));
        assert_eq!(theirs, Err(Refusal::NotYours));
        for turn in 1..=i64::from(LONGER_TIMES) {
            longer(&mut life, 6).unwrap();
            assert_eq!(life.ends_at(), Some(at(5 + 30 + 60 * turn)));
        }
        assert_eq!(longer(&mut life, 6), Err(Refusal::WrongState), "no longer than that");
        let mut late = life.clone();
        assert!(!life.settle(at(634)) && late.settle(at(635)));
        assert_eq!(late.ended, Some(EndReason::Unanswered));
        // Who comes by a hand-over is another one to answer.
        life.act(Side::Assistant, Act::HandOver, at(100)).unwrap();
        assert_eq!(life.ends_at(), Some(at(130)));
        longer(&mut life, 101).unwrap();
    }

    #[test]
    fn another_level_is_asked_for_until_it_is_decided() {
        use Level::{Fill, Look, Suggest};
        use Side::{Applicant, Assistant};
        let cases: [(Side, Act, Result<Option<Level>, Refusal>); 6] = [
            (Applicant, Act::DeclineLevel, Ok(Some(Suggest))),
            (Applicant, Act::ChangeLevel(Fill), Ok(Some(Fill))),
            (Applicant, Act::ChangeLevel(Look), Ok(Some(Look))),
            (Assistant, Act::ChangeLevel(Look), Ok(Some(Look))),
            (Assistant, Act::DeclineLevel, Err(Refusal::NotYours)),
            (Assistant, Act::Want(Fill), Ok(Some(Suggest))),
        ];
        for (side, act, expected) in cases {
            let mut life = Life::new(at(0), None);
            life.act(Assistant, Act::Claim(Fill), at(1)).unwrap();
            life.act(Applicant, Act::Consent(Suggest), at(2)).unwrap();
            assert_eq!(life.wanted, None, "less was allowed, which is an answer");
            let none = life.act(Applicant, Act::DeclineLevel, at(3));
            assert_eq!(none, Err(Refusal::WrongState), "nothing is asked for");
            life.act(Assistant, Act::Want(Fill), at(4)).unwrap();
            let found = life.act(side, act, at(5)).map(|()| life.level);
            assert_eq!(found, expected, "{act:?}");
            let stays = expected.is_err() || matches!(act, Act::Want(_));
            assert_eq!(life.wanted, stays.then_some(Fill), "{act:?}");
        }
    }

    /// Both stay and do nothing: it pauses, and goes on by the applicant alone; then the hour.
    #[test]
    fn idle_and_an_hour() {
        let mut life = Life::new(at(0), None);
        life.act(Side::Assistant, Act::Claim(Level::Look), at(1)).unwrap();
        life.act(Side::Applicant, Act::Consent(Level::Fill), at(2)).unwrap();
        let stay = |life: &mut Life, second| {
            (life.applicant_seen, life.assistant_seen) = (at(second), at(second));
        };
        stay(&mut life, 601);
        assert_eq!(life.level_at(at(601)), Some(Level::Fill));
        assert_eq!(life.level_at(at(602)), None, "paused, though nothing was written down");
        assert!(life.settle(at(602)) && life.state == State::Paused);
        assert_eq!(life.act(Side::Assistant, Act::Resume, at(603)), Err(Refusal::NotYours));
        life.act(Side::Applicant, Act::Resume, at(603)).unwrap();
        assert_eq!(life.level_at(at(604)), Some(Level::Fill));
        stay(&mut life, 3_601);
        life.acted_at = at(3_601);
        assert_eq!(life.level_at(at(3_601)), Some(Level::Fill));
        assert_eq!(life.level_at(at(3_602)), None);
        assert!(life.settle(at(3_602)));
        assert_eq!(life.ended, Some(EndReason::TimeOver));
    }
}
