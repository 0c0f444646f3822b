//! Words of the assistants' desk and of their work in a filing.
#![allow(missing_docs)]

use bangban_contract::assistance::{EndReason, Level};

use super::{Message, message};

pub const TITLE: Message = message("帮办台", "Help desk");
pub const NOT_YOURS: Message = message("帮办台只对帮办员开放", "The desk is for assistants");
pub const NOT_YOURS_TEXT: Message = message(
    "请用帮办员身份登录。要请人帮办，请在办件页面里提出。",
    "Sign in as an assistant. To be helped, ask on the page of your filing.",
);
pub const ME: Message = message("{} · {} {}", "{} · {} {}");
pub const BROKEN: Message = message(
    "队列暂时没有更新，正在重新连接。下面是刚才的情况。",
    "The queue is not up to date; connecting again. Below is how it stood.",
);

pub const QUEUE: Message = message("等候 {}", "Waiting {}");
pub const PROMISE: Message = message("承诺 1 分钟内应答", "Promise: answered within 1 minute");
pub const NOBODY: Message = message("现在没有人等候", "Nobody is waiting");
pub const NOBODY_TEXT: Message =
    message("有人请求帮办时会出现在这里。", "Requests appear here by themselves.");
pub const IN_TIME: Message = message("等候 {}", "Waiting {}");
pub const LATE: Message = message("超时 {}", "Late {}");
pub const BOOKED: Message = message("预约 {}", "Booked {}");
pub const BOOKED_TITLE: Message = message("预约 {}", "Booked times: {}");
pub const BOOKED_TEXT: Message = message(
    "到预约时间前 10 分钟会进入队列。",
    "Each comes into the queue 10 minutes before its time.",
);
pub const ANY_ITEM: Message = message("没有指定事项", "No service named");
pub const NO_QUESTION: Message = message("没有写问题", "No question was written");
pub const WITH_FILING: Message = message("有办件", "With a filing");
pub const WITHOUT_FILING: Message = message("只有问题，没有办件", "A question, without a filing");
pub const WHERE_STEP: Message = message("步骤", "Step");
pub const WHERE_FIELD: Message = message("位置", "Field");
pub const QUESTION: Message = message("问题", "Question");
pub const ASKED_AT: Message = message("提出时间", "Asked at");
pub const STEP_OF: Message = message("第 {} 步 {}", "Step {} {}");

pub const CHOSEN: Message = message("选中的请求", "The chosen request");
pub const LEVEL: Message = message("请求的权限", "Level to ask for");
pub const LEVEL_HINT: Message = message(
    "由申请人决定。敏感信息默认看不到，申请人可单独出示。",
    "The applicant decides. Sensitive answers are not shown, unless the applicant shows one.",
);
pub const CLAIM: Message = message("接单", "Take it up");
pub const REPLY: Message = message("直接答复", "Answer without joining");
pub const REPLY_LABEL: Message = message("答复（申请人看得到）", "Answer (the applicant reads it)");
pub const REPLY_SEND: Message = message("发送答复", "Send the answer");
pub const REPLY_EMPTY: Message = message("请填写答复。", "Write the answer.");
pub const REPLIED: Message = message("已答复，这个请求已结束。", "Answered; this request is over.");
pub const TAKEN: Message = message("没有接到这个请求", "You did not get this request");
pub const TAKEN_TEXT: Message = message(
    "同事已经接单，或者申请人已取消。队列已更新，请接下一个。",
    "A colleague has taken it up, or the applicant took it back. The queue is up to date; take the next.",
);

pub const CODE: Message = message("用帮办码接单", "Take up by code");
pub const CODE_LABEL: Message = message(
    "申请人读出的帮办码（6 位数字）",
    "Help code that the applicant reads out (six digits)",
);
pub const CODE_GO: Message = message("接单", "Take it up");
pub const CODE_BAD: Message = message("请输入 6 位数字。", "Enter six digits.");
pub const CODE_SPENT: Message = message(
    "帮办码不正确、已使用或已过期，请申请人重新生成。",
    "The code is wrong, was used, or has expired; the applicant can make a new one.",
);

