//! Words of an assistance (帮办), of both sides, and of its record.
#![allow(missing_docs)]

use bangban_contract::assistance::entry::Residue;
use bangban_contract::assistance::{EndReason, Level};

use super::{Message, fill_in, message, t, when};

pub const ASK: Message = message("请人帮办", "Ask for help");
pub const WAITING_AT: Message = message("排队中 · 第{}位", "Waiting · place {}");
pub const BOOKED_AT: Message = message("已预约 {}", "Booked: {}");
pub const WAITS_FOR_YOU: Message = message("帮办员等您答复", "An assistant waits for you");
pub const OPEN_PANEL: Message = message("打开帮办", "Open the help panel");

pub const ASK_TITLE: Message = message("请人帮办", "Ask for help");
pub const ASK_TEXT: Message = message(
    "帮办员会在您的办件里一起办理。您同意之前，对方看不到办件内容。",
    "An assistant works with you in this filing. They see nothing of it before you agree.",
);
pub const QUESTION: Message = message("想问什么", "What do you need?");
pub const QUESTION_HINT: Message = message(
    "选填，最多500字。不要写证件号、银行卡号。",
    "Optional, at most 500 characters. No document or card numbers.",
);
pub const COUNT: Message = message("{}/500", "{}/500");
pub const ABOUT_FIELD: Message = message("问题在“{}”这一栏", "It is about “{}”");
pub const STATION: Message = message("工作站", "Station");
pub const STATION_ANY: Message = message("自动选择最合适的", "The one that fits best");
pub const WHEN: Message = message("什么时候", "When");
pub const NOW: Message =
    message("现在，承诺1分钟内应答", "Now: answered within a minute, we promise");
pub const NOW_CLOSED: Message = message("现在提出", "Ask now");
pub const BOOK: Message = message("预约时间", "Book a time");
pub const SLOT: Message = message("可预约的时间", "Free times");
pub const NO_SLOT: Message = message(
    "该工作站近期没有可预约的时间，请换一个。",
    "No free time at this station. Choose another.",
);
pub const CHOOSE_SLOT: Message = message("请选择时间", "Choose a time");
pub const SEND: Message = message("发出请求", "Ask now");
pub const CLOSE: Message = message("关闭", "Close");
pub const ELSEWHERE: Message =
    message("您在另一件办件里已请人帮办", "You have asked for help in another filing");
pub const ELSEWHERE_TEXT: Message = message(
    "一次只能请一位帮办员。可以去那件办件，或结束那次帮办。",
    "One at a time. Go to that filing, or end it there.",
);
pub const GO_THERE: Message = message("去那件办件", "Go to that filing");

pub const WAITING_TITLE: Message = message("正在排队", "Waiting for an assistant");
pub const BOOKED_TITLE: Message = message("已预约帮办", "A time is booked");
pub const PLACE: Message = message("排在第{}位", "Place {} in the queue");
pub const WAITED: Message = message("已等 {}", "Waited {}");
pub const PROMISE: Message = message("承诺1分钟内应答。", "We promise an answer within a minute.");
pub const LATE: Message = message(
    "已超过承诺的1分钟，抱歉。您的位置保留着，也可以改为预约或拨打电话 {}。",
    "Longer than the minute we promised: sorry. Your place is kept; you can also call {}.",
);
pub const BOOKED: Message = message("已预约：{}", "Booked: {}");
pub const GO_ON: Message = message(
    "可以关闭这个窗口，继续填写；有人应答时会提示您。",
    "Close this and go on filling; you will be told when somebody comes.",
);
pub const GO_ON_BOOKED: Message = message(
    "到时请登录本平台，帮办员应答时会提示您。在此之前可以继续填写。",
    "Be signed in at that time; you will be told when somebody comes. Go on filling until then.",
);
pub const KEEP_FILLING: Message = message("继续填写", "Go on filling");
pub const TAKE_BACK: Message = message("取消请求", "Take it back");
pub const CANCEL_BOOKING: Message = message("取消预约", "Cancel the booking");
pub const TAKEN_BACK: Message = message("请求已取消", "Taken back");
pub const MAKE_CODE: Message = message("生成帮办码", "Make a help code");
pub const CODE_HOW: Message = message(
    "只读给您正在通话或窗口前的帮办员。",
    "Read it only to the assistant you are on the phone with, or at the window.",
);
pub const CODE_LEFT: Message = message("还剩 {}", "{} left");
pub const CODE_OVER: Message = message("帮办码已过期", "The help code has expired");

