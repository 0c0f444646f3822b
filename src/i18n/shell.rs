//! Words of what is around every page.
#![allow(missing_docs)]

use super::{Message, message};

pub const BRAND: Message = message("滨海帮办", "Binhai Bangban");
pub const SKIP: Message = message("跳到正文", "Skip to content");
pub const MAIN_NAV: Message = message("主导航", "Main");
pub const HOME: Message = message("首页", "Home");
pub const FIND: Message = message("找服务", "Find a service");
pub const FILINGS: Message = message("我的办件", "My filings");
pub const ME: Message = message("我的", "Me");
pub const REVIEW: Message = message("审批台", "Review desk");
pub const STAFF: Message = message("帮办台", "Help desk");
pub const ELDER_ON: Message = message("长辈模式", "Larger text");
pub const ELDER_OFF: Message = message("标准模式", "Standard text");
pub const OTHER_LANGUAGE: Message = message("EN", "中文");
pub const SIGN_IN: Message = message("登录", "Sign in");
pub const SIGN_OUT: Message = message("安全退出", "Sign out");
pub const ACTING_FOR: Message = message("代表", "For");
pub const WHO_TITLE: Message = message("本人与办理身份", "Who I am, and for whom I act");
pub const SIGNED_IN_AS: Message = message("已登录：{}", "Signed in as {}");
pub const ACT_FOR: Message = message("这次为谁办理", "For whom do you act?");
pub const LOOKED_AT: Message = message(
    "现在打开的是{}的办件，换身份不会改变它。",
    "The open filing is of {}; choosing another does not change it.",
);
pub const NOW_ACTING: Message = message("现在代表{}办事", "You now act for {}");
pub const CLOSE: Message = message("关闭", "Close");
pub const CANCEL: Message = message("取消", "Cancel");
pub const OFFLINE: Message = message(
    "现在没有网络。已经打开的内容可以继续看，填写的内容存在本机；连上网后再提交。",
    "You are offline. What is open stays readable and what you fill is kept on this device; submit when you are back online.",
);
pub const ONLINE: Message = message("网络已恢复", "You are back online");
pub const UPDATE_LABEL: Message = message("版本更新", "Update");
pub const UPDATE: Message = message("有新版本", "A new version is ready");
pub const UPDATE_NOW: Message = message("更新", "Update");
pub const DEMO_LABEL: Message = message("演示说明", "About this demonstration");
pub const OFFLINE_LABEL: Message = message("网络状态", "Network");
pub const DEMO: Message = message(
    "演示系统：人员、企业、事项编码和文书都是虚构的，没有法律效力。",
    "Demonstration: people, firms, codes and documents are invented and have no legal effect.",
);
pub const FOOT: Message =
    message("滨海新区政务服务在线办理", "Online government services of the Binhai New Area");

pub const EXPIRED_TITLE: Message = message("登录已过期", "Your session has ended");
pub const EXPIRED_TEXT: Message = message(
    "为了安全，太久没有操作就会退出。重新登录后回到这一页，已经填写的内容都还在。",
    "For safety you are signed out after a while. Sign in again and go on right here; nothing you filled is lost.",
);
pub const SIGN_IN_AGAIN: Message = message("重新登录，继续办理", "Sign in again and go on");
pub const SIGN_IN_OTHER: Message = message("换一个身份登录", "Sign in as someone else");

pub const LEFT_ELSEWHERE: Message =
    message("您已在另一个标签页安全退出", "You were signed out in another tab");

pub const LOADING: Message = message("正在加载…", "Loading…");
pub const RETRY: Message = message("再试一次", "Try again");
pub const TO_HOME: Message = message("回到首页", "Go to the home page");
pub const NEED_SIGN_IN: Message = message("请先登录", "Please sign in first");
pub const NEED_SIGN_IN_TEXT: Message = message(
    "这里的内容和您的办件有关，登录后才能看到。",
    "This page is about your filings, so you have to be signed in.",
);
pub const NOT_FOUND_TITLE: Message = message("没有找到这个页面", "Page not found");
pub const NOT_FOUND_TEXT: Message = message(
    "地址可能写错了，或者内容已经移走。可以直接说要办什么事，我们帮您找。",
    "The address may be wrong or the page may have moved. Tell us what you need and we will find it.",
);
pub const PHONE_ENDED: Message = message(
    "手机上的办理已结束。已填写的内容没有丢；要继续，请在电脑上再生成二维码，或在这里登录。",
    "This phone’s part has ended. Nothing is lost: make a new code at the computer, or sign in here.",
);
