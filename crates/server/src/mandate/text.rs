//! The text of a mandate, as it is read, signed and printed (授权委托书, 民法典 art. 165). Pure.

use bangban_contract::Text;
use bangban_contract::mandate::{MandateAct, MandateItem, MandatePart, MandateText, Terms};
use serde_json::json;

use crate::filings::canonical;

/// What stands in it.
pub struct Facts<'a> {
    /// Number of the mandate.
    pub number: &'a str,
    /// Its version, from 1.
    pub seq: u32,
    /// The party that is the principal.
    pub party: &'a Text,
    /// How who signs stands to it.
    pub relation: &'a Text,
    /// Who signs.
    pub principal: &'a Text,
    /// Document of the principal, where registers know one: its name and number.
    pub document: Option<(Text, String)>,
    /// The agent.
    pub agent: &'a Text,
    /// By what it is known beside the name.
    pub known_by: &'a [(Text, String)],
    /// Whether that is a station.
    pub is_station: bool,
    /// Why somebody else acts.
    pub reason: &'a str,
    /// The items.
    pub items: &'a [MandateItem],
    /// What is agreed upon.
    pub terms: &'a Terms,
}

/// An act in words.
fn act(act: MandateAct) -> Text {
    match act {
        MandateAct::Fill => Text::new(
            "填报：发起办件，填写申请信息，上传材料，按补正告知修改",
            "To fill in: begin filings, answer, add materials, mend what is asked to be mended",
        ),
        MandateAct::Sign => Text::new(
            "签署：签署办理过程中除提交承诺以外的文书",
            "To sign: what has to be signed on the way, beside the commitment of the submission",
        ),
        MandateAct::Submit => Text::new(
            "提交：提交申请并代为作出承诺",
            "To submit: hand the application in and make its commitment",
        ),
        MandateAct::Receive => Text::new(
            "领取：查看并领取回执、通知书和办理结果",
            "To receive: read and receive receipts, notices and results",
        ),
    }
}