pub const CONSENT_TITLE: Message = message("是否同意{}帮您办理？", "Let {} help you?");
pub const TAKES_OVER: Message = message(
    "{}接替{}为您帮办，需要您重新同意。",
    "{} takes over from {}, and needs your consent anew.",
);
pub const CONSENT_LEFT: Message =
    message("{} 秒内没有答复，视为不同意。", "Without an answer in {} seconds, the answer is no.");
pub const TAKE_LONGER: Message = message("再等等（加1分钟）", "Take a minute longer");
pub const TOOK_LONGER: Message = message("已多留{}分钟", "{} minute{s} more so far");
pub const NUMBER: Message = message("工号", "Number");
pub const ASSISTANT: Message = message("帮办员", "Assistant");
pub const PHONE: Message = message("电话", "Telephone");
pub const WANTS: Message = message("对方请求：{}", "They ask for: {}");
pub const LEVELS: Message = message("允许对方做什么", "What they may do");
pub const LOOK: Message = message("看", "Look");
pub const SUGGEST: Message = message("建议", "Suggest");
pub const FILL: Message = message("代填", "Fill in");
pub const LOOK_TEXT: Message = message("只能看和对话，不能改。", "See and talk, change nothing.");
pub const SUGGEST_TEXT: Message =
    message("可以提出填法，由您逐条采纳。", "Propose answers, which you take or leave.");
pub const FILL_TEXT: Message = message(
    "可以替您填写，提交前由您逐项确认。",
    "Write answers, which you confirm before submitting.",
);
pub const SEES: Message = message("对方能看到", "They see");
pub const SEES_TEXT: Message = message(
    "您的姓名、这件办件已填的内容和上传的材料。",
    "Your name, the answers in this filing, and its files.",
);
pub const SEES_NOT: Message = message("对方看不到", "They do not see");
pub const SEES_NOT_TEXT: Message = message(
    "身份证号、手机号等敏感信息：只显示是否已填、是否有效、末四位。其他办件也看不到。",
    "Sensitive answers such as ID or mobile numbers: only whether filled in and valid, and the last four. Nor your other filings.",
);
pub const ANY_TIME: Message = message(
    "随时可以降低或结束。全程留痕，您可以查看。",
    "Lower or end it at any time. Everything is on record for you.",
);
pub const AGREE: Message = message("同意", "Agree");
pub const REFUSE: Message = message("不同意", "Refuse");

pub const BAR: Message = message("帮办", "Assistance");
pub const IS_IN: Message = message("{}（工号{}）可以：{}", "{} (no. {}) may: {}");
pub const PAUSED_SHORT: Message = message("已暂停", "paused");
pub const PAUSED: Message =
    message("{}的帮办已暂停，对方现在看不到内容", "Paused: {} sees nothing now");