pub const MINE: Message = message("我的会话", "My sessions");
pub const MINE_NONE: Message = message("还没有接单。", "Nothing taken up yet.");
pub const ASKED: Message = message("等待同意", "Waits for consent");
pub const ASKED_LEFT: Message = message("等待同意，还剩 {} 秒", "Waits for consent, {} s left");
pub const ACTIVE: Message = message("帮办中 · {}", "Helping · {}");
pub const PAUSED: Message = message("已暂停，等申请人继续", "Paused until the applicant goes on");
pub const LEFT: Message = message("还剩 {}", "{} left");
pub const OPEN: Message = message("进入办件", "Open the filing");
pub const OPEN_WAITING: Message = message("查看", "Open");
pub const HAND_OVER: Message = message("转给同事", "Hand over");
pub const HAND_OVER_TEXT: Message = message(
    "转交后您不再能看到办件；同事要重新取得申请人同意。建议和标注会保留。",
    "You will see nothing of it any more; your colleague asks for consent anew. Proposals and marks stay.",
);
pub const HAND_OVER_TO: Message = message("转给 {} {}", "To {} {}");
pub const HANDED_OVER: Message = message("已转给同事", "Handed over");
pub const NO_COLLEAGUE: Message =
    message("本站没有其他帮办员。", "Nobody else works at this station.");
pub const END: Message = message("结束帮办", "End it");
pub const END_TEXT: Message =
    message("结束后您立即看不到这个办件。", "You will see nothing of the filing from then on.");
pub const ENDED: Message = message("帮办已结束", "The assistance is over");

pub const FIGURES: Message = message("今日", "Today");
pub const REQUESTS: Message = message("请求", "Requests");
pub const FIRST_ANSWER: Message = message("应答中位数", "Median first answer");
pub const SECONDS: Message = message("{} 秒", "{} s");
pub const IN_TIME_COUNT: Message = message("按时应答", "Answered in time");
pub const SOLVED: Message = message("已办结", "Solved");
pub const RATINGS: Message = message("评价（满意）", "Ratings (satisfied)");
pub const OF: Message = message("{} / {}", "{} / {}");

pub const KEYS: Message = message("按键", "Keys");
pub const KEYS_LINE: Message = message(
    "j k 选择 · Enter 接单 · 1 2 3 权限 · r 答复 · ? 按键说明",
    "j k choose · Enter take up · 1 2 3 level · r answer · ? keys",
);
pub const KEYS_OFF_LINE: Message = message("快捷键已关闭", "Keys are switched off");
pub const KEY_NEXT: Message = message("下一个请求", "Next request");
pub const KEY_BEFORE: Message = message("上一个请求", "Previous request");
pub const KEY_CLAIM: Message = message("接选中的请求", "Take up the chosen request");
pub const KEY_LEVEL: Message = message("权限：看、建议、代填", "Level: look, suggest, fill");
pub const KEY_REPLY: Message = message("直接答复", "Answer without joining");
pub const KEY_HELP: Message = message("显示这个说明", "Show these keys");
pub const WORK_KEYS_LINE: Message = message(
    "j k 逐行 · p 通过 · m 需修改 · e 建议或填写 · t 对话 · ? 按键说明",
    "j k lines · p passes · m to mend · e propose or fill in · t talk · ? keys",
);
pub const WORK_NEXT: Message = message("下一行", "Next line");
pub const WORK_BEFORE: Message = message("上一行", "Previous line");
pub const WORK_PASS: Message = message("通过", "Passes");
pub const WORK_MEND: Message = message("需修改", "To mend");
pub const WORK_EDIT: Message = message("提建议或填写", "Propose or fill in");
pub const WORK_TALK: Message = message("写消息", "Write a message");
pub const WORK_HAND_OVER: Message = message("转给同事", "Hand over");
pub const WORK_END: Message = message("结束帮办", "End it");
pub const KEYS_TEXT: Message =
    message("输入文字时按键不起作用。", "None of them works while you type.");
pub const KEYS_ON: Message = message("使用快捷键", "Use these keys");

pub const HANDED_BACK: Message =
    message("申请人已于{}交回：改好{}处，共{}处", "Handed back {}: {} of {} mended");
