//! Words of how a filing is connected.
#![allow(missing_docs)]

use super::{Message, message};

pub const DETAILS: Message = message("连接详情", "Connection details");
pub const TITLE: Message = message("保存和连接", "Saving and connection");
pub const WAY: Message = message("连接方式", "Connected");
pub const SOCKET: Message =
    message("实时连接，别处的修改马上可见", "Live: changes made elsewhere show at once");
pub const PLAIN: Message = message(
    "普通连接，每隔一会儿同步一次（这个网络不支持实时连接）",
    "By plain requests, now and then (this network lets no live connection through)",
);
pub const OTHER_TAB: Message =
    message("通过这台设备上的另一个标签页连接", "Through another tab on this device");
pub const NOT: Message =
    message("没有连上，会自动再试", "Not connected; it is tried again by itself");
pub const SINCE: Message = message("开始时间", "Since");
pub const WAITING: Message = message("还没有同步", "Not sent yet");
pub const COUNTS: Message = message("{} 处修改，{} 个文件", "{} change(s), {} file(s)");
pub const LAST: Message =
    message("上次全部保存到政务服务中心", "Last all saved at the service centre");
pub const NEVER: Message = message("还没有过", "Not yet");
pub const NOTE: Message = message(
    "没有同步的内容存在这台设备上，关闭页面也不会丢。",
    "What is not sent is kept on this device and survives closing the page.",
);
pub const NOW: Message = message("现在再试", "Try now");
