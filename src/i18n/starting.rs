//! What is asked before a filing begins.
#![allow(missing_docs)]

use super::{Message, message};

pub const PARTY_TITLE: Message = message("这次为谁办理？", "For whom do you file?");
pub const PARTY_TEXT: Message = message(
    "您可以代表多个主体办事。提交后不能更换，请核对后选择。",
    "You may act for several parties. It cannot be changed once submitted.",
);
pub const DRAFT_TITLE: Message = message("您有没填完的申请", "You have an unfinished application");
pub const RUNNING_TITLE: Message = message("这个事项正在办理", "This service is under way");
pub const APPROVED_TITLE: Message = message("这个事项已经批准过", "This was approved before");
pub const RUNNING_TEXT: Message = message(
    "同一个主体已经有这个事项的办件。可以接着办，不会丢掉之前的内容。",
    "The same party has a filing of this service. Go on with it; nothing filled in is lost.",
);
pub const APPROVED_TEXT: Message = message(
    "已经批准的，一般不用再次首次申请。内容有变化、快到期或者证照遗失的，请办理：",
    "What was approved need not be applied for anew. For changes, renewal or a lost licence:",
);
pub const APPROVED_AGAIN: Message =
    message("确实需要的，可以再办一份。", "If you do need another one, you may file again.");
pub const DRAFT_SAVED: Message = message("{} 保存的草稿", "Draft of {}");
pub const FILED: Message = message("办件编号 {} · {}", "No. {} · {}");
pub const FILED_BY_OTHERS: Message =
    message("同一主体的其他经办人已提交：办件编号 {} · {}", "Filed by a colleague: no. {} · {}");
pub const ANEW: Message = message("仍然新办一份", "Start a new one");
