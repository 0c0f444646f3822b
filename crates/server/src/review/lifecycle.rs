//! Which move is allowed from where (办件状态流转), by the 行政许可法. Pure.

use bangban_contract::filing::{FilingState, TimelineEvent};
use bangban_contract::review::Move;
use chrono::NaiveDate;

/// Working days within which the department tells what is missing; after them the application
/// counts as accepted on the day of receipt (行政许可法 art. 32 (4)).
pub const ANSWER_DAYS: u16 = 5;

/// What somebody wants to do with a filing, without the words that go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// The applicant submits, or submits again after a supplement (提交、补正提交).
    Submit,
    /// The applicant withdraws (撤回).
    Withdraw,
    /// Accept (受理).
    Accept,
    /// Tell once what to mend (补正告知).
    RequestSupplement,
    /// Do not accept (不予受理).
    NotAccept,
    /// Begin the review (审查).
    StartReview,
    /// Begin a special procedure (特别程序).
    StartSpecial,
    /// End it.
    EndSpecial,
    /// Grant (准予).
    Grant,
    /// Refuse (不予许可).
    Refuse,
    /// Deliver the result (送达).
    Deliver,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 11] = [
        Self::Submit,
        Self::Withdraw,
        Self::Accept,
        Self::RequestSupplement,
        Self::NotAccept,
        Self::StartReview,
        Self::StartSpecial,
        Self::EndSpecial,
        Self::Grant,
        Self::Refuse,
        Self::Deliver,
    ];
}

impl From<&Move> for Action {
    fn from(wanted: &Move) -> Self {
        match wanted {
            Move::Accept => Self::Accept,
            Move::RequestSupplement { .. } => Self::RequestSupplement,
            Move::NotAccept { .. } => Self::NotAccept,
            Move::StartReview => Self::StartReview,
            Move::StartSpecial { .. } => Self::StartSpecial,
            Move::EndSpecial => Self::EndSpecial,
            Move::Grant => Self::Grant,
            Move::Refuse { .. } => Self::Refuse,
            Move::Deliver => Self::Deliver,
        }
    }
}

/// What the rules look at besides the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The present date.
    pub today: NaiveDate,
    /// When the last submission was received.
    pub received_on: Option<NaiveDate>,
    /// How often the applicant was told what to mend.
    pub supplements: u32,
    /// Until when they may mend it, while that is awaited.
    pub supplement_due: Option<NaiveDate>,
}

impl Facts {
    /// The last day on which the department may tell what is missing.
    pub fn answer_by(&self) -> Option<NaiveDate> {
        self.received_on.map(|day| bangban_calendar::add_working_days(day, ANSWER_DAYS).date)
    }

    /// Whether the department was silent for too long, so that the filing counts as accepted.
    pub fn answer_overdue(&self) -> bool {
        self.answer_by().is_some_and(|last| self.today > last)
    }
}

/// Why a move is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing leads there from the state.
    State,
    /// What is missing is told once (一次性告知, art. 32 (4)), and it was.
    ToldAlready,
    /// The 5 working days are over: it counts as accepted (逾期视为受理, art. 32 (4)).
    CountsAsAccepted,
    /// The applicant still has time to mend it.
    SupplementRuns,
}

/// The state after an action, or why it is refused.
pub fn next(state: FilingState, action: Action, facts: Facts) -> Result<FilingState, Refusal> {
    use FilingState as S;
    let after = match (state, action) {
        (S::Draft | S::SupplementRequested, Action::Submit) => S::Submitted,
        (
            S::Submitted
            | S::SupplementRequested
            | S::Accepted
            | S::UnderReview
            | S::SpecialProcedure,
            Action::Withdraw,
        ) => S::Withdrawn,
        (S::Submitted, Action::Accept) => S::Accepted,
        (S::Submitted, Action::RequestSupplement | Action::NotAccept) if facts.answer_overdue() => {
            return Err(Refusal::CountsAsAccepted);
        }
        (S::Submitted, Action::RequestSupplement) if facts.supplements > 0 => {
            return Err(Refusal::ToldAlready);
        }
        (S::Submitted, Action::RequestSupplement) => S::SupplementRequested,
        (S::Submitted, Action::NotAccept) => S::NotAccepted,
        (S::SupplementRequested, Action::NotAccept) => {
            if facts.supplement_due.is_some_and(|due| facts.today <= due) {
                return Err(Refusal::SupplementRuns);
            }
            S::NotAccepted
        }
        (S::Accepted, Action::StartReview) | (S::SpecialProcedure, Action::EndSpecial) => {
            S::UnderReview
        }
        (S::UnderReview, Action::StartSpecial) => S::SpecialProcedure,
        (S::UnderReview, Action::Grant) => S::Granted,
        (S::UnderReview, Action::Refuse) => S::Refused,
        (S::Granted, Action::Deliver) => S::Delivered,
        _ => return Err(Refusal::State),
    };
    Ok(after)
}

/// What the timeline says of an action; `again` tells the submission after a supplement.
pub fn event(action: Action, again: bool) -> TimelineEvent {
    match action {
        Action::Submit if again => TimelineEvent::Supplemented,
        Action::Submit => TimelineEvent::Submitted,
        Action::Withdraw => TimelineEvent::Withdrawn,
        Action::Accept => TimelineEvent::Accepted,
        Action::RequestSupplement => TimelineEvent::SupplementRequested,
        Action::NotAccept => TimelineEvent::NotAccepted,
        Action::StartReview => TimelineEvent::ReviewStarted,
        Action::StartSpecial => TimelineEvent::SpecialStarted,
        Action::EndSpecial => TimelineEvent::SpecialEnded,
        Action::Grant => TimelineEvent::Granted,
        Action::Refuse => TimelineEvent::Refused,
        Action::Deliver => TimelineEvent::Delivered,
    }
}
