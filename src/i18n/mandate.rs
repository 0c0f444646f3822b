//! Words of mandates and of filings under them.
#![allow(missing_docs)]

use bangban_contract::mandate::{MandateAct, MandateState, NoticeKind};

use super::{Message, message};

pub const TITLE: Message = message("委托办理", "Mandates");
pub const BACK: Message = message("返回委托办理", "Back to mandates");
pub const NEW: Message = message("新建委托书", "New mandate");
pub const GIVEN: Message = message("我的委托书", "Mandates I gave");
pub const TAKEN: Message = message("我受托的委托书", "Mandates given to me");
pub const TAKEN_BY_STATION: Message = message("本站受托的委托书", "Mandates of the station");
pub const NONE: Message = message("还没有委托书", "No mandates yet");
pub const NONE_TEXT: Message = message(
    "可以委托工作站或他人代为填报、提交。您随时可以查看全部内容，也可以撤销。",
    "A station or another person can fill in and submit for you. You can read everything and revoke it at any time.",
);
pub const TO_AGENT: Message = message("受托人：{}", "Agent: {}");
pub const OF_PRINCIPAL: Message = message("委托人：{}", "Principal: {}");
pub const UNTIL: Message = message("{} 至 {}", "{} to {}");
pub const OFFERED: Message = message("{} 份委托书等本站接受", "Mandates to accept: {}");
pub const OFFERED_SEE: Message = message("去查看", "See them");
pub const NUMBER: Message = message("委托书编号 {}", "Mandate {}");
pub const NOTICES: Message = message("办理提醒", "What was done for you");
pub const NOTICES_NEW: Message = message("{} 条新提醒", "{} new");
pub const NEWS: Message = message("委托办理有{}条新提醒", "Mandates: {} new notices");
pub const SEE_FILING: Message = message("查看办件", "See the filing");

pub const ENTRUSTED: Message = message("我的委托进件", "My entrusted filings");
pub const ENTRUSTED_NONE: Message = message("还没有委托进件", "No entrusted filings yet");
pub const START: Message = message("代为办理“{}”", "File “{}” for them");
pub const OPEN: Message = message("继续办理", "Go on");
pub const SEE: Message = message("查看", "See");
pub const CLOSED_NOW: Message = message("委托已停止", "Mandate stopped");
pub const DESK: Message = message("帮办台", "Help desk");

pub const AGENT: Message = message("受托人", "Agent");
pub const AGENT_STATION: Message = message("工作站", "A service station");
pub const AGENT_PERSON: Message = message("个人", "A person");
pub const STATION: Message = message("选择工作站", "Station");
pub const ACCOUNT: Message = message("对方的登录账号", "Their sign-in account");
pub const NAME: Message = message("对方的姓名", "Their name");
pub const ITEMS: Message = message("委托事项", "Items");
pub const ITEMS_HINT: Message = message("可多选，最多20项。", "Several may be chosen, at most 20.");
pub const ITEMS_NONE: Message = message("请至少选择一个事项。", "Choose at least one item.");
pub const ACTS: Message = message("代理权限", "Powers");
pub const ACTS_NONE: Message = message("请至少选择一项权限。", "Choose at least one power.");
pub const TERM: Message = message("委托期限", "Term");
pub const TERM_NONE: Message =
    message("请填写开始日期和结束日期。", "Fill in the first and the last day.");
pub const TERM_ORDER: Message = message(
    "结束日期不能早于开始日期，也不能早于今天。",
    "The last day cannot be before the first, or before today.",
);
pub const TERM_LONG: Message =
    message("委托期限最长三年，请改短。", "Three years at most: make it shorter.");
pub const FROM: Message = message("开始日期", "First day");
pub const TO: Message = message("结束日期", "Last day");
pub const REASON: Message = message("委托原因（选填）", "Reason (optional)");
pub const MAKE: Message = message("生成委托书", "Draw it up");
pub const FOR_PARTY: Message = message("委托人：{}", "Principal: {}");
pub const LOADING_ITEMS: Message = message("正在读取事项…", "Loading the items…");

pub const TEXT: Message = message("委托书全文", "The text");
pub const OFFER: Message = message("待生效的新版本", "The version to come");
pub const CURRENT: Message = message("现行版本", "The version in force");
pub const PRINT: Message = message("打印", "Print");
pub const SIGN: Message = message("签署", "Sign");
pub const SIGN_HERE: Message = message("请在框内签名", "Sign in the box");
pub const SIGN_PAD: Message =
    message("签名区，用手指、笔或鼠标书写", "Signature, by finger, pen or mouse");