pub const BACK: Message = message("回到帮办台", "Back to the desk");
pub const WAITS_FOR_CONSENT: Message =
    message("正在等申请人同意", "Waiting for the applicant’s consent");
pub const WAITS_FOR_CONSENT_TEXT: Message = message(
    "您请求的权限：{}。同意之前看不到办件内容；还剩 {} 秒，不答复视为不同意。",
    "You asked for: {}. Nothing is shown before they consent; {} s left, silence is a refusal.",
);
pub const PAUSED_TEXT: Message = message(
    "一段时间没有操作，内容已收起。申请人点继续后，这里会自动恢复。",
    "Nothing happened for a while, so nothing is shown. It comes back when the applicant goes on.",
);
pub const GONE: Message = message("现在不由您帮办", "It is not yours any more");
pub const GONE_TEXT: Message = message(
    "这个帮办已转给同事，或者已经结束。您看不到它的内容。",
    "A colleague has it, or it is over. Nothing of it is shown to you.",
);
pub const AWAY: Message = message(
    "网络中断，看到的可能不是最新的；正在重新连接。",
    "No network: what you see may be out of date. Connecting again.",
);

pub const SEES: Message = message(
    "您可以：{}。证件号、手机号等敏感信息默认看不到，申请人可单独出示。每一步都有记录，申请人看得到。",
    "You may: {}. Sensitive answers are not shown, unless the applicant shows one. Each act is on record and shown to the applicant.",
);
pub const WANT: Message = message("请求其他权限", "Ask for another level");
pub const WANT_TEXT: Message = message(
    "提高权限要申请人同意；降低立即生效。",
    "A higher level takes the applicant’s consent; a lower one takes effect at once.",
);
pub const WANTED: Message =
    message("已请求“{}”，等申请人决定", "Asked for “{}”; the applicant decides");
pub const WANTED_NOT: Message =
    message("申请人没有同意改为“{}”", "The applicant did not agree to “{}”");
pub const LOWER: Message = message("降为“{}”", "Lower to “{}”");
pub const RAISE: Message = message("请求“{}”", "Ask for “{}”");
pub const LOWERED: Message = message("权限已降为“{}”", "Lowered to “{}”");
pub const LEVEL_NOW: Message = message("权限已变为“{}”", "Your level is now “{}”");

pub const QUICK: [Message; 3] = [
    message("请看这里", "Please look at this"),
    message("材料要盖章", "The file needs a seal"),
    message("请稍等", "One moment, please"),
];

pub const STEPS: Message = message("步骤", "Steps");
pub const THEY_ASKED: Message = message("申请人问：{}", "They ask: {}");
pub const SHOW_FIELD: Message = message("到这一处", "Go there");
pub const HERE: Message = message("申请人问的是这里", "They ask about this");
pub const PASSES: Message = message("通过", "Passes");
pub const MEND: Message = message("需修改", "To mend");
pub const MARK_OF: Message = message("预审：{}", "Pre-review: {}");
pub const NOTE: Message = message("要怎么改", "What to mend");
pub const NOTE_NEEDED: Message = message("请写明怎么改。", "Say what is to be mended.");
pub const SAVE: Message = message("保存", "Save");
pub const MENDED: Message = message("申请人已改", "They have mended it");
pub const TO_MEND: Message = message("一次性告知：{} 处需修改", "To be told once: {} to mend");
pub const MEND_COUNT: Message = message("{} 处需修改", "{} to mend");
pub const SEND: Message = message("发给申请人", "Send to the applicant");
pub const SEND_WORDS: Message = message(
    "预审完成，共 {} 处需修改，请按清单逐项处理。",
    "The pre-review is done: {} to mend. Please go through the list.",
);
pub const NEW_SAID: Message = message("{}发来新消息，共{}条", "A new message from {}, {} in all");
pub const SENT_ALREADY: Message = message("清单已发给申请人", "The list was sent to the applicant");
pub const UNSENT: Message =
    message("有改动还没发，申请人看不到", "There are changes that the applicant does not see yet");
pub const SENT_NONE: Message =
    message("预审完成，没有需修改的了。", "The pre-review is done: nothing to mend any more.");