pub const MINUTES_LEFT: Message = message("还剩 {}", "{} left");
pub const MINUTES: Message = message("{} 分 {} 秒", "{} min {} s");
pub const WHOLE_MINUTES: Message = message("{} 分钟", "{} min");
pub const SECONDS: Message = message("{} 秒", "{} s");
pub const UNREACHED: Message = message("网络不通，正在重连", "No network, reconnecting");
pub const PANEL: Message = message("对话", "Talk");
pub const PANEL_NEW: Message = message("（{}条新）", " ({} new)");
pub const MANAGE: Message = message("管理", "Manage");
pub const END: Message = message("结束", "End");
pub const END_TITLE: Message = message("结束这次帮办？", "End the assistance?");
pub const END_TEXT: Message = message(
    "结束后，帮办员看不到这件办件；已填的内容都保留。",
    "The assistant sees nothing of the filing any more. What is filled in stays.",
);
pub const RESUME: Message = message("继续", "Go on");
pub const MANAGE_TITLE: Message = message("管理帮办", "Manage the assistance");
pub const CHANGED: Message = message("已改为：{}", "Now: {}");
pub const WANTS_MORE: Message = message("{}请求改为“{}”", "{} asks for “{}”");
pub const ALLOW: Message = message("允许", "Allow");
pub const ALLOW_NOT: Message = message("不允许", "Do not allow");
pub const WHAT_THEY_SEE: Message = message("看看对方看到的内容", "See what they see");
pub const SEEN_TITLE: Message = message("帮办员看到的内容", "What the assistant sees");
pub const SEEN_TEXT: Message = message(
    "敏感信息不会发给对方，只发下面这几个字。",
    "Sensitive answers are not sent; only the words below are.",
);
/// The bar on the pages on which the filing is not open.
pub const LINE_WAITS: Message =
    message("帮办排队中，排在第{}位", "Waiting for an assistant: place {}");
pub const LINE_BOOKED: Message = message("已预约帮办：{}", "Help is booked: {}");
pub const LINE_ASKS: Message =
    message("{}请求进入您的办件，请答复", "{} asks to join your filing. Please answer.");
pub const LINE_READS: Message = message("{}正在看您的问题", "{} is reading your question");
pub const LINE_IS_IN: Message =
    message("{}正在您的办件里，可以：{}", "{} is in your filing and may: {}");
pub const LINE_REPLIED: Message = message("{}已答复您的问题", "{} has answered your question");
pub const ANSWER_THERE: Message = message("去答复", "Answer");
pub const SEE_THERE: Message = message("查看", "Open");

pub const RECORD: Message = message("帮办记录", "Record of assistance");

pub const RESIDUE_EMPTY: Message = message("未填写", "Not answered");
pub const RESIDUE_FILLED: Message = message("已填写", "Filled in");
pub const RESIDUE_VALID: Message = message("格式有效", "valid");
pub const RESIDUE_INVALID: Message = message("有待修改", "to be corrected");
pub const RESIDUE_LAST: Message = message("末四位 {}", "last four {}");

pub const REVEAL: Message = message("让帮办员看到这一项", "Show this to the assistant");
pub const REVEAL_TITLE: Message = message("让帮办员看到“{}”？", "Show “{}” to the assistant?");
pub const REVEAL_TEXT: Message = message(
    "只在这次帮办中显示，随时可以收回；这一操作会留痕，内容不留痕。",
    "For this session only; you can hide it again. That you did is on record, the answer is not.",
);
pub const SHOW_IT: Message = message("显示", "Show it");
pub const REVEALED: Message =
    message("帮办员能看到这一项（显示时的内容）", "The assistant sees this, as it was when shown");
pub const HIDE: Message = message("不再显示", "Hide again");
pub const CANCEL: Message = message("取消", "Cancel");

pub const PROPOSAL: Message = message("{}建议填：", "{} proposes:");
pub const PROPOSAL_EMPTY: Message = message("（清空）", "(nothing)");
pub const REASON: Message = message("理由：{}", "Why: {}");
pub const STALE: Message =
    message("提出建议之后，这一栏已改过。", "This has changed since it was proposed.");
pub const TAKE: Message = message("采纳", "Take it");
pub const LEAVE: Message = message("不采纳", "Leave it");
pub const PROPOSALS: Message = message("{}条建议", "{} proposals");
pub const TO_MEND: Message = message("{}处要改", "{} to mend");
pub const SEE_CIRCLE: Message = message("看圈出处", "See the circle");
pub const STEP_PROPOSALS: Message = message("本步骤有{}条帮办建议", "{} proposals in this step");
pub const TAKE_ALL: Message = message("全部采纳", "Take all");
pub const LEAVE_ALL: Message = message("全部不采纳", "Leave all");
pub const LEFT_ALONE: Message = message("未采纳{}条建议", "{} proposals left");
pub const TOOK: Message = message("已采纳{}条建议", "{} proposals taken");
pub const WRITTEN: Message = message("{}于{}代填", "Filled in by {}, {}");
pub const WRITTEN_CONFIRMED: Message =
    message("{}于{}代填，您已确认", "Filled in by {}, {}; you confirmed it");

