//! Words of the guide page.
#![allow(missing_docs)]

use super::{Message, message};

pub const START: Message = message("在线办理", "Apply online");
pub const HELPED: Message = message("请人帮办", "Ask for help");
pub const STARTING: Message = message("正在打开…", "Opening…");
pub const NO_ONLINE: Message = message("这个事项暂不能在线办理", "This cannot be done online yet");
pub const NO_ONLINE_TEXT: Message = message(
    "请带齐材料，到下面的办理地点办理；去之前可以先打电话问清楚。",
    "Take your documents to the office below; you may call first.",
);
pub const GO_WHERE: Message = message("看办理地点", "Where to go");
pub const PRINT: Message = message("打印指南", "Print");

pub const DAYS: Message = message("多久办好", "How long");
pub const INSTANT: Message = message("当场办结", "On the spot");
pub const WORKING_DAYS: Message = message("{} 个工作日", "{} working day{s}");
pub const STATUTORY: Message = message("法定时限 {} 个工作日", "{} working day{s} by law");
pub const DUE: Message =
    message("如今天受理，最迟 {} 前办结", "If accepted today, decided by {} at the latest");
pub const PROVISIONAL: Message = message(
    "（当年放假安排公布前为暂定）",
    "(provisional until that year's holidays are announced)",
);
pub const COST: Message = message("要花多少钱", "Cost");
pub const FREE: Message = message("不收费", "Free of charge");
pub const CHARGED: Message = message("收费", "A fee is charged");
pub const VISITS: Message = message("跑几次", "Visits");
pub const NO_VISIT: Message = message("一次都不用跑", "None");
pub const VISIT_TIMES: Message = message("到窗口 {} 次", "{}");
pub const RESULT: Message = message("办完得到什么", "What you get");
pub const VALIDITY: Message = message("有效期：{}", "Valid: {}");
pub const DELIVERY: Message = message("怎么拿到", "How it reaches you");

pub const ELIGIBLE: Message = message("谁可以办", "Who may apply");
pub const CONDITIONS: Message = message("要满足什么条件", "Conditions");
pub const MATERIALS: Message = message("要准备什么材料", "What you need");
pub const MATERIALS_NONE: Message =
    message("不用准备材料，系统会从部门取得。", "Nothing: the authorities have it all.");
pub const MATERIAL_COUNT: Message =
    message("共 {} 份，其中 {} 份免提交", "{} in all, {} of them need not be handed in");
pub const REQUIRED: Message = message("必交", "Required");
pub const DEPENDS: Message = message("看情况", "Depends");
pub const EXEMPT: Message = message("免提交", "Not needed from you");
pub const TOLERABLE: Message = message("可以后补", "May follow later");
pub const COPIES: Message = message("{} 份", "Copies: {}");
pub const SOURCE: Message = message("来源：{}", "From: {}");
pub const CASE: Message = message("什么时候要：{}", "Needed when: {}");
pub const WHY_EXEMPT: Message = message("为什么不用交：{}", "Why not: {}");
pub const SAMPLE: Message = message("填写说明：{}", "How to fill it in: {}");
pub const BLANK_FILE: Message = message("下载空表", "Blank form");
pub const SAMPLE_FILE: Message = message("下载样本", "Sample");

pub const STEPS: Message = message("怎么办理", "Steps");
pub const SPECIAL: Message = message("特殊环节", "Special procedures");
pub const COUNTED: Message = message("计入办理时限", "counts as time");
pub const NOT_COUNTED: Message = message("不计入办理时限", "does not count as time");
pub const CHANNELS: Message = message("可以怎么办", "Ways to do it");
pub const OFFICES: Message = message("去哪里办、找谁问", "Where to go and ask");
pub const ADDRESS: Message = message("地址", "Address");
pub const HOURS: Message = message("时间", "Hours");
pub const PHONE: Message = message("咨询电话", "Questions");
pub const COMPLAINTS: Message = message("投诉电话", "Complaints");
pub const LAW: Message = message("依据什么办", "Legal basis");
pub const REMEDIES: Message = message("对结果不服怎么办", "If you disagree");
pub const FAQ: Message = message("常见问题", "Frequent questions");
pub const PARTICULARS: Message = message("基本信息", "Particulars");
pub const KIND: Message = message("事项类型", "Kind");
pub const LEVEL: Message = message("行使层级", "Level");
pub const DEPARTMENT: Message = message("实施主体", "Department");
pub const AUDIENCE: Message = message("服务对象", "For whom");
pub const PERSON: Message = message("个人", "Persons");
pub const ORGANISATION: Message = message("企业和组织", "Organisations");
pub const HANDLING: Message = message("办件类型", "Handling");
pub const HANDLING_INSTANT: Message = message("即办件", "On the spot");
pub const HANDLING_PROMISED: Message = message("承诺件", "Within a promised time");
pub const DEPTH: Message = message("网办深度", "Online depth");
pub const DEPTH_LEVEL: Message = message("{} 级", "Level {}");
pub const CROSS: Message = message("通办范围", "Across provinces");
pub const CROSS_ONLINE: Message = message("跨省通办：全程网办", "Across provinces: all online");
pub const CROSS_REMOTE: Message =
    message("跨省通办：异地代收代办", "Across provinces: handed in where you are");
pub const CROSS_JOINT: Message = message("跨省通办：多地联办", "Across provinces: handled jointly");
pub const CROSS_NONE: Message = message("本区办理", "In this district");
pub const BASIC_CODE: Message = message("基本编码", "Basic code");
pub const IMPLEMENTATION_CODE: Message = message("实施编码", "Implementation code");
pub const ASSISTED: Message = message("可帮办", "Help offered");
pub const AUTOMATIC: Message = message("24 小时智能审批", "Automatic, day and night");
pub const ONLINE: Message = message("可在线办", "Online");
pub const NO_BODY: Message = message("详细指南正在编写", "The full guide is being written");
pub const NO_BODY_TEXT: Message = message(
    "材料和流程请先打电话或到下面的地点咨询。",
    "For documents and steps please call or ask at the office below.",
);

pub const NOT_KEPT: Message = message(
    "这份指南还没有存在这台设备上。连上网后打开一次，以后没有网络也能看；已经看过的指南现在就能打开。",
    "This guide is not on this device yet. Open it once when you are online and you can read it without a network; guides that you have read open now.",
);
