//! Words of the review desk.
#![allow(missing_docs)]

use super::{Message, message};

pub const TITLE: Message = message("审批台", "Review desk");
pub const NOT_YOURS: Message = message("审批台只对审批人员开放", "The desk is for reviewers");
pub const NOT_YOURS_TEXT: Message = message(
    "请用审批人员身份登录。申请人可以在“我的办件”里看进度。",
    "Sign in as a reviewer. Applicants follow their filings under “My filings”.",
);
pub const NONE: Message = message("没有符合的办件", "No filings here");
pub const NONE_TEXT: Message = message("换一个状态看看。", "Try another state.");
pub const APPLICANT: Message = message("申请主体", "Applicant");
pub const ITEM: Message = message("事项", "Service");
pub const NUMBER: Message = message("办件编号", "Number");
pub const STATE: Message = message("状态", "State");
pub const SINCE: Message = message("更新", "Updated");
pub const ANSWERS_NONE: Message = message("申请人还没有提交内容。", "Nothing was submitted.");
pub const BY_AGENT: Message = message("由受托人 {} 办理", "Handled by an agent: {}");
pub const BY_ASSISTANT: Message = message(
    "由帮办员填写、申请人已确认 {} 项（{} 确认）",
    "Filled in by an assistant: {}, confirmed by the applicant on {}",
);
pub const AGENT_FILLED: Message = message(
    "由受托人填写、申请人已确认 {} 项（{} 确认）",
    "Filled in by the agent: {}, confirmed by the applicant on {}",
);
pub const ASSISTED: Message = message("代填，已确认", "filled in for them, confirmed");
pub const ASSISTED_PARTLY: Message =
    message("有代填内容，已确认", "partly filled in for them, confirmed");
pub const MOVES: Message = message("办理", "Decide");
pub const NO_MOVES: Message = message("现在没有要办的。", "Nothing to do now.");
pub const DONE: Message = message("已办理：{}", "Done: {}");

pub const ACCEPT: Message = message("受理", "Accept");
pub const SUPPLEMENT: Message = message("要求补正", "Ask for corrections");
pub const NOT_ACCEPT: Message = message("不予受理", "Do not accept");
pub const START_REVIEW: Message = message("开始审查", "Begin review");
pub const START_SPECIAL: Message = message("转特别程序", "Special procedure");
pub const END_SPECIAL: Message = message("结束特别程序", "End special procedure");
pub const GRANT: Message = message("准予", "Grant");
pub const REFUSE: Message = message("不予许可", "Refuse");
pub const DELIVER: Message = message("确认送达", "Confirm delivery");

pub const REASON: Message = message("理由（申请人看得到）", "Reason (the applicant reads it)");
pub const REASON_NEEDED: Message = message("请写明理由。", "Give the reason.");
pub const POINT_FIELD: Message = message("哪一处", "Which answer");
pub const POINT_NOTE: Message = message("要怎么改（一次性告知）", "What to correct (told once)");
pub const POINT_ADD: Message = message("再加一处", "Add another");
pub const POINT_REMOVE: Message = message("去掉第 {} 处", "Remove point {}");
pub const POINTS_NEEDED: Message =
    message("每一处都要选位置、写明怎么改。", "Each point needs a place and a note.");
pub const MATERIAL: Message = message("材料：{}", "Material: {}");
pub const DAYS: Message = message("工作日", "Working days");
pub const DAYS_NEEDED: Message = message("请填 1 到 60 的整数。", "A whole number from 1 to 60.");
pub const SPECIAL_NAME: Message =
    message("特别程序名称，如 专家评审", "Name, such as expert review");
pub const CONFIRM: Message = message("确定", "Confirm");
