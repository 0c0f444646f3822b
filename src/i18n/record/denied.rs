//! What the record says was refused, in words.

use crate::i18n::{Message, message, t};

/// What was refused, in words; none for what a later server may note. Tracked.
///
/// What is tried on a socket is noted as `open answers`, what is tried by a request as its method
/// and the rest of its route. The page shows the records of filings: a move that stands alone is
/// one of an assistance.
pub fn denied(what: &str) -> Option<&'static str> {
    denied_words(what).map(t)
}

fn denied_words(what: &str) -> Option<Message> {
    let (act, of) = what.split_once(' ').unwrap_or((what, ""));
    // Documents are opened and written by requests as well, where there is no socket.
    let document = of.strip_prefix("documents/").and_then(|name| name.split_once('/'));
    match (act, document) {
        ("POST", Some((part, "updates"))) => part_denied("write", part),
        (_, Some((part, "updates" | "grant"))) => part_denied("open", part),
        _ => part_denied(act, of).or_else(|| request_denied(act, of)),
    }
}

/// What was tried with a part of a filing.
fn part_denied(act: &str, part: &str) -> Option<Message> {
    Some(match (act, part) {
        ("private", "") | ("open", "private") => {
            message("打开敏感信息", "opening sensitive answers")
        }
        ("open", "answers") => message("打开填写的内容", "opening the answers"),
        ("open", "assist") => message("打开建议和对话", "opening proposals and talk"),
        // What is no document's name is noted as the route has it.
        ("open", "{name}") => message("打开办件的内容", "opening what is in the filing"),
        ("write", "private") => message("写入敏感信息", "writing sensitive answers"),
        ("write", "answers") => message("写入填写的内容", "writing answers"),
        ("write", "assist") => message("写入建议和对话", "writing proposals or talk"),
        ("write", "" | "{name}") => message("写入未授权的内容", "writing what was not granted"),
        ("call", _) => message("发起或接听通话", "making or taking a call"),
        ("show", _) => message("以他人名义显示自己的位置", "showing a place as another person"),
        _ => return None,
    })
}

/// What was tried by a request.
fn request_denied(act: &str, of: &str) -> Option<Message> {
    // The head of an answer says as much of what is there as the answer.
    let act = if act == "HEAD" { "GET" } else { act };
    Some(match (act, of) {
        ("level", "") => message("提高权限", "raising the level"),
        ("submit", "") | ("POST", "submission") => message("提交", "submitting"),
        ("GET", "filing" | "entrusted") => message("查看办件", "opening the filing"),
        ("DELETE", "filing") => message("删除办件", "deleting the filing"),
        ("POST", "withdrawal") => message("撤回申请", "withdrawing the application"),
        ("GET", "timeline") => message("查看办理进度", "opening how it stands"),
        ("GET", "receipt" | "receipt/qr.svg") => message("查看收件回执", "opening the receipt"),
        ("GET", "documents/{document}") => message("查看文书", "opening a document"),
        ("GET", "attachments") => message("查看材料清单", "opening the list of files"),
        ("GET", "file") => message("查看一份材料", "opening a file"),
        ("POST", "uploads") | ("PATCH", "file") => message("上传材料", "adding a file"),
        ("POST", "file") => message("上传或移除材料", "adding a file or taking it away"),
        ("DELETE", "file") => message("移除材料", "taking a file away"),
        ("POST", "phone-codes") => message("生成手机办理的二维码", "making a code for a phone"),
        ("GET", "phones") => message("查看手机办理情况", "asking about the phone"),
        ("DELETE", "phones") => message("结束手机办理", "ending it on the phone"),
        ("GET", "handling") => message("查看代办情况", "asking who acts in the filing"),
        ("POST", "rating") => message("评价", "rating"),
        ("GET", "assisted") => {
            message("查看帮办员填写了什么", "opening what the assistant filled in")
        }
        ("POST", "assisted/confirmations") => {
            message("确认帮办员填写的内容", "confirming what the assistant filled in")
        }
        ("GET", "record") => message("查看记录", "opening the record"),
        ("GET", "") => message("查看帮办情况", "asking how the assistance stands"),
        ("POST", "moves") => message("变更帮办", "making a move in the assistance"),
        ("POST", "code") => message("生成帮办码", "making a help code"),
        ("GET", "revealed") => {
            message("查看申请人展示的敏感信息", "opening the sensitive answers that are shown")
        }
        ("PUT", "revealed") => {
            message("显示或隐藏敏感信息", "showing or hiding a sensitive answer")
        }
        ("POST", "signing-codes") => message("生成签署链接", "making a link to sign by"),
        ("POST", "filings") => message("依委托书发起办件", "beginning a filing under the mandate"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tried_on_a_socket_has_words() {
        for act in ["open", "write", "call", "show"] {
            for part in ["answers", "private", "assist"] {
                assert!(denied_words(&[act, " ", part].concat()).is_some(), "{act} {part}");
            }
        }
        assert!(denied_words("write").is_some());
        assert!(denied_words("fly a kite").is_none());
    }

    /// As the server notes them: the method, and the route after the id.
    #[test]
    fn what_is_tried_by_a_request_has_words() {
        let api = include_str!("../../../crates/contract/openapi.json");
        let api: serde_json::Value = serde_json::from_str(api).unwrap();
        let mut seen = 0;
        for (path, ways) in api["paths"].as_object().unwrap() {
            let Some((kind, rest)) = path.split_once("/{id}") else { continue };
            let rest = rest.trim_start_matches('/');
            let of = match (kind.rsplit('/').next().unwrap(), rest) {
                _ if kind.contains("review") => continue,
                ("filings", "") => "filing",
                ("entrusted-filings", _) => "entrusted",
                ("uploads", _) => "file",
                ("filings" | "assistance" | "mandates", rest) => rest,
                _ => continue,
            };
            // What may be asked is told to everybody.
            let is_act = |way: &&String| !["parameters", "options"].contains(&way.as_str());
            for way in ways.as_object().unwrap().keys().filter(is_act) {
                let what = [&way.to_uppercase(), " ", of].concat();
                assert!(denied_words(&what).is_some(), "{what}");
                seen += 1;
            }
        }
        assert!(seen > 30, "{seen}");
    }
}
