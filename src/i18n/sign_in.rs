//! Words of the sign-in page and the page about oneself.
#![allow(missing_docs)]

use super::{Message, message};

pub const TITLE: Message = message("登录", "Sign in");
pub const DEMO_TITLE: Message = message("选择一个示例身份", "Choose a demo identity");
pub const DEMO_TEXT: Message = message(
    "这是演示系统，不需要密码。每个身份都是虚构的，可以放心试用。",
    "This is a demonstration: no password is needed, and every identity is invented.",
);
pub const APPLICANT: Message = message("申请人", "Applicant");
pub const REVIEWER: Message = message("审批人员", "Reviewer");
pub const ASSISTANT: Message = message("帮办员", "Assistant");
pub const GO: Message = message("去统一身份认证登录", "Sign in with the identity service");
pub const NONE: Message = message("这里没有可用的登录方式", "There is no way to sign in here");
pub const NONE_TEXT: Message = message(
    "系统还没有接入身份认证，请联系系统管理员。",
    "No identity service is connected. Please tell the operator.",
);
pub const WELCOME: Message = message("{}，您好", "Welcome, {}");
pub const ALREADY: Message = message("您已登录：{}", "You are signed in as {}");
pub const GO_ON: Message = message("继续", "Go on");

pub const ME_TITLE: Message = message("我的", "Me");
pub const TEXT_SIZE: Message = message("字号和语言", "Text size and language");
pub const ME_NOBODY: Message =
    message("登录后可以在线申请、查进度。", "Sign in to apply online and follow your filings.");
