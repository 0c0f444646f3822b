//! What the documents say, in both languages.

use bangban_contract::Text;
use bangban_contract::document::DocumentKind;
use chrono::{Datelike, NaiveDate};

use super::{Approved, Content};
use crate::filings::Record;

const LICENSING_LAW: &str = "中华人民共和国行政许可法";

/// The title of a kind.
pub(super) fn title(kind: DocumentKind) -> Text {
    match kind {
        DocumentKind::AcceptanceNotice => Text::new("受理通知书", "Notice of acceptance"),
        DocumentKind::SupplementNotice => {
            Text::new("补正材料告知书", "Notice of corrections and missing materials")
        }
        DocumentKind::NonAcceptanceNotice => {
            Text::new("不予受理通知书", "Notice of non-acceptance")
        }
        DocumentKind::GrantDecision => {
            Text::new("准予行政许可决定书", "Decision to grant the application")
        }
        DocumentKind::RefusalDecision => {
            Text::new("不予行政许可决定书", "Decision to refuse the application")
        }
        DocumentKind::ProofOfService => Text::new("送达回证", "Proof of service"),
    }
}

/// The paragraphs of a document.
pub(super) fn paragraphs(record: &Record, content: &Content<'_>) -> Vec<Text> {
    let mut all = vec![opening(record)];
    match content {
        Content::Acceptance { accepted_on, promised_on, by_silence } => {
            acceptance(&mut all, *accepted_on, *promised_on, *by_silence);
        }
        Content::Supplement { points, due_on } => {
            all.push(Text::new(
                "经审查，你（单位）的申请需要补正。根据《中华人民共和国行政许可法》第三十二条第一款第四项，现将需要补正的全部内容一次性告知如下：",
                "Your application needs corrections. Under article 32(1)(4) of the Administrative Licensing Law you are told once of all of them:",
            ));
            for (at, point) in points.iter().enumerate() {
                let note = english(&point.note);
                all.push(Text::new(
                    format!("{}. {}", at + 1, point.note.zh),
                    format!("{}. {note}", at + 1),
                ));
            }
            all.push(Text::new(
                format!("请于{}前补正并重新提交。补正所需时间不计入办理时限。", day_zh(*due_on)),
                format!(
                    "Please correct and submit again by {due_on}. The time you take does not count against the time limit."
                ),
            ));
        }
        Content::NonAcceptance { reason } => {
            all.push(Text::new(
                "根据《中华人民共和国行政许可法》第三十二条，决定不予受理。",
                "Under article 32 of the Administrative Licensing Law it is not accepted.",
            ));
            all.push(because(reason));
        }
        Content::Grant { approved } => all.push(granted(approved)),
        Content::Refusal { reason } => {
            all.push(Text::new(
                "经审查，你（单位）的申请不符合法定条件、标准。根据《中华人民共和国行政许可法》第三十八条第二款，决定不予许可。",
                "Your application does not meet the conditions or standards of the law. Under article 38(2) of the Administrative Licensing Law it is refused.",
            ));
            all.push(because(reason));
        }
        Content::Service { served } => all.push(Text::new(
            format!("送达文书：{served}。送达方式：通过本系统电子送达。受送达人可在本系统查看、下载和打印。"),
            format!(
                "Document served: {served}. Served electronically through this service, where the recipient can read and print it."
            ),
        )),
    }
    all
}

/// What stands below what is approved, or at the end.
pub(super) fn closing(content: &Content<'_>) -> Vec<Text> {
    match content {
        Content::Grant { .. } => vec![
            Text::new(
                "本决定自作出之日起十日内送达。被许可人应当依法接受监督检查；许可事项变更或者有效期届满需要延续的，应当依法申请。",
                "This decision is delivered within 10 days of being made (article 44). Its holder is subject to supervision by law, and applies for changes and for renewal before it ends.",
            ),
            remedies(),
        ],
        Content::Refusal { .. } | Content::NonAcceptance { .. } => vec![remedies()],
        _ => Vec::new(),
    }
}

