//! Words of the search box and the search page, and of the life-event scenes.
#![allow(missing_docs)]

use super::{Message, message};

pub const TITLE: Message = message("找服务", "Find a service");
pub const LABEL: Message = message("搜索办事事项", "Search services");
pub const PLACEHOLDER: Message = message("如 特殊工时、开饭馆、tsgs", "Such as: restaurant, hours");
pub const GO: Message = message("找一找", "Search");
pub const HITS: Message = message("找到的事项", "Services found");
pub const SEE_ALL: Message = message("查看全部 {} 个结果", "See all {} results");
pub const RESULTS: Message = message("找到 {} 个事项", "{} service{s} found");
pub const ALL: Message = message("共 {} 个事项", "{} service{s} in all");
pub const NONE: Message = message("没有找到“{}”", "Nothing found for “{}”");
pub const NONE_TEXT: Message = message(
    "换个说法试试：说要办的事（如“开饭馆”）、证的名字、部门，或者拼音首字母。",
    "Try other words: what you want to do, the name of the licence, or the department.",
);
pub const CLEAR: Message = message("清除筛选", "Clear filters");
pub const FILTERS: Message = message("筛选", "Filters");
pub const WHO: Message = message("谁来办", "For whom");
pub const PERSON: Message = message("个人", "Persons");
pub const ORGANISATION: Message = message("企业和组织", "Organisations");
pub const MODE: Message = message("怎么办", "How");
pub const FORM: Message = message("可在线办", "Online");
pub const ASSISTED: Message = message("可帮办", "Help offered");
pub const AUTOMATIC: Message = message("24 小时智能审批", "Automatic");
pub const INSTANT: Message = message("当场办结", "On the spot");
pub const CROSS: Message = message("跨省通办", "Across provinces");
pub const DEPARTMENT: Message = message("部门", "Department");
pub const ANY_DEPARTMENT: Message = message("全部部门", "All departments");
pub const ALIAS: Message = message("又称 {}", "Also: {}");
pub const DAYS: Message = message("{} 个工作日", "{} working day{s}");

pub const SCENES: Message = message("高效办成一件事", "One thing, done in one go");
pub const SCENES_TEXT: Message = message(
    "一件事要办几个证、跑几个部门的，放在一起办。",
    "Where one matter takes several licences, they are taken together.",
);
pub const SCENES_COUNT: Message = message("共 {} 个主题", "{} themes");
pub const SCENE_FILTER: Message = message("查找主题", "Find a theme");
pub const SCENE_ITEMS: Message = message("包括 {} 个事项", "{} service{s}");