pub const CLEAR: Message = message("重写", "Clear");
pub const MARK: Message = message("不便手写，以画押代替", "I cannot write: make a mark instead");
pub const SIGN_AGREE: Message = message(
    "我是{}，已阅读全文，自愿委托。",
    "I am {}, have read the text, and give this mandate of my own will.",
);
pub const SIGN_DONE: Message = message("确认签署", "Sign it");
pub const SIGN_EMPTY: Message = message("请先签名，并勾选确认。", "Sign first, and tick the box.");
pub const SIGNED: Message =
    message("已签署，等待受托人接受。", "Signed. The agent has to accept it.");
pub const SIGNED_BY: Message = message("签署：{}，{}", "Signed by {}, {}");
pub const ACCEPTED_BY: Message = message("接受：{}，{}", "Accepted by {}, {}");
pub const BY_PHONE: Message = message("经本人手机链接签署", "on their own phone, by a link");
pub const SIGNATURE: Message = message("{}的签名", "Signature of {}");
pub const DIGEST: Message = message("文本校验值（SHA-256）", "Hash of the text (SHA-256)");
pub const NOT_SIGNED: Message = message("未签署", "Not signed");
pub const NARROWED_BY: Message = message(
    "由委托人登录后缩小，无须另行签署",
    "Narrowed by the principal while signed in; no signature is needed",
);
pub const PHONE: Message = message("用手机签署", "Sign on a phone");
pub const PHONE_HOW: Message = message(
    "请委托人本人用手机扫码。链接10分钟内有效，只能签一次。",
    "The principal scans this with their own phone. The link works for 10 minutes, once.",
);
pub const PHONE_QR: Message = message("签署二维码", "Code to sign");
pub const PHONE_NO_CODE: Message =
    message("这个页面要用二维码打开", "This page is opened by a code");
pub const PHONE_NO_CODE_TEXT: Message = message(
    "请在电脑上打开委托书，点“用手机签署”。",
    "Open the mandate at the computer and press “Sign on a phone”.",
);
pub const PHONE_DONE: Message = message("签署完成", "Signed");
pub const PHONE_DONE_TEXT: Message = message("可以关闭本页。", "You can close this page.");

pub const ACCEPT: Message = message("接受委托", "Accept");
pub const ACCEPTED: Message = message("已接受委托。", "Accepted.");
pub const DECLINE: Message = message("谢绝", "Decline");
pub const DECLINED: Message = message("已谢绝。", "Declined.");
pub const CHANGE: Message = message("变更", "Change");
pub const CHANGE_TEXT: Message = message(
    "缩小范围立即生效；扩大范围须重新签署并由受托人接受。两者请分开办理。",
    "What narrows it takes effect at once. What widens it is signed and accepted anew. Do one at a time.",
);
pub const CHANGE_SEND: Message = message("确认变更", "Change it");
pub const NARROWED: Message = message("已缩小，立即生效。", "Narrowed, with immediate effect.");
pub const WIDER: Message = message("已生成新版本，请签署。", "A new version is drawn up. Sign it.");
pub const TAKE_BACK: Message = message("收回新版本", "Take the new version back");
pub const TAKEN_BACK: Message = message("已收回。", "Taken back.");
pub const REVOKE: Message = message("撤销委托", "Revoke");
pub const REVOKE_TEXT: Message = message(
    "撤销后立即生效，受托人正在办理的也会停止。已提交的办件不受影响。",
    "It takes effect at once, in work under way too. What was submitted stays.",
);
pub const REVOKE_REASON: Message = message("撤销原因（选填）", "Reason (optional)");
pub const REVOKED: Message = message("已撤销，立即生效。", "Revoked, with immediate effect.");
pub const RESIGN: Message = message("辞去委托", "Give it up");
pub const RESIGN_TEXT: Message =
    message("辞去后不能再为委托人办理。", "You cannot act for the principal afterwards.");
pub const RESIGNED: Message = message("已辞去委托。", "Given up.");
pub const REVOKE_NOT: Message = message("暂不撤销", "Not now");
pub const RESIGN_NOT: Message = message("暂不辞去", "Not now");
pub const VOID: Message = message("作废这份委托书", "Discard it");
pub const VOID_TEXT: Message = message(
    "这份委托书还没有生效，作废后不能再签署或接受。",
    "It is not in force yet, and cannot be signed or accepted afterwards.",
);
pub const VOID_NOT: Message = message("暂不作废", "Not now");
pub const VOIDED: Message = message("已作废。", "Discarded.");
pub const FILED: Message = message("委托办理的办件", "Filings under it");
pub const FILED_NONE: Message = message("还没有办件", "None yet");
pub const ENDED_AT: Message = message("{}：{}", "{}: {}");

