//! Problems in plain sentences: what is wrong, and what to do.

use crate::format::date;
use crate::{Locale, Problem, ProblemCode as P};

/// The sentence for a problem. A check's own words come first.
pub fn describe(problem: &Problem, locale: Locale) -> String {
    if let Some(message) = &problem.message {
        return String::from(message.get(locale));
    }
    let (zh, en) = sentence(problem.code);
    let sentence = if locale == Locale::Zh { zh } else { en };
    if (P::TooEarly..=P::EndsLate).contains(&problem.code) {
        let in_words = |day: &str| String::from(date::words(day).get(locale));
        let params: Vec<_> =
            problem.params.iter().map(|(name, day)| (*name, in_words(day))).collect();
        return fill(sentence, &params);
    }
    fill(sentence, &problem.params)
}

/// Puts values in the place of `{name}`.
pub(crate) fn fill(template: &str, params: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let known = after.find('}').and_then(|end| {
            let value = params.iter().find(|(name, _)| *name == &after[..end])?;
            Some((&value.1, &after[end + 1..]))
        });
        if let Some((value, tail)) = known {
            out.push_str(value);
            rest = tail;
        } else {
            out.push('{');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[allow(clippy::too_many_lines)] // one table
fn sentence(code: P) -> (&'static str, &'static str) {
    match code {
        P::Required => ("请填写此项", "Answer this question"),
        P::MustAccept => (
            "须确认此项才能继续；不符合的，不能在这里办理",
            "Confirm this to go on; otherwise it cannot be taken here",
        ),
        P::Type => {
            ("填写内容的类型不对，请重新填写", "The answer has the wrong type; enter it again")
        }
        P::Unknown => ("本表没有此项，请删除", "This form has no such question; remove the answer"),
        P::NotApplicable => (
            "按您的情形无需填写此项，请删除",
            "This question does not apply to you; remove the answer",
        ),
        P::TooShort => (
            "至少填写{min}个字，现在是{length}个字",
            "Enter at least {min} characters; there are {length}",
        ),
        P::TooLong => (
            "最多填写{max}个字，现在是{length}个字",
            "Enter at most {max} characters; there are {length}",
        ),
        P::Pattern => ("格式不对，请按示例填写", "Enter it in the form of the example"),
        P::Number => ("请填写数字，如 12 或 12.5", "Enter a number, such as 12 or 12.5"),
        P::Integer => ("请填写整数", "Enter a whole number"),
        P::TooSmall => ("应不小于{min}", "Enter {min} or more"),
        P::TooBig => ("应不大于{max}", "Enter {max} or less"),
        P::Step => ("应为{step}的整数倍", "Enter a multiple of {step}"),
        P::Money => ("请填写金额，如 1200.50", "Enter an amount, such as 1200.50"),
        P::MoneyDecimals => ("金额最多两位小数", "Enter at most two decimals"),
        P::Option => ("请从所列选项中选择", "Choose one of the options"),
        P::TooFew => ("至少需要{min}项", "At least {min} needed"),
        P::TooMany => ("最多{max}项", "At most {max} allowed"),
        P::Repeated => ("有重复的选项，请去掉一个", "The same option is there twice; remove one"),
        P::Date => (
            "请填写日期，年份为4位，如 2026-01-31",
            "Enter a date, the year in four digits, such as 2026-01-31",
        ),
        P::Year => ("年份过早，请核对年份", "That year is too early; check it"),
        P::NoSuchDate => {
            ("没有这一天，请核对年月日", "There is no such day; check day, month and year")
        }
        P::DateRange => ("请填写起止两个日期", "Enter both dates, from and to"),
        P::DateOrder => ("结束日期应不早于开始日期", "The end must not be before the beginning"),
        P::TooEarly => ("不能早于{min}", "It cannot be before {min}"),
        P::TooLate => ("不能晚于{max}", "It cannot be after {max}"),
        P::BeginsEarly => ("开始日期不能早于{min}", "It cannot begin before {min}"),
        P::BeginsLate => ("开始日期不能晚于{max}", "It cannot begin after {max}"),
        P::EndsEarly => ("结束日期不能早于{min}", "It cannot end before {min}"),
        P::EndsLate => ("结束日期不能晚于{max}", "It cannot end after {max}"),
        P::IdLength => (
            "身份证号应为18位，现在是{length}位",
            "An identity number has 18 characters; there are {length}",
        ),
        P::IdCharacters => (
            "身份证号前17位应为数字，最后一位为数字或X",
            "An identity number is 17 digits and a last digit or X",
        ),
        P::IdRegion => (
            "身份证号前2位不是有效的地区码，请核对",
            "Digits 1–2 of the identity number are no region; check them",
        ),
        P::IdDate => (
            "身份证号第7至14位应为出生日期，请核对",
            "Digits 7–14 of the identity number are no date of birth; check them",
        ),
        P::IdCheck => (
            "身份证号校验码不对：请逐位核对，最后一位与前17位不符",
            "The identity number does not add up: compare each digit; the last one does not agree \
             with the first 17",
        ),
        P::UsccLength => (
            "统一社会信用代码应为18位，现在是{length}位",
            "A unified social credit code has 18 characters; there are {length}",
        ),
        P::UsccCharacters => (
            "统一社会信用代码中不能有“{character}”：只含数字和大写字母（不用I、O、S、V、Z），第3至8位为数字",
            "A unified social credit code cannot have “{character}” there: digits and capitals \
             without I, O, S, V, Z; characters 3–8 are digits",
        ),
        P::UsccAuthority => (
            "统一社会信用代码前2位不是有效的登记部门和机构类别，请核对",
            "Characters 1–2 of the code are no registration authority; check them",
        ),
        P::UsccCheck => (
            "统一社会信用代码校验码不对：请逐位核对，最后一位与前17位不符",
            "The code does not add up: compare each character; the last one does not agree with \
             the first 17",
        ),
        P::Mobile => (
            "请填写11位手机号，如 13800000000",
            "Enter a mobile number of 11 digits, such as 13800000000",
        ),
        P::Phone => (
            "请填写手机号，或带区号的电话，如 022-65700000",
            "Enter a mobile number, or one with its area code, such as 022-65700000",
        ),
        P::Postcode => ("请填写6位邮政编码", "Enter a postcode of six digits"),
        P::Email => (
            "请填写电子邮箱，如 name@example.cn",
            "Enter an e-mail address, such as name@example.cn",
        ),
        P::Region => {
            ("所选地区前后不符，请重新选择", "The regions do not belong together; choose again")
        }
        P::RegionIncomplete => ("请把地区选到第{min}级", "Choose the region down to level {min}"),
        P::Check => ("前后填写不一致，请核对", "The answers do not agree; check them"),
        P::MaterialMissing => ("请上传此材料", "Attach this material"),
        P::MaterialTooMany => {
            ("最多上传{max}个文件，请删除多余的", "At most {max} files; remove some")
        }
        P::MaterialUnknown => {
            ("本事项不需要此材料，请删除", "This material is not asked for; remove it")
        }
    }
}