pub const MARKS: Message = message("一次性告知：还有{}处要改", "To mend, all at once: {} left");
pub const MARKS_DONE: Message = message("一次性告知：都改好了", "To mend: all done");
pub const MARK_DONE: Message = message("改好了：{}", "Mended: {}");
pub const BACK: Message = message("交回", "Hand back");
pub const BACK_AGAIN: Message = message("再次交回", "Hand back again");
pub const BACK_AT: Message = message("已于{}交回帮办员", "Handed back to the assistant, {}");
pub const BACK_LEFT: Message =
    message("还有{}处没标为改好。仍要交回吗？", "{} not ticked as mended. Hand back anyway?");
pub const BACK_ANYWAY: Message = message("仍要交回", "Hand back anyway");
pub const BACK_WORDS: Message =
    message("已交回一次性告知：改好{}处，共{}处", "List handed back: {} of {} mended");
pub const GO_TO: Message = message("去修改", "Go there");

pub const CHAT: Message = message("对话", "Talk");
pub const CHAT_EMPTY: Message = message("还没有消息", "Nothing has been said yet");
pub const CHAT_SAY: Message = message("说点什么", "Your message");
pub const CHAT_SEND: Message = message("发送", "Send");
pub const CHAT_LINK: Message = message("附上当前栏目：{}", "With the field: {}");
pub const CHAT_QUICK: Message = message("常用语", "Quick replies");
pub const ME: Message = message("我", "Me");
pub const QUICK: [Message; 3] = [
    message("好的", "All right"),
    message("请稍等", "One moment, please"),
    message("这一栏怎么填？", "What goes in this field?"),
];

pub const CONFIRM_TITLE: Message = message("帮办员填写的内容", "What the assistant filled in");
pub const CONFIRM_TEXT: Message = message(
    "提交前请逐项核对、确认。不对的可以修改。",
    "Check and confirm each before submitting. Change what is wrong.",
);
pub const CONFIRM: Message = message("确认", "Confirm");
pub const CONFIRM_OF: Message = message("确认：{}", "Confirm: {}");
pub const CONFIRM_ALL: Message = message("全部确认（{}项）", "Confirm all ({})");
pub const CONFIRMED: Message = message("已确认", "Confirmed");
pub const UNCONFIRMED: Message = message(
    "帮办员填写的内容还有{}项没有确认，请先确认再提交。",
    "{} answers of the assistant are not confirmed. Confirm them, then submit.",
);
pub const SUBMIT_LEFT: Message = message(
    "一次性告知还有{}处没标为改好。仍要提交，请再按一次。",
    "{} of the list to mend are not ticked. To submit anyway, press once more.",
);
pub const REMARK: Message = message("帮办员要求修改：{}", "To mend, says the assistant: {}");
pub const TO_CONFIRM: Message = message("去确认", "Go to them");

pub const ROWS: Message = message("{} 行", "{} rows");

pub const OVER_TITLE: Message = message("帮办已结束", "The assistance is over");
pub const UNHELPED_TITLE: Message = message("请求已结束", "Your request is over");
pub const ASK_AGAIN: Message = message("再请一次", "Ask again");
pub const REPLY: Message = message("帮办员答复：", "The assistant answers:");
pub const RATE: Message = message("这次帮办怎么样？", "How was it?");
pub const RATE_TEXT: Message = message("还想说什么（选填）", "Anything to add (optional)");
pub const RATE_SEND: Message = message("提交评价", "Send");
pub const RATE_SKIP: Message = message("不评价", "Skip");
pub const RATED: Message = message("谢谢您的评价", "Thank you");
pub const STARS: [Message; 5] = [
    message("非常不满意", "Very dissatisfied"),
    message("不满意", "Dissatisfied"),
    message("基本满意", "Fair"),
    message("满意", "Satisfied"),
    message("非常满意", "Very satisfied"),
];

