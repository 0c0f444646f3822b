//! Words of my filings, a filing, its receipt and its documents.
#![allow(missing_docs)]

use super::{Message, message};

pub const TITLE: Message = message("我的办件", "My filings");
pub const SEARCH: Message = message("按事项名称或办件编号查找", "Find by service or number");
pub const STATE: Message = message("状态", "State");
pub const ALL: Message = message("全部", "All");
pub const COUNT: Message = message("共 {} 件", "{} filing{s}");
pub const KEPT: Message = message("已存在本机", "On this device");
pub const BY_AGENT: Message = message("受托人办理：{}", "By agent: {}");
pub const KEPT_NOTE: Message = message(
    "没有网络，只列出存在这台设备上的草稿；连上网后自动显示全部办件。",
    "No network: only drafts kept on this device are listed. All filings show once you are online.",
);
pub const NONE: Message = message("还没有办件", "No filings yet");
pub const NONE_TEXT: Message = message(
    "找到要办的事，点“在线办理”就可以开始。",
    "Find a service and choose “Apply online” to begin.",
);
pub const NONE_MATCH: Message = message("没有符合的办件", "No filing matches");
pub const NONE_MATCH_TEXT: Message =
    message("换个词，或者选“全部”状态再看看。", "Try other words, or all states.");
pub const NUMBER: Message = message("办件编号 {}", "Number {}");
pub const NUMBER_NAME: Message = message("办件编号", "Filing number");
pub const NUMBER_ACCEPTED: Message = message("受理编号", "Acceptance number");
pub const UPDATED: Message = message("{} 更新", "Updated {}");
pub const PROMISED: Message = message("最迟 {} 前作出决定", "Decided by {} at the latest");
pub const GO_ON: Message = message("接着填", "Go on");
pub const MEND: Message = message("去补正", "Correct it");
pub const LOOK: Message = message("查看", "Open");

pub const NEXT: Message = message("接下来", "What happens next");
pub const REASON: Message = message("原因", "Reason");
pub const DUE: Message = message("请在 {} 前补交", "Hand it in by {}");
pub const POINTS: Message = message("需要修改的地方（{} 处）", "What to correct ({})");
pub const TIMELINE: Message = message("办理进度", "Progress");
pub const DOCUMENTS: Message = message("文书", "Documents");
pub const DOCUMENTS_NONE: Message = message("还没有文书。", "No documents yet.");
pub const ATTACHMENTS: Message = message("已提交的材料", "Files handed in");
pub const ATTACHMENTS_NONE: Message = message("没有上传文件。", "No files.");
pub const RECEIPT: Message = message("收件回执", "Receipt");
pub const GUIDE: Message = message("办事指南", "Guide");
pub const PARTY: Message = message("申请主体", "Applicant");
pub const DEPARTMENT: Message = message("办理部门", "Department");
pub const CREATED: Message = message("开始填写", "Begun");
pub const SUBMITTED: Message = message("提交时间", "Submitted");
pub const PROMISED_ON: Message = message("承诺办结", "Promised by");
pub const SPECIAL: Message = message("{}，预计 {} 个工作日", "{}, about {} working day{s}");
pub const LIVE: Message = message("进度会自动更新", "This page keeps itself up to date");
pub const MOVED: Message = message("办件有新进展：{}", "Your filing moved on: {}");

pub const WITHDRAW: Message = message("撤回申请", "Withdraw");
pub const WITHDRAW_TITLE: Message = message("确定撤回这件申请吗？", "Withdraw this application?");
pub const WITHDRAW_TEXT: Message = message(
    "撤回后部门停止办理，办件编号作废；还要办的话需要重新申请。",
    "The department stops and the number becomes void. To have it done you begin again.",
);
pub const WITHDRAWN: Message = message("已撤回", "Withdrawn");
pub const KEEP: Message = message("不撤回", "Keep it");
pub const DELETE: Message = message("删除草稿", "Delete the draft");
pub const DELETE_TITLE: Message = message("确定删除这份草稿吗？", "Delete this draft?");
pub const DELETE_TEXT: Message = message(
    "填写的内容和上传的文件会一起删除，不能恢复。",
    "Answers and files are deleted for good.",
);
pub const DELETED: Message = message("草稿已删除", "The draft is deleted");
pub const KEEP_DRAFT: Message = message("不删除", "Keep it");

