//! Words of the first page.
#![allow(missing_docs)]

use super::{Message, message};

pub const TITLE: Message = message("想办什么事？", "What do you need to do?");
pub const WAITING: Message = message("需要我处理", "Waiting for me");
pub const WAITING_COUNT: Message = message("{} 件", "{}");
pub const RUNNING: Message = message("正在办理", "On its way");
pub const ALL_FILINGS: Message = message("全部办件（{}）", "All filings ({})");
pub const NOTHING_WAITS: Message = message("没有需要您处理的办件。", "Nothing waits for you.");
pub const SIGN_IN_TEXT: Message = message(
    "登录后，这里会显示要您处理的事和正在办理的进度。",
    "Sign in and this place shows what waits for you and how your filings go.",
);
pub const SCENES: Message = message("高效办成一件事", "One thing, done in one go");
pub const ALL_SCENES: Message = message("{} 个主题", "All {} themes");
pub const SCENE_ITEMS: Message = message("{} 个相关事项", "{} related service{s}");
pub const FIGURES: Message = message("能办多少事", "What can be done here");
pub const FIGURE_ITEMS: Message = message("个办理项", "services");
pub const FIGURE_ASSISTED: Message = message("项可在线帮办", "with help online");
pub const FIGURE_AUTOMATIC: Message = message("项 24 小时智能审批", "decided day and night");
pub const FIGURE_CROSS: Message = message("项跨省通办", "across provinces");
pub const FIGURE_STATIONS: Message = message("个政务服务工作站", "service stations");

/// What many people look for: the words to search by.
pub const POPULAR: [Message; 5] = [
    message("特殊工时", "special working hours"),
    message("开饭馆", "restaurant"),
    message("医疗机构校验", "medical institution"),
    message("劳务派遣", "labour dispatch"),
    message("居住证", "residence permit"),
];
pub const DAYS_LEFT: Message = message("还有 {} 个工作日", "{} working day{s} left");