/// The text, in both languages, with its hash.
pub fn of(facts: &Facts<'_>) -> MandateText {
    let title = Text::new("授权委托书", "Power of attorney");
    let pair = |zh: &str, en: &str, value: &Text| {
        Text::new(format!("{zh}：{}", value.zh), format!("{en}: {}", english(value)))
    };
    let plain = |text: &str| Text::new(text, text);
    let part =
        |zh: &str, en: &str, lines: Vec<Text>| MandatePart { heading: Text::new(zh, en), lines };

    let mut principal = vec![pair("名称或姓名", "Name", facts.party)];
    let fact = |(name, value): &(Text, String)| {
        Text::new(format!("{}：{value}", name.zh), format!("{}: {value}", english(name)))
    };
    principal.extend(facts.document.iter().map(fact));
    principal.push(Text::new(
        format!("签署人：{}（{}）", facts.principal.zh, facts.relation.zh),
        format!("Signed by: {} ({})", english(facts.principal), english(facts.relation)),
    ));
    let mut agent = vec![pair("名称或姓名", "Name", facts.agent)];
    agent.extend(facts.known_by.iter().map(fact));
    if facts.is_station {
        agent.push(Text::new(
            "由该站在岗帮办员办理，每次办理记录帮办员姓名和工号",
            "Its assistants on duty act; the record names each with the number on the badge",
        ));
    }
    let items = facts.items.iter().map(|item| item.name.clone()).collect();
    let acts = MandateAct::ALL.into_iter().filter(|one| facts.terms.acts.contains(one));
    let mut acts: Vec<Text> = acts.map(act).collect();
    acts.push(Text::new(
        "未列明的权限不授予；受托人不得转委托（民法典第一百六十九条）",
        "What is not named is not allowed; the agent may not appoint another (Civil Code art. 169)",
    ));
    acts.push(Text::new(
        "受托人看不到敏感个人信息：政务数据中已有的由系统直接填入，其余由委托人本人填写",
        "The agent does not see sensitive answers: what registers hold is filled in by the system, the rest the principal enters",
    ));
    let mut parts = vec![
        part("编号", "Number", vec![plain(&format!("{} / {}", facts.number, facts.seq))]),
        part("委托人", "Principal", principal),
        part("受托人", "Agent", agent),
    ];
    if !facts.reason.is_empty() {
        parts.push(part("委托原因", "Reason", vec![plain(facts.reason)]));
    }
    parts.extend([
        part("委托事项", "Items", items),
        part("代理权限", "Powers", acts),
        part(
            "委托期限",
            "Term",
            vec![Text::new(
                format!("{} 至 {}（含首尾两日）", facts.terms.from, facts.terms.until),
                format!("{} to {}, both days included", facts.terms.from, facts.terms.until),
            )],
        ),
        part(
            "效力与撤销",
            "Effect and revocation",
            vec![
                Text::new(
                    "受托人在代理权限内以委托人名义办理的事项，对委托人发生效力（民法典第一百六十二条）",
                    "What the agent does within these powers in the principal's name binds the principal (Civil Code art. 162)",
                ),
                Text::new(
                    "委托人可以随时缩小范围或撤销委托，即时生效，正在办理的也立即停止；受托人可以随时辞去委托（民法典第一百七十三条）",
                    "The principal may narrow or revoke it at any time, with immediate effect on work under way; the agent may give it up at any time (Civil Code art. 173)",
                ),
                Text::new(
                    "受托人每一步办理都通知委托人并留痕，委托人可以查看全部内容",
                    "The principal is told of each step of the agent, which is on record, and can read everything",
                ),
            ],
        ),
        part(
            "依据",
            "Basis",
            vec![Text::new(
                "《中华人民共和国民法典》第一百六十一条至第一百七十五条",
                "Civil Code of the People's Republic of China, art. 161 to 175",
            )],
        ),
    ]);
    let digest =
        hex::encode(canonical::sha256(&canonical::text(&json!({"title": title, "parts": parts}))));
    MandateText { title, parts, digest }
}

/// The English words; the Chinese ones where there are none.
fn english(text: &Text) -> &str {
    text.pick(true).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_art_165_asks_for() {
        let (party, agent) = (Text::new("甲公司", "A Ltd"), Text::new("一号站", "Station 1"));
        let (principal, relation) = (Text::new("王某", "Wang"), Text::new("经办人", "Agent"));
        let items = [MandateItem { id: "a".into(), name: Text::new("事项甲", "Item A") }];
        let mut terms = Terms {
            items: vec!["a".into()],
            acts: vec![MandateAct::Submit, MandateAct::Fill],
            from: "2026-01-01".into(),
            until: "2026-12-31".into(),
        };
        let write = |terms: &Terms| {
            of(&Facts {
                number: "WT-2026-000001",
                seq: 1,
                party: &party,
                relation: &relation,
                principal: &principal,
                document: Some((Text::new("统一社会信用代码", "Code"), "91".into())),
                agent: &agent,
                known_by: &[(Text::new("电话", "Telephone"), "022-65620000".into())],
                is_station: true,
                reason: "出差",
                items: &items,
                terms,
            })
        };
        let text = write(&terms);
        let all = serde_json::to_string(&text).unwrap();
        for word in [
            "甲公司",
            "王某",
            "经办人",
            "一号站",
            "事项甲",
            "填报",
            "提交",
            "2026-12-31",
            "出差",
            "91",
            "电话：022-65620000",
            "WT-2026-000001",
        ] {
            assert!(all.contains(word), "{word}");
        }
        assert!(!all.contains("领取：") && !all.contains("签署："));
        assert_eq!(text, write(&terms), "the same facts, the same text and hash");
        terms.until = "2027-01-01".into();
        assert_ne!(text.digest, write(&terms).digest);
    }
}
