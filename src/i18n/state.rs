//! Where a filing stands, in words, and what happens next.
#![allow(missing_docs)]

use bangban_contract::document::DocumentKind;
use bangban_contract::filing::{FilingState, TimelineEvent};

use super::{Message, message};

/// The name of a state.
pub fn name(state: FilingState) -> Message {
    match state {
        FilingState::Draft => message("草稿", "Draft"),
        FilingState::Submitted => message("已提交，待受理", "Submitted"),
        FilingState::SupplementRequested => message("待补正", "To be corrected"),
        FilingState::Accepted => message("已受理", "Accepted"),
        FilingState::NotAccepted => message("不予受理", "Not accepted"),
        FilingState::UnderReview => message("审查中", "Under review"),
        FilingState::SpecialProcedure => message("特别程序中", "Special procedure"),
        FilingState::Granted => message("已批准", "Granted"),
        FilingState::Refused => message("未批准", "Refused"),
        FilingState::Delivered => message("已送达，办结", "Delivered"),
        FilingState::Withdrawn => message("已撤回", "Withdrawn"),
    }
}

/// What happens next, or what to do.
pub fn next(state: FilingState) -> Message {
    match state {
        FilingState::Draft => message(
            "还没有提交。填完核对后提交，部门才会开始办理。",
            "Not submitted yet. Finish and submit it, then the department begins.",
        ),
        FilingState::Submitted => message(
            "部门在 5 个工作日内告知是否受理；逾期不告知的，自收到之日起视为受理。",
            "The department tells you within 5 working days whether it accepts; if it does not, it counts as accepted from the day of receipt.",
        ),
        FilingState::SupplementRequested => message(
            "请按下面的清单一次改完再提交。补正期间不计入办理时限。",
            "Correct everything on the list below and submit again. This time does not count.",
        ),
        FilingState::Accepted => message(
            "办理时限已经开始计算，接下来由部门审查，您不用做什么。",
            "The time limit runs. The department reviews it next; you need not do anything.",
        ),
        FilingState::NotAccepted => message(
            "请看下面的原因。不服的，可以依法申请行政复议或者提起行政诉讼。",
            "See the reason below. You may ask for administrative reconsideration or go to court.",
        ),
        FilingState::UnderReview => message(
            "部门正在审查，接下来作出决定，您不用做什么。",
            "The department is reviewing it and decides next; you need not do anything.",
        ),
        FilingState::SpecialProcedure => message(
            "正在进行特别程序，期间不计入办理时限。",
            "A special procedure is going on; its time does not count.",
        ),
        FilingState::Granted => message(
            "已经作出准予决定，10 日内把结果送到您手里。",
            "It is granted. The result reaches you within 10 days.",
        ),
        FilingState::Refused => message(
            "请看下面的原因。不服的，可以依法申请行政复议或者提起行政诉讼。",
            "See the reason below. You may ask for administrative reconsideration or go to court.",
        ),
        FilingState::Delivered => {
            message("已办结，结果文书在下面。", "All done. The documents are below.")
        }
        FilingState::Withdrawn => message(
            "您已撤回。还要办的话请重新申请。",
            "You withdrew it. Start again if you need it.",
        ),
    }
}

/// The colour and icon group of a state: a class of `tag`.
pub fn tone(state: FilingState) -> &'static str {
    match state {
        FilingState::Draft => "act",
        FilingState::SupplementRequested | FilingState::SpecialProcedure => "wait",
        FilingState::NotAccepted | FilingState::Refused => "wrong",
        FilingState::Granted | FilingState::Delivered => "done",
        FilingState::Submitted
        | FilingState::Accepted
        | FilingState::UnderReview
        | FilingState::Withdrawn => "",
    }
}

/// The name of an event in the timeline.
pub fn event(event: TimelineEvent) -> Message {
    match event {
        TimelineEvent::Started => message("开始填写", "Begun"),
        TimelineEvent::Submitted => message("提交", "Submitted"),
        TimelineEvent::SupplementRequested => message("告知补正", "Asked for corrections"),
        TimelineEvent::Supplemented => message("补正后再次提交", "Corrected and submitted"),
        TimelineEvent::Accepted => message("受理", "Accepted"),
        TimelineEvent::NotAccepted => message("不予受理", "Not accepted"),
        TimelineEvent::ReviewStarted => message("开始审查", "Review began"),
        TimelineEvent::SpecialStarted => message("特别程序开始", "Special procedure began"),
        TimelineEvent::SpecialEnded => message("特别程序结束", "Special procedure ended"),
        TimelineEvent::Granted => message("准予", "Granted"),
        TimelineEvent::Refused => message("不予许可", "Refused"),
        TimelineEvent::Delivered => message("送达", "Delivered"),
        TimelineEvent::Withdrawn => message("撤回", "Withdrawn"),
    }
}

/// The name of a kind of document.
pub fn document(kind: DocumentKind) -> Message {
    match kind {
        DocumentKind::AcceptanceNotice => message("受理通知书", "Notice of acceptance"),
        DocumentKind::SupplementNotice => message("补正材料告知书", "Notice of corrections"),
        DocumentKind::NonAcceptanceNotice => message("不予受理通知书", "Notice of non-acceptance"),
        DocumentKind::GrantDecision => message("准予行政许可决定书", "Decision to grant"),
        DocumentKind::RefusalDecision => message("不予行政许可决定书", "Decision to refuse"),
        DocumentKind::ProofOfService => message("送达回证", "Proof of service"),
    }
}
