//! Words of going on with a filing on a phone.
#![allow(missing_docs)]

use super::{Message, message};

pub const OPEN: Message = message("用手机继续", "Continue on a phone");
pub const TITLE: Message = message("用手机继续办理", "Continue on a phone");
pub const HOW: Message = message(
    "用手机扫码，直接打开这一件办件，拍照上传材料。照片会出现在这台电脑上。",
    "Scan this with a phone. It opens this filing, to take photos of the materials; they appear on this computer.",
);
pub const QR: Message =
    message("在手机上打开这一件办件的二维码", "QR code that opens this filing on a phone");
pub const LEFT: Message = message("还有 {} 有效，只能用一次", "Valid for {}; works once");
pub const ADDRESS: Message = message(
    "不能扫码时，在手机浏览器里输入这个地址：",
    "If you cannot scan it, type this address into the phone’s browser:",
);
pub const LOCAL: Message = message(
    "您是用本机地址打开的，手机连不上。请改用手机能访问的网络地址（https）打开本页，再生成二维码。",
    "You opened this page by an address that only this computer knows. Open it by a network address (https) that the phone can reach, then make a code.",
);
pub const NEW: Message = message("重新生成", "New code");
pub const CLOSE: Message = message("关闭", "Close");
pub const EXPIRED: Message = message("二维码已过期", "The code has expired");
pub const EXPIRED_TEXT: Message =
    message("点“重新生成”，再用手机扫一次。", "Make a new one and scan it.");
pub const JOINED: Message = message("手机已打开", "Open on the phone");
pub const JOINED_TEXT: Message = message(
    "手机上传的照片会自动出现在材料列表里。请在电脑上检查并提交。",
    "Photos from the phone appear in the list of materials. Check and submit at this computer.",
);
pub const END: Message = message("结束手机办理", "End on the phone");
pub const ENDED: Message = message("手机办理已结束", "Ended on the phone");
pub const CAPTION: Message = message("办件在手机上打开", "A filing on the phone");

pub const PAGE_TITLE: Message = message("用手机继续办理", "Continue on this phone");
pub const JOINING: Message = message("正在打开办件…", "Opening the filing…");
pub const NO_CODE: Message = message("请用手机扫电脑上的二维码", "Scan the code on the computer");
pub const NO_CODE_TEXT: Message = message(
    "在电脑上打开办件，点“用手机继续”，再用手机扫码。",
    "Open the filing at the computer, press “Continue on a phone”, and scan the code.",
);
pub const SPENT: Message = message("二维码已失效", "The code does not work any more");
pub const OTHER: Message = message("这台手机上已登录：{}", "{} is signed in on this phone");
pub const OTHER_TEXT: Message = message(
    "二维码是另一个人的。继续会先退出这里的登录；已填写的内容留在各自名下。",
    "The code is another person’s. To go on signs out here; what each has filled in stays their own.",
);
pub const REPLACE: Message = message("退出并继续", "Sign out and go on");
pub const STAY: Message = message("不继续", "Do not go on");
pub const WELCOME: Message = message("已打开{}的办件", "You are in a filing of {}");

pub const SUBMIT_THERE: Message = message("请在电脑上提交", "Submit at the computer");
pub const SUBMIT_THERE_TEXT: Message = message(
    "这台手机是扫码打开的，可以填写、上传。检查无误后，请回到电脑上提交。",
    "This phone was opened by a code: you can fill in and add files. Check and submit at the computer.",
);
pub const ONLY: Message = message("这台手机正在办理一件办件", "This phone is in one filing");
pub const ONLY_TEXT: Message = message(
    "是扫码打开的。要看其他办件，请在手机上登录。",
    "It was opened by a code. Sign in on the phone to see your other filings.",
);
pub const GO: Message = message("继续办理", "Go on");