pub const RECEIPT_DONE: Message = message("已提交，请记下办件编号", "Submitted. Keep this number");
pub const RECEIPT_AGAIN: Message =
    message("补正已提交，编号不变", "What was asked for is handed in. The number stays");
pub const SUPPLEMENTED: Message = message("补正提交时间", "Handed in again");
pub const RECEIPT_NEXT: Message = message(
    "部门最迟在 {} 告知是否受理。进度可以随时在“我的办件”里看。",
    "The department answers by {}. Follow it any time under “My filings”.",
);
/// `{}`: the state of the filing.
pub const RECEIPT_SINCE: Message = message("这件事现在：{}", "It stands at: {}");
pub const RECEIPT_SINCE_TEXT: Message =
    message("下面是提交时出具的回执。", "Below is the receipt of the submission.");
pub const SUBMITTED_BY: Message = message("提交人", "Submitted by");
pub const ANSWER_BY: Message = message("最迟答复", "Answer by");
pub const MATERIALS: Message = message("收到的材料", "Materials received");
pub const FILES: Message = message("{} 个文件", "{} file{s}");
pub const DIGEST: Message = message("内容摘要（SHA-256）", "Digest (SHA-256)");
pub const DIGEST_NOTE: Message = message(
    "摘要可以证明提交的内容没有被改动过。",
    "The digest proves that what was submitted has not been altered.",
);
pub const DOCUMENT_DIGEST_NOTE: Message = message(
    "摘要可以证明文书的内容没有被改动过。",
    "The digest proves that the document has not been altered.",
);
pub const SEAL: Message = message("（盖章处）", "(place of the seal)");
pub const QR: Message = message("扫码查看办件", "Scan to open the filing");
pub const PRINT: Message = message("保存为 PDF / 打印", "Save as PDF / print");
pub const LATER: Message = message("还要后补的材料", "To follow later");
pub const LATER_NOTE: Message = message(
    "可以容缺后补，请在部门告知的期限内补交。",
    "They may follow. Hand them in by the date that the department tells you.",
);
pub const LATER_NOW: Message = message(
    "请点“去补正”，在“申请材料”一步上传，再提交。",
    "Choose “Correct it”, attach them in the step “Materials”, and submit again.",
);
pub const LATER_TOLD: Message = message(
    "现在不用交。部门会一次性告知补交的期限，届时在本页点“去补正”上传；补交的时间不计入办理时限。",
    "Nothing to do yet. The department tells you once by when; then choose “Correct it” on this page and attach them. That time does not count against the time limit.",
);
pub const LATER_ACCEPTED: Message = message(
    "请在部门告知的期限内，按告知的方式交到办理部门。",
    "Hand them in to the department by the date and in the way that it tells you.",
);
pub const EXEMPT: Message = message("免提交的材料", "Not needed from you");
pub const AHEAD: Message = message("还有的环节", "Still to come");
pub const AHEAD_SURE: Message =
    message("{}：将安排，{} 个工作日", "{}: will take place, {} working day{s}");
pub const AHEAD_MAYBE: Message = message(
    "{}：部门认为需要时安排，{} 个工作日",
    "{}: if the department finds it needed, {} working day{s}",
);
pub const TO_FILING: Message = message("看办件进度", "Follow the filing");
pub const NO_LEGAL_EFFECT: Message =
    message("示例文书，没有法律效力", "Demonstration: no legal effect");
pub const ADDRESSEE: Message = message("{}：", "To {}:");
pub const BACK: Message = message("返回办件", "Back to the filing");
pub const ITEM: Message = message("事项", "Service");