/// That the stations are closed until an instant, in place of the promise. Tracked.
pub fn closed(opens_at: &str) -> String {
    let text = message(
        "现在不在服务时间。{}上班后应答，有人在岗时会更早。",
        "The stations are closed now. You are answered when they open, {}, or as soon as somebody is there.",
    );
    fill_in(text, &[&when::instant_of_week(opens_at)])
}

/// The name of a level. Tracked.
pub fn level(level: Level) -> &'static str {
    t(match level {
        Level::Look => LOOK,
        Level::Suggest => SUGGEST,
        Level::Fill => FILL,
    })
}

/// What a level means. Tracked.
pub fn level_text(level: Level) -> &'static str {
    t(match level {
        Level::Look => LOOK_TEXT,
        Level::Suggest => SUGGEST_TEXT,
        Level::Fill => FILL_TEXT,
    })
}

/// Why it is over, for the applicant. Tracked.
pub fn reason(reason: EndReason) -> &'static str {
    t(match reason {
        EndReason::Cancelled => TAKEN_BACK,
        EndReason::Lapsed => message(
            "两小时内没有帮办员应答，请求已失效。可以再请一次，或预约时间。",
            "Nobody took it up in two hours. Ask again, or book a time.",
        ),
        EndReason::Refused => message(
            "您没有同意，这位帮办员没有看到任何内容。",
            "You refused; this assistant saw nothing.",
        ),
        EndReason::Unanswered => message(
            "您没有在时限内答复，视为不同意，这位帮办员没有看到任何内容。可以再请一次。",
            "You did not answer in time, which counts as a refusal; this assistant saw nothing. You can ask again.",
        ),
        EndReason::ByApplicant => message("您结束了这次帮办。", "You ended it."),
        EndReason::ByAssistant => message("帮办员结束了这次帮办。", "The assistant ended it."),
        EndReason::Replied => {
            message("帮办员已答复，没有进入办件。", "The assistant answered without joining.")
        }
        EndReason::Away => {
            message("一方离开超过两分钟，已自动结束。", "One side was away for over two minutes.")
        }
        EndReason::TimeOver => message("满一小时，已自动结束。", "The hour was over."),
        EndReason::FilingClosed => {
            message("办件已提交，帮办随之结束。", "The filing was submitted, which ended it.")
        }
    })
}

/// What is shown of a sensitive answer to whoever is not to know it: the same words to the
/// assistant, and to the applicant who looks at what the assistant sees. Tracked.
pub fn residue(residue: &Residue) -> String {
    if !residue.filled {
        return t(RESIDUE_EMPTY).to_owned();
    }
    let valid = t(if residue.valid { RESIDUE_VALID } else { RESIDUE_INVALID });
    let mut words = [t(RESIDUE_FILLED), " · ", valid].concat();
    if let Some(last) = &residue.last4 {
        words.push_str(" · ");
        words.push_str(&fill_in(RESIDUE_LAST, &[last]));
    }
    words
}

/// What is left of an hour, for a short line: minutes, and the last one in seconds. Tracked.
pub fn about(seconds: u32) -> String {
    match seconds / 60 {
        0 => fill_in(SECONDS, &[&seconds.to_string()]),
        minutes => fill_in(WHOLE_MINUTES, &[&minutes.to_string()]),
    }
}

/// Minutes and seconds, which are not read as a time of the day: 4 分 5 秒. Tracked.
pub fn minutes(seconds: u32) -> String {
    let (minutes, rest) = ((seconds / 60).to_string(), (seconds % 60).to_string());
    if seconds < 60 { fill_in(SECONDS, &[&rest]) } else { fill_in(MINUTES, &[&minutes, &rest]) }
}