/// The sentence that grants, with the law it rests on.
fn granted(approved: &Approved) -> Text {
    let mut laws: Vec<(&Text, Vec<&Text>)> = Vec::new();
    for basis in approved.basis.iter().filter(|basis| basis.law.zh != LICENSING_LAW) {
        match laws.iter_mut().find(|(law, _)| **law == basis.law) {
            Some((_, articles)) => articles.push(&basis.article),
            None => laws.push((&basis.law, vec![&basis.article])),
        }
    }
    let also: Vec<&Text> = approved
        .basis
        .iter()
        .filter(|basis| basis.law.zh == LICENSING_LAW)
        .map(|basis| &basis.article)
        .collect();
    let mut law_zh = format!("《{LICENSING_LAW}》第三十八条第一款");
    let mut law_en = String::from("article 38(1) of the Administrative Licensing Law");
    for article in also {
        law_zh = format!("{law_zh}、{}", article.zh);
        law_en = format!("{law_en} ({})", english(article));
    }
    for (law, articles) in laws {
        // A document number (文号) stands behind the title and not in it.
        let (title, number) =
            law.zh.find('（').map_or((law.zh.as_str(), ""), |at| law.zh.split_at(at));
        let zh: Vec<&str> = articles.iter().map(|article| article.zh.as_str()).collect();
        let en: Vec<&str> = articles.iter().map(|article| english(article)).collect();
        law_zh = format!("{law_zh}，《{title}》{number}{}", zh.join("、"));
        law_en = format!("{law_en}; {}, {}", english(law), en.join(", "));
    }
    let (grants_zh, grants_en) = match &approved.grants {
        Some(grants) => (grants.zh.as_str(), english(grants)),
        None => ("准予行政许可。", "It is granted."),
    };
    Text::new(
        format!("经审查，你（单位）的申请符合法定条件、标准。根据{law_zh}的规定，决定{grants_zh}"),
        format!(
            "Your application meets the conditions and standards of the law ({law_en}). {grants_en}"
        ),
    )
}

fn opening(record: &Record) -> Text {
    let number = record.number.as_deref().unwrap_or_default();
    let name = if record.state.is_accepted() { "受理编号" } else { "办件编号" };
    Text::new(
        format!("你（单位）提出的“{}”申请（{name}：{number}）收悉。", record.item_name.zh),
        format!(
            "This concerns your application “{}” (number {number}).",
            english(&record.item_name)
        ),
    )
}

fn acceptance(
    all: &mut Vec<Text>,
    accepted_on: NaiveDate,
    promised_on: Option<NaiveDate>,
    by_silence: bool,
) {
    all.push(if by_silence {
        Text::new(
            format!(
                "因收到申请材料之日起五日内未告知补正内容，根据《中华人民共和国行政许可法》第三十二条第一款第四项，自收到申请材料之日（{}）起即为受理。",
                day_zh(accepted_on)
            ),
            format!(
                "You were not told of corrections within 5 working days, so under article 32(1)(4) of the Administrative Licensing Law the application counts as accepted from the day it was received, {accepted_on}."
            ),
        )
    } else {
        Text::new(
            format!(
                "申请材料齐全、符合法定形式，根据《中华人民共和国行政许可法》第三十二条第一款第五项，于{}予以受理。",
                day_zh(accepted_on)
            ),
            format!(
                "The materials are complete and in due form. Under article 32(1)(5) of the Administrative Licensing Law the application is accepted on {accepted_on}."
            ),
        )
    });
    if let Some(day) = promised_on {
        all.push(Text::new(
            format!(
                "承诺于{}前作出决定。依法需要听证、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在内，并将书面告知。",
                day_zh(day)
            ),
            format!(
                "A decision is promised by {day}. Time for a hearing, inspection, testing, appraisal or expert review required by law is not counted; you will be told in writing (article 45)."
            ),
        ));
    }
}

fn because(reason: &Text) -> Text {
    Text::new(format!("理由：{}", reason.zh), format!("Reason: {}", english(reason)))
}

/// 行政复议法 (2023) art. 20; 行政诉讼法 art. 46.
fn remedies() -> Text {
    Text::new(
        "如不服，可以自收到本文书之日起六十日内依法申请行政复议，或者六个月内依法向人民法院提起行政诉讼。",
        "If you disagree you may apply for administrative reconsideration within 60 days of receiving this document, or sue in a people's court within 6 months.",
    )
}

fn english(text: &Text) -> &str {
    text.pick(true).0
}

/// A date as documents write it.
pub(crate) fn day_zh(day: NaiveDate) -> String {
    bangban_forms::date_words(day.year(), day.month(), day.day()).zh
}
