//! What went wrong, and what to do next, for each way in which a request can fail.
#![allow(missing_docs)]

use bangban_contract::problem::ProblemCode;

use super::{Message, message};

pub const REQUEST_ID: Message = message("求助时请提供编号：{}", "When you ask for help, quote {}");

/// What happened, and what to do.
#[derive(Clone, Copy)]
pub struct Words {
    /// What happened.
    pub what: Message,
    /// What to do next.
    pub next: Message,
}

const fn words(what: Message, next: Message) -> Words {
    Words { what, next }
}

pub const UNREACHABLE: Words = words(
    message("连不上政务服务系统", "The service cannot be reached"),
    message(
        "请检查网络，稍后再试。已填写的内容存在本机，不会丢。",
        "Check your connection and try again soon. What you filled is kept on this device.",
    ),
);
pub const UNREADABLE: Words = words(
    message("系统的回答看不懂", "The answer of the service cannot be read"),
    message(
        "页面可能是旧版本，请刷新后再试。",
        "This page may be an old version. Reload it and try again.",
    ),
);

/// The words for a problem code.
pub fn words_of(code: ProblemCode) -> Words {
    match code {
        ProblemCode::MalformedRequest
        | ProblemCode::MethodNotAllowed
        | ProblemCode::PreconditionRequired
        | ProblemCode::UnsupportedTus
        | ProblemCode::ForeignRequest
        | ProblemCode::SomeoneElse
        | ProblemCode::CodeSpent => words(
            message("系统没有接受这个请求", "The service did not take this request"),
            message(
                "页面可能是旧版本，请刷新后再试；仍然不行请打咨询电话。",
                "This page may be an old version. Reload it and try again; if that fails, call us.",
            ),
        ),
        ProblemCode::SignInRequired => words(
            message("需要登录", "You are not signed in"),
            message(
                "登录后可以接着办，已填写的内容不会丢。",
                "Sign in and go on; nothing is lost.",
            ),
        ),
        ProblemCode::NotAllowed => words(
            message("您现在的身份不能做这件事", "You may not do this as who you are now"),
            message(
                "请在页面右上角换成要代表的人或企业，再试一次。",
                "Choose at the top of the page for whom you act, then try again.",
            ),
        ),
        ProblemCode::NotFound => words(
            message("没有找到", "Not found"),
            message(
                "可能已被删除，或者不属于您现在代表的人或企业。",
                "It may have been deleted, or it does not belong to whom you act for now.",
            ),
        ),
        ProblemCode::RequestTimeout => words(
            message("网络太慢，请求没有送到", "The network was too slow"),
            message("请稍后再试。", "Please try again soon."),
        ),
        ProblemCode::WrongState | ProblemCode::WrongEpoch => words(
            message("办件现在的状态不能这样做", "The filing does not allow this now"),
            message(
                "办件可能刚刚有了变化，请刷新后再看。",
                "It may just have moved on. Reload to see.",
            ),
        ),
        ProblemCode::KeyReused => words(
            message("这次提交和上一次内容不同", "This submission differs from the one before"),
            message("请刷新页面，核对后重新提交。", "Reload the page, check, and submit again."),
        ),
        ProblemCode::OffsetMismatch | ProblemCode::ChecksumMismatch => words(
            message("文件传输中断过，内容对不上", "The file was damaged on its way"),
            message(
                "请再试一次，会从断开的地方接着传。",
                "Try again; it goes on from where it broke off.",
            ),
        ),
        ProblemCode::UploadExpired => words(
            message("这个文件传得太久，已经失效", "This upload has expired"),
            message("请重新选择文件上传。", "Choose the file again."),
        ),
        ProblemCode::VersionMismatch => words(
            message("办件刚刚在别处被修改过", "It was changed elsewhere just now"),
            message(
                "请刷新后再试，已填写的内容不会丢。",
                "Reload and try again; nothing you filled is lost.",
            ),
        ),
        ProblemCode::TooLarge => words(
            message("内容太大", "It is too large"),
            message("请压缩或拆分文件后再传。", "Make the file smaller or split it."),
        ),
        ProblemCode::UnsupportedType => words(
            message("不收这种文件", "This kind of file is not taken"),
            message("请换成 PDF、JPG 或 PNG。", "Use PDF, JPG or PNG."),
        ),
        ProblemCode::InvalidAnswers | ProblemCode::Unconfirmed => words(
            message("有些内容还需要修改", "Some answers need a correction"),
            message("请按提示逐处修改后再提交。", "Correct them as shown and submit again."),
        ),
        ProblemCode::FormOutdated => words(
            message("这张表已经更新", "The form has a newer version"),
            message(
                "请刷新页面，已填写的内容会带到新表里。",
                "Reload the page; your answers are carried over.",
            ),
        ),
        ProblemCode::TooManyRequests => words(
            message("操作太频繁", "Too many requests"),
            message("请等一分钟再试。", "Wait a minute and try again."),
        ),
        ProblemCode::Unavailable => words(
            message("系统正忙或正在维护", "The service is busy or under maintenance"),
            message(
                "请过几分钟再试，已填写的内容不会丢。",
                "Try again in a few minutes; nothing is lost.",
            ),
        ),
        ProblemCode::Internal | ProblemCode::Unknown => words(
            message("系统出了问题", "The service has a fault"),
            message(
                "请稍后再试；仍然不行请打咨询电话，并报上编号。",
                "Try again soon; if that fails, call us and quote the number.",
            ),
        ),
    }
}
