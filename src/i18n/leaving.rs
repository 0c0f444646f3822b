//! Words of leaving a device safely.
#![allow(missing_docs)]

use super::{Message, message};

pub const TITLE: Message = message("安全退出", "Sign out safely");
pub const CHECKING: Message = message(
    "正在确认您填写的内容是否都已保存到政务服务中心…",
    "Checking that all you filled is saved at the service centre…",
);
pub const NOT_STORED: Message = message(
    "下面的内容只在这台设备上，还没有保存到政务服务中心：",
    "This is only on this device and not yet saved at the service centre:",
);
pub const CHANGES: Message = message("{} 处修改", "{} change(s)");
pub const FILE: Message = message("文件“{}”", "file “{}”");
pub const UNNAMED: Message = message("一件申请", "A filing");
pub const OFFLINE: Message = message(
    "现在连不上政务服务系统，不能确认是否都已保存。",
    "The service cannot be reached, so it cannot be checked whether all is saved.",
);
pub const OFFLINE_EXIT: Message = message(
    "没有网络时退出：这台设备上不再显示您的内容，连上网后系统才结束您的登录。",
    "Without a network, this device shows nothing of yours any more; your session is ended at the service once it is online.",
);
pub const AGAIN: Message = message("再试一次", "Try again");
pub const KEEP: Message = message("保留在这台设备上，退出", "Keep it on this device and sign out");
pub const KEEP_NOTE: Message = message(
    "只在您自己的设备上选“保留”。下次您登录后可以接着办，别人登录看不到。",
    "Choose “keep” only on your own device. You go on when you sign in next; whoever else signs in sees nothing of it.",
);
pub const DELETE: Message = message("删除并退出", "Delete it and sign out");
pub const STAY: Message = message("先不退出", "Stay signed in");
pub const DONE: Message = message(
    "已退出登录，这台设备上没有留下您的内容",
    "You are signed out and nothing of yours is left on this device",
);
pub const KEPT: Message =
    message("已退出登录，草稿留在这台设备上", "You are signed out; the draft stays on this device");
pub const COMMA: Message = message("，", ", ");
