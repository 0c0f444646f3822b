//! The places that may have to be mended, in words.

use bangban_contract::review::{AnswerPart, SubmittedAnswer, SubmittedAnswers};

use crate::i18n::{fill, fill_in, pick, review as words};

/// Pointers to the answers, lists, rows and materials, each with its words, in the order of
/// the form. Tracked.
pub fn places(submitted: &SubmittedAnswers) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for section in &submitted.sections {
        let mut under = vec![pick(&section.name)];
        for part in &section.parts {
            match part {
                AnswerPart::Heading(name) => {
                    under.truncate(1);
                    under.push(pick(name));
                }
                AnswerPart::Answer(answer) => all.push(place(answer, &under)),
                AnswerPart::List(list) => {
                    let mut under = vec![under[0].clone(), pick(&list.name)];
                    all.push((list.pointer.clone(), under.join(" › ")));
                    for (at, row) in list.rows.iter().enumerate() {
                        under.truncate(2);
                        under.push(fill_in(fill::ROW, &[&(at + 1).to_string()]));
                        all.extend(row.iter().map(|answer| place(answer, &under)));
                    }
                }
            }
        }
    }
    all.extend(submitted.materials.iter().map(|material| {
        (material.pointer.clone(), fill_in(words::MATERIAL, &[&pick(&material.name)]))
    }));
    all
}

fn place(answer: &SubmittedAnswer, under: &[String]) -> (String, String) {
    let name = pick(&answer.name);
    let words = under.iter().map(String::as_str).chain([name.as_str()]).collect::<Vec<_>>();
    (answer.pointer.clone(), words.join(" › "))
}

#[cfg(test)]
mod tests {
    use bangban_contract::Text;
    use bangban_contract::review::{AnswerList, AnswerSection, SubmittedMaterial};

    use super::*;

    #[test]
    fn places_are_named_by_what_stands_over_them() {
        let answer = |pointer: &str, name: &str| SubmittedAnswer {
            pointer: pointer.into(),
            name: Text::zh(name),
            ..SubmittedAnswer::default()
        };
        let list = AnswerList {
            pointer: "/posts".into(),
            name: Text::zh("岗位"),
            rows: vec![vec![answer("/posts/0/name", "名称")]],
            assisted: false,
        };
        let parts = vec![
            AnswerPart::Answer(answer("/a", "甲")),
            AnswerPart::Heading(Text::zh("单位")),
            AnswerPart::Answer(answer("/unit/b", "乙")),
            AnswerPart::List(list),
        ];
        let submitted = SubmittedAnswers {
            sections: vec![AnswerSection { name: Text::zh("情况"), parts }],
            materials: vec![SubmittedMaterial {
                pointer: "/materials/licence".into(),
                name: Text::zh("执照"),
                files: Vec::new(),
                exempt: false,
                tolerable: false,
            }],
            ..SubmittedAnswers::default()
        };
        let expected = [
            ("/a", "情况 › 甲"),
            ("/unit/b", "情况 › 单位 › 乙"),
            ("/posts", "情况 › 岗位"),
            ("/posts/0/name", "情况 › 岗位 › 第 1 行 › 名称"),
            ("/materials/licence", "材料：执照"),
        ];
        let expected = expected.map(|(pointer, name)| (pointer.to_owned(), name.to_owned()));
        assert_eq!(places(&submitted), expected);
    }
}