pub const ACTING: Message = message("正在为{}办理", "Acting for {}");
pub const MAY: Message = message("权限：{}", "You may: {}");
pub const VALID_UNTIL: Message = message("委托至 {}", "Until {}");
pub const OVER: Message = message("委托已停止", "The mandate has stopped");
pub const OVER_TEXT: Message = message(
    "委托书已撤销、到期，或不再包括这个事项。内容已关闭，已填写的由委托人继续办理。",
    "It was revoked, has expired, or does not cover this item any more. Nothing is shown; the principal goes on with what was filled in.",
);
pub const SENT_ON: Message = message("这件已提交", "It has been submitted");
pub const SENT_ON_TEXT: Message = message("当前状态：{}", "It stands at: {}");
pub const RECEIPT: Message = message("查看回执", "See the receipt");
pub const SENSITIVE_FILLED: Message = message("已填写（内容不显示）", "Filled in, and not shown");
pub const SENSITIVE_OPEN: Message = message("由委托人本人填写", "The principal fills this in");
pub const SUBMIT: Message = message("提交", "Submit");
pub const SUBMIT_TITLE: Message = message("为委托人提交", "Submit for the principal");
pub const SUBMIT_TEXT: Message = message(
    "提交的是双方看到的草稿全部内容，包括由委托人或系统填写的敏感信息。",
    "What is submitted is the whole draft, with the sensitive answers that the principal or the system filled in.",
);
pub const SUBMIT_AGREE: Message =
    message("我依委托书代为作出上述承诺", "I make this commitment under the mandate");
pub const SUBMIT_NOT_YOURS: Message = message("由委托人提交", "The principal submits");
pub const SUBMIT_NOT_YOURS_TEXT: Message = message(
    "委托书没有授予提交权限。填写完成后，请委托人在“我的办件”中核对并提交。",
    "The mandate does not allow it. When all is filled in, the principal checks and submits it.",
);
pub const SUBMIT_FIRST: Message = message("请先勾选承诺。", "Tick the commitment first.");
pub const SUBMIT_UNSENT: Message = message(
    "还有内容没有送达，请稍候再提交。",
    "Something is still on its way. Try again in a moment.",
);
pub const SUBMIT_OPEN: Message = message("还有 {} 处需要处理", "{} things to do first");
pub const PRINCIPALS: Message = message("须由委托人本人填写", "for the principal to fill in");
pub const SUBMITTED: Message = message("已为委托人提交。", "Submitted for the principal.");
pub const UNDER: Message = message("由{}受托办理", "Filed by {} under a mandate");
pub const UNDER_UNTIL: Message =
    message("曾由{}受托办理，委托已于{}结束", "Was filed by {} under a mandate, which ended on {}");
pub const SEE_MANDATE: Message = message("查看委托书", "See the mandate");
pub const ENTRY: Message = message("委托办理", "Mandates");

pub const RATE: Message = message("这次办理怎么样？", "How was it?");
pub const RATE_DONE: Message = message("您的评价：{}", "You said: {}");

/// What an act is called.
pub fn act(act: MandateAct) -> Message {
    match act {
        MandateAct::Fill => message("填报", "Fill in"),
        MandateAct::Sign => message("签署文书", "Sign papers"),
        MandateAct::Submit => message("提交", "Submit"),
        MandateAct::Receive => message("领取结果", "Receive results"),
    }
}

/// What it means.
pub fn act_means(act: MandateAct) -> Message {
    match act {
        MandateAct::Fill => message("发起办件、填写、上传材料", "Begin, answer, add materials"),
        MandateAct::Sign => message("签署提交承诺以外的文书", "Sign papers beside the commitment"),
        MandateAct::Submit => message(
            "提交并代为承诺，无须您逐项确认",
            "Submit and commit, without your confirming each answer",
        ),
        MandateAct::Receive => message("查看回执、通知书和结果", "Read receipts, notices, results"),
    }
}

/// What a state is called.
pub fn state(state: MandateState) -> Message {
    match state {
        MandateState::Unsigned => message("待签署", "To be signed"),
        MandateState::Offered => message("待接受", "To be accepted"),
        MandateState::InForce => message("生效中", "In force"),
        MandateState::Declined => message("已谢绝", "Declined"),
        MandateState::Revoked => message("已撤销", "Revoked"),
        MandateState::Resigned => message("已辞去", "Given up"),
        MandateState::Expired => message("已到期", "Expired"),
    }
}

/// What a notice tells; who, and of what.
pub fn notice(kind: NoticeKind) -> Message {
    match kind {
        NoticeKind::Accepted => message("{}接受了委托", "{} accepted the mandate"),
        NoticeKind::Declined => message("{}谢绝了委托", "{} declined the mandate"),
        NoticeKind::Resigned => message("{}辞去了委托", "{} gave the mandate up"),
        NoticeKind::Started => message("{}为您发起了“{}”", "{} began “{}” for you"),
        NoticeKind::Filled => message("{}填写了“{}”", "{} filled in “{}”"),
        NoticeKind::Attached => message("{}为“{}”上传了材料", "{} added materials to “{}”"),
        NoticeKind::Detached => message("{}移除了“{}”的材料", "{} took materials of “{}” away"),
        NoticeKind::Submitted => message("{}为您提交了“{}”", "{} submitted “{}” for you"),
    }
}
