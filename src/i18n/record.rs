//! Words of the record of assistance (帮办记录).
#![allow(missing_docs)]

mod denied;

pub use self::denied::denied;
use super::{Message, message};

pub const TITLE: Message = message("帮办记录", "Record of assistance");
pub const BACK: Message = message("办件", "The filing");
pub const TEXT: Message = message(
    "帮办员和您在这件办件里做了什么，都记在这里；同一个人连续做同样的事，一分钟内记一次。只记做了什么，不记填写和对话的内容。",
    "What assistants and you did in this filing; the same act repeated is noted once a minute. It says what was done, and no answer and no message.",
);
pub const NONE: Message = message("这件办件没有请过帮办", "Nobody has helped in this filing");
pub const NONE_TEXT: Message =
    message("请人帮办后，全过程会记在这里。", "Once you ask for help, all of it is recorded here.");
pub const DOWNLOAD: Message = message("下载记录（JSON）", "Download (JSON)");
pub const PRINT: Message = message("打印", "Print");
pub const METHOD: Message = message(
    "防篡改：每一条的校验值是上一条的校验值（32字节，第一条之前为零）与本条内容（规范JSON）合在一起的SHA-256，改动、删除或插入任何一条都能查出。",
    "How it is protected: the hash of each entry is the SHA-256 of the hash before it (32 bytes, zeros at first) and of the entry as canonical JSON, so that changing, removing or adding one shows.",
);
pub const LAST: Message = message("最后一条的校验值：", "Hash of the last entry:");
pub const APPLICANT: Message = message("申请人", "Applicant");
pub const SYSTEM: Message = message("系统", "System");
pub const NUMBER: Message = message("（工号{}）", " (no. {})");
pub const AND: Message = message("、", ", ");

pub const REQUESTED: Message = message("请人帮办", "Asked for help");
pub const CODE_MADE: Message = message("生成帮办码", "Made a help code");
pub const CLAIMED: Message = message("接单（拟用权限：{}）", "Took it up (intended level: {})");
pub const WANTED: Message = message("请求改为“{}”", "Asked for “{}”");
pub const LEVEL_DECLINED: Message = message("不允许改为“{}”", "Did not allow “{}”");
pub const TOOK_LONGER: Message = message("请帮办员再等等", "Took longer to answer");
pub const REPLIED: Message = message("答复，没有进入办件", "Answered without joining");
pub const CONSENTED: Message = message("同意“{}”", "Agreed to “{}”");
pub const LEVEL_CHANGED: Message = message("由“{}”改为“{}”", "Changed “{}” to “{}”");
pub const STATION_CHANGED: Message = message("由{}凭帮办码接单", "Taken up at {} by a help code");
pub const HANDED_OVER: Message = message("转交给{}（工号{}）", "Handed over to {} (no. {})");
pub const PAUSED: Message = message("十分钟没有操作，已暂停", "Paused after ten idle minutes");
pub const RESUMED: Message = message("继续", "Went on");
pub const READ: Message = message("查看了{}", "Read {}");
pub const READ_FILING: Message = message("办件", "the filing");
pub const READ_ANSWERS: Message =
    message("填写的内容（不含敏感信息）", "the answers, without sensitive ones");
pub const READ_ASSIST: Message = message("建议和对话", "proposals and talk");
pub const READ_ATTACHMENTS: Message = message("材料清单", "the list of files");
pub const READ_FILE: Message = message("一份材料", "a file");
pub const REVEALED: Message = message("让帮办员看到“{}”", "Showed “{}” to the assistant");
pub const HIDDEN: Message = message("不再显示“{}”", "Hid “{}” again");
pub const FIELD_SET: Message = message("填写“{}”", "Filled in “{}”");
pub const PROPOSED: Message = message("对“{}”提出建议", "Proposed an answer to “{}”");
pub const RETRACTED: Message = message("收回对“{}”的建议", "Took back the proposal for “{}”");
pub const ACCEPTED: Message = message("采纳对“{}”的建议", "Took the proposal for “{}”");
pub const DECLINED: Message = message("没有采纳对“{}”的建议", "Left the proposal for “{}”");
pub const MARKED_GOOD: Message = message("预审“{}”：通过", "Checked “{}”: good");
pub const MARKED_BAD: Message = message("预审“{}”：需修改", "Checked “{}”: to be mended");
pub const UNMARKED: Message = message("收回对“{}”的预审意见", "Took back the check of “{}”");
pub const CONFIRMED: Message =
    message("确认帮办员填写的：{}", "Confirmed what the assistant filled in: {}");
pub const MARKS_SENT: Message =
    message("发出一次性告知", "Sent the list of all that is to be mended");
pub const MARKS_RETURNED: Message =
    message("交回一次性告知", "Handed back the list of what is to be mended");
pub const SAID: Message = message("发送消息", "Wrote a message");
pub const SUBMITTED: Message = message("提交办件", "Submitted the filing");
pub const DENIED: Message = message("越权操作被拒绝：{}", "Refused: {}");
pub const CALL_STARTED: Message = message("语音通话开始", "A voice call began");
pub const CALL_STARTED_VIDEO: Message = message("视频通话开始", "A video call began");
pub const CALL_ENDED: Message = message("通话结束", "The call was over");
pub const ENDED: Message = message("帮办结束：{}", "Over: {}");
pub const RATED: Message = message("评价：{}", "Rated: {}");

pub const AGENT: Message = message("受托人", "Agent");
pub const FOR: Message = message("（受{}委托）", " (for {})");
pub const STARTED: Message = message("依委托书发起办件", "Began the filing under a mandate");
pub const PREFILLED: Message = message("由政务数据自动填写：{}", "Filled in from registers: {}");
pub const ATTACHED: Message = message("上传材料“{}”", "Added a file to “{}”");
pub const DETACHED: Message = message("移除材料“{}”", "Took a file of “{}” away");
pub const READ_TIMELINE: Message = message("办理进度", "how it stands");
pub const MANDATE_DRAWN: Message = message("生成委托书第{}版", "Drew up version {} of the mandate");
pub const MANDATE_SIGNED: Message = message("签署委托书第{}版", "Signed version {} of the mandate");
pub const MANDATE_ACCEPTED: Message =
    message("接受委托书第{}版", "Accepted version {} of the mandate");
pub const MANDATE_DECLINED: Message =
    message("谢绝委托书第{}版", "Declined version {} of the mandate");
pub const MANDATE_NARROWED: Message =
    message("缩小委托（第{}版），立即生效", "Narrowed the mandate (version {}), at once");
pub const MANDATE_TAKEN_BACK: Message =
    message("收回委托书第{}版", "Took version {} of the mandate back");
pub const MANDATE_REVOKED: Message = message("撤销委托，立即生效", "Revoked the mandate, at once");
pub const MANDATE_RESIGNED: Message = message("辞去委托", "Gave the mandate up");
