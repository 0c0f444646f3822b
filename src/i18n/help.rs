//! Words of the page from which one asks for help.
#![allow(missing_docs)]

use super::{Message, message};

pub const WHAT: Message = message(
    "帮办员经您同意进入办件，和您一起办理。对方只能看到、只能做您允许的，每一步都有记录，您随时可以结束。",
    "With your consent an assistant joins your filing and works on it with you. They see and do only what you allow; all of it is on record, and you can end it at any time.",
);
pub const STAFF: Message =
    message("这一页供申请人请人帮办。", "From this page applicants ask for help.");
pub const SIGN_IN: Message =
    message("登录后，可以在您的办件里请人帮办", "Sign in to ask for help in your filings");
pub const SIGN_IN_TEXT: Message = message(
    "登录后回到这一页，会列出正在填写的办件。",
    "You come back to this page, which lists the filings that you are working on.",
);
pub const OPEN: Message = message("已发出的请求", "Your request");
pub const FILINGS: Message = message("正在填写的办件", "Filings you are working on");
pub const FILINGS_TEXT: Message = message(
    "选择一件，打开后写下要问的，发出请求。",
    "Choose one: it opens with the question. Write it, and ask.",
);
pub const NO_FILINGS: Message = message(
    "没有正在填写的办件，可以在下面查找要办的事项。",
    "You are working on no filing. Find a service below.",
);
pub const SERVICE: Message = message("办别的事项", "Another service");
pub const ANY_SERVICE: Message = message("要办哪个事项", "Which service do you need?");
pub const SERVICE_TEXT: Message = message(
    "选择事项，登录后开始填写，同时打开“请人帮办”。",
    "Choose a service. Once you are signed in, filling begins with the question open.",
);
pub const SERVICE_AT_ONCE: Message = message(
    "选择事项，开始填写，同时打开“请人帮办”。",
    "Choose a service: filling begins with the question open.",
);
pub const NOT_ONLINE: Message = message("暂不能在线办理", "Not online yet");
pub const STATIONS: Message = message("到工作站或打电话", "At a station or by telephone");
pub const STATIONS_TEXT: Message = message(
    "不方便在线办理的，可以打电话，或在办公时间到工作站。",
    "If you would rather not do it online, call or come to a station in its hours.",
);
pub const TOWN: Message = message("街镇", "Subdistrict or town");
pub const ALL_TOWNS: Message = message("全部街镇", "All");
pub const SEE_ALL: Message = message("显示全部{}个工作站", "Show all {} stations");
pub const FITS: Message = message("受理您的在线请求", "Takes up your requests online");