pub const SENT: Message = message("已发给申请人", "Sent to the applicant");
pub const NONE_TO_MEND: Message = message("还没有标注需修改", "Nothing is marked to mend");
pub const PROPOSE: Message = message("提建议", "Propose");
pub const PROPOSE_OF: Message = message("给“{}”提建议", "Propose for “{}”");
pub const FILL: Message = message("代填", "Fill in");
pub const FILL_OF: Message = message("代填“{}”", "Fill in “{}”");
pub const FILL_DONE: Message = message("填好了", "Done");
pub const FILL_NOTE: Message = message(
    "边写边保存到办件，并标明是您填的；申请人提交前要确认。",
    "What you write goes into the filing as yours; the applicant confirms it before submitting.",
);
pub const FILL_NOTE_SUBMITS: Message =
    message("边写边保存到办件，并标明是您填的。", "What you write goes into the filing as yours.");
pub const REASON: Message = message("理由", "Reason");
pub const PROPOSE_SEND: Message = message("提出建议", "Propose it");
pub const SAME: Message = message("和现在的答案相同。", "It is the same as the answer.");
pub const PROPOSED: Message = message("建议改为", "Proposed");
pub const EMPTY: Message = message("（清空）", "(empty)");
pub const PENDING: Message = message("待采纳", "Not decided");
pub const ACCEPTED: Message = message("已采纳", "Accepted");
pub const DECLINED: Message = message("未采纳", "Declined");
pub const STALE: Message = message("提出后答案已改", "Answer changed since");
pub const TAKE_BACK: Message = message("收回建议", "Take it back");
pub const SENSITIVE: Message = message("敏感信息，不显示", "Sensitive, not shown");
pub const FILLED: Message = message("已填写", "Filled in");
pub const UNFILLED: Message = message("未填写", "Not filled in");
pub const VALID: Message = message("有效", "Valid");
pub const INVALID: Message = message("格式有误", "Not valid");
pub const LAST: Message = message("末四位 {}", "Ends in {}");
pub const REVEALED: Message = message("申请人已出示", "Shown by the applicant");
pub const MATERIALS: Message = message("材料", "Materials");
pub const MATERIALS_BROKEN: Message = message("材料没有取到", "The files did not come");
pub const NO_FILES: Message = message("还没有上传", "No file yet");
pub const VIEW_FILE: Message = message("看", "View");
pub const DOWNLOAD: Message = message("下载", "Download");
pub const VIEW_OF: Message = message("看 {}", "View {}");
pub const DOWNLOAD_OF: Message = message("下载 {}", "Download {}");
pub const UNFINISHED: Message = message("上传中", "Arriving");

/// A level in a word.
pub const fn level(level: Level) -> Message {
    match level {
        Level::Look => message("看", "Look"),
        Level::Suggest => message("建议", "Suggest"),
        Level::Fill => message("代填", "Fill"),
    }
}

/// What a level lets one do.
pub const fn level_means(level: Level) -> Message {
    match level {
        Level::Look => message("看办件，对话，不改动", "See the filing and talk"),
        Level::Suggest => message("提出建议和预审意见", "Propose answers and mark what to mend"),
        Level::Fill => message("直接填写，申请人确认", "Write answers; the applicant confirms"),
    }
}

/// Why it is over, as an assistant is told.
pub const fn reason(reason: EndReason) -> Message {
    match reason {
        EndReason::Cancelled => {
            message("申请人取消了请求。", "The applicant took the request back.")
        }
        EndReason::Lapsed => message("请求已过期。", "The request has lapsed."),
        EndReason::Refused => message("申请人没有同意。", "The applicant refused."),
        EndReason::Unanswered => {
            message("申请人没有在时限内答复。", "The applicant did not answer in time.")
        }
        EndReason::ByApplicant => message("申请人结束了帮办。", "The applicant ended it."),
        EndReason::ByAssistant => message("您结束了帮办。", "You ended it."),
        EndReason::Replied => message("您已直接答复。", "You answered without joining."),
        EndReason::Away => message("一方离开太久。", "A side was away for too long."),
        EndReason::TimeOver => message("满一小时，自动结束。", "The hour is over."),
        EndReason::FilingClosed => {
            message("办件已提交、撤回或删除。", "The filing was submitted, withdrawn or deleted.")
        }
    }
}
