//! Words of what two in a filing see of each other, and of a call.
#![allow(missing_docs)]

use super::{Message, message};

pub const HERE: Message = message("{} 在这里", "{} is here");
pub const STRIP: Message = message("一起看", "Together");
pub const AT: Message = message("{}：第{}步 · {}", "{}: step {} · {}");
pub const AT_STEP: Message = message("{}：第{}步", "{}: step {}");
pub const AT_END: Message = message("{}：正在看别处", "{}: looking elsewhere");
pub const AT_REVIEW: Message = message("{}：正在核对", "{}: checking before submitting");
pub const NOT_THERE: Message =
    message("对方现在没有打开这一页", "The other has not opened this now");
pub const UNLINKED: Message = message(
    "当前网络看不到对方的位置；文字对话照常。",
    "On this network you do not see where the other is; the talk works as ever.",
);
pub const FOLLOWS_YOU: Message = message("对方正跟着您看", "The other follows you");
pub const FOLLOW: Message = message("跟着对方看", "Follow");
pub const UNFOLLOW: Message = message("停止跟随", "Stop following");
pub const CIRCLE: Message = message("画圈", "Circle");
pub const CIRCLE_END: Message = message("不画了", "Stop drawing");
pub const CIRCLE_HINT: Message = message(
    "按住拖动，圈出要指的地方；按 Esc 不画。",
    "Press and drag around what you mean; Esc ends it.",
);
pub const LOOK_HERE: Message = message("请看这里", "Look here");
pub const LOOK_WHERE: Message =
    message("请先点一下要对方看的栏目", "First press the field you mean");
pub const LOOK_ASKED: Message = message("已请对方看“{}”", "You asked the other to look at “{}”");
pub const ASKS_TO_LOOK: Message = message("{}请您看：{}", "{} asks you to look at: {}");
pub const CIRCLED: Message = message("{}圈出了：{}", "{} has circled: {}");
pub const GO_LOOK: Message = message("去看看", "Go and look");
pub const SEEN: Message = message("知道了", "All right");
pub const TYPING: Message = message("{}正在输入…", "{} is writing…");
pub const IMAGE: Message = message("图片", "Picture");
pub const IMAGE_OF: Message = message("{}发来的图片", "A picture from {}");
pub const IMAGE_BAD: Message =
    message("这个文件不是能发的图片", "This is no picture that can be sent");
pub const IMAGE_HINT: Message = message(
    "图片会发给对方并存在对话里，不要发证件照。",
    "A picture goes to the other and stays in the talk. No identity documents.",
);

pub const CALL: Message = message("语音通话", "Voice call");
pub const CALL_VIDEO: Message = message("视频通话", "Video call");
pub const CALL_TITLE: Message = message("通话", "Call");
pub const CALLING: Message = message("正在呼叫对方…", "Calling…");
pub const RINGS: Message = message("{}请您通话", "{} calls you");
pub const RINGS_VIDEO: Message = message("{}请您视频通话", "{} calls you with video");
pub const ANSWER: Message = message("接听", "Answer");
pub const DECLINE: Message = message("不接", "Decline");
pub const CONNECTING: Message = message("正在接通…", "Connecting…");
pub const CONNECTED: Message = message("通话中", "In a call");
pub const HANG_UP: Message = message("挂断", "Hang up");
pub const MUTE: Message = message("静音", "Mute");
pub const UNMUTE: Message = message("取消静音", "Unmute");
pub const CAMERA: Message = message("摄像头", "Camera");
pub const CAMERA_OFF: Message = message("不用摄像头", "No camera");
pub const CAMERA_NR: Message = message("摄像头 {}", "Camera {}");
pub const MEDIA_REFUSED: Message = message(
    "没有麦克风或摄像头的使用权限，通话没有接通。可在浏览器设置里允许，或继续文字对话。",
    "The microphone or camera may not be used, so there is no call. Allow it in the browser, or go on in writing.",
);
pub const MEDIA_NONE: Message = message(
    "没有找到麦克风，通话没有接通。可继续文字对话。",
    "No microphone was found, so there is no call. Go on in writing.",
);
pub const CALL_FAILED: Message = message(
    "当前网络接不通通话。可稍后再试，或继续文字对话。",
    "This network lets no call through. Try later, or go on in writing.",
);
pub const CALL_DECLINED: Message = message("对方没有接听。", "The other did not answer.");
pub const CALL_BUSY: Message = message("对方正在通话。", "The other is in a call.");
pub const CALL_ABSENT: Message =
    message("对方现在不在，通话没有发出。", "The other is not there now; nobody was called.");
pub const CALL_OTHER_MEDIA: Message = message(
    "对方的麦克风或摄像头不能用，通话没有接通。可继续文字对话。",
    "The other's microphone or camera cannot be used. Go on in writing.",
);
pub const CALL_OVER: Message = message("通话已结束。", "The call is over.");
pub const CALL_ELSEWHERE: Message = message(
    "已在您的另一个页面或设备上处理。",
    "It was answered on another page or device of yours.",
);
