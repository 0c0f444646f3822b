//! The general words and the status of each problem code.

use axum::http::StatusCode;
use bangban_contract::problem::ProblemCode;

/// What a problem says where the handler says nothing more exact.
pub(super) struct Words {
    /// Last part of the problem's `type`, the same word as its `code`.
    pub name: &'static str,
    /// HTTP status.
    pub status: u16,
    /// In few words.
    pub title: &'static str,
    /// What is wrong and what to do, Chinese.
    pub zh: &'static str,
    /// The same in English.
    pub en: &'static str,
}

const fn words(
    name: &'static str,
    status: u16,
    title: &'static str,
    zh: &'static str,
    en: &'static str,
) -> Words {
    Words { name, status, title, zh, en }
}

/// The words of a code.
#[rustfmt::skip]
pub(super) const fn of(code: ProblemCode) -> Words {
    match code {
        ProblemCode::MalformedRequest => words("malformed-request", 400, "请求无法识别",
            "请求内容无法识别，请刷新页面后重试。", "The request cannot be read. Reload the page and try again."),
        ProblemCode::SignInRequired => words("sign-in-required", 401, "需要登录",
            "您尚未登录或登录已过期，请登录后继续。", "You are not signed in or your session has ended. Sign in to go on."),
        ProblemCode::NotAllowed => words("not-allowed", 403, "没有权限",
            "您没有办理此操作的权限。", "You may not do this."),
        ProblemCode::ForeignRequest => words("foreign-request", 403, "请求来源不受信任",
            "该请求不是由本系统页面发出的，已被拒绝。", "The request does not come from this service's own pages and was refused."),
        ProblemCode::NotFound => words("not-found", 404, "未找到",
            "您访问的内容不存在，或您无权查看。", "It does not exist, or not for you."),
        ProblemCode::MethodNotAllowed => words("method-not-allowed", 405, "不支持的操作",
            "该地址不支持此操作。", "This address does not do that."),
        ProblemCode::RequestTimeout => words("request-timeout", 408, "请求超时",
            "请求用时过长，请检查网络后重试。", "The request took too long. Check the network and try again."),
        ProblemCode::WrongState => words("wrong-state", 409, "办件状态不允许",
            "办件当前的状态不允许此操作，请刷新后查看。", "The filing's state does not allow this. Reload to see where it stands."),
        ProblemCode::KeyReused => words("key-reused", 409, "重复的提交标识",
            "同一提交标识已用于不同的内容，请刷新后重新提交。", "The same idempotency key was used for other content. Reload and submit again."),
        ProblemCode::WrongEpoch => words("wrong-epoch", 409, "草稿版本不一致",
            "服务器上没有草稿的这个版本，请刷新后再试。", "The server does not know this epoch of the draft. Reload and try again."),
        ProblemCode::OffsetMismatch => words("offset-mismatch", 409, "上传位置不一致",
            "上传的起始位置与服务器不一致，将从服务器的位置继续。", "The upload stands at another offset. It goes on from there."),
        ProblemCode::SomeoneElse => words("someone-else", 409, "已登录其他人",
            "这台设备上登录的是另一个人。", "Somebody else is signed in on this device."),
        ProblemCode::CodeSpent => words("code-spent", 410, "二维码已失效",
            "二维码已使用或已过期，请在电脑上重新生成。", "The code was used or has expired. Make a new one at the computer."),
        ProblemCode::UploadExpired => words("upload-expired", 410, "上传已过期",
            "该上传已过期，请重新上传。", "The upload has expired. Upload the file again."),
        ProblemCode::VersionMismatch => words("version-mismatch", 412, "内容已更新",
            "内容已被更新，请刷新后重试。", "It has changed meanwhile. Reload and try again."),
        ProblemCode::UnsupportedTus => words("unsupported-tus", 412, "不支持的上传协议版本",
            "上传协议版本不受支持，应为 1.0.0。", "This version of tus is not spoken here; 1.0.0 is."),
        ProblemCode::TooLarge => words("too-large", 413, "内容过大",
            "提交的内容超过允许的大小。", "What was sent is larger than allowed."),
        ProblemCode::UnsupportedType => words("unsupported-type", 415, "不支持的类型",
            "该类型的内容不受支持。", "This type of content is not taken."),
        ProblemCode::InvalidAnswers => words("invalid-answers", 422, "填报内容有误",
            "填报内容或材料不符合要求，请按提示修改。", "Some answers or materials do not meet the form. Correct them as shown."),
        ProblemCode::Unconfirmed => words("unconfirmed", 422, "帮办代填内容待确认",
            "帮办员代填的内容尚未全部确认，请逐项核对后再提交。", "An assistant wrote some answers. Check and confirm them before you submit."),
        ProblemCode::FormOutdated => words("form-outdated", 422, "表单已更新",
            "表单已有新版本，请刷新后核对再提交。", "The form has a newer version. Reload, check and submit again."),
        ProblemCode::PreconditionRequired => words("precondition-required", 428, "缺少前提条件",
            "请求缺少版本或提交标识，请刷新后重试。", "The version or the idempotency key is missing. Reload and try again."),
        ProblemCode::TooManyRequests => words("too-many-requests", 429, "请求过于频繁",
            "操作过于频繁，请稍后再试。", "Too many requests. Wait a little and try again."),
        ProblemCode::ChecksumMismatch => words("checksum-mismatch", 460, "校验不一致",
            "收到的内容与校验值不一致，请重新发送。", "What arrived does not match its checksum. Send it again."),
        ProblemCode::Unavailable => words("unavailable", 503, "服务暂不可用",
            "系统繁忙或正在维护，请稍后再试。您填写的内容不会丢失。", "The service is busy or going down. Try again shortly; what you filled in is kept."),
        ProblemCode::Internal | ProblemCode::Unknown => words("internal", 500, "系统故障",
            "系统出现故障，请稍后再试。如仍有问题，请告知工作人员请求编号。", "The service failed. Try again later, or quote the request id when asking for help."),
    }
}

/// The HTTP status of a code.
pub(super) fn status(code: ProblemCode) -> StatusCode {
    StatusCode::from_u16(of(code).status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// The code that a status stands for where a library refused without one.
pub(super) fn code_of(status: StatusCode) -> ProblemCode {
    match status.as_u16() {
        401 => ProblemCode::SignInRequired,
        403 => ProblemCode::NotAllowed,
        404 => ProblemCode::NotFound,
        405 => ProblemCode::MethodNotAllowed,
        408 => ProblemCode::RequestTimeout,
        413 => ProblemCode::TooLarge,
        415 => ProblemCode::UnsupportedType,
        429 => ProblemCode::TooManyRequests,
        503 => ProblemCode::Unavailable,
        400..=499 => ProblemCode::MalformedRequest,
        _ => ProblemCode::Internal,
    }
}
