//! Numbers of filings (办件编号, 受理编号 from the acceptance on).

use chrono::NaiveDate;

/// `BH`, the date, six digits of the day's count, and a check digit over all digits, so that a
/// number read aloud or typed wrong by one digit is noticed (GB/T 17710, ISO/IEC 7064 MOD 11,10).
/// Beyond 999,999 a day it grows longer.
pub fn acceptance_number(day: NaiveDate, count: u64) -> String {
    let digits = format!("{}{count:06}", day.format("%Y%m%d"));
    let check = check_digit(&digits);
    format!("BH{digits}{check}")
}

/// Whether a text is an acceptance number with the right check digit.
pub fn is_acceptance_number(text: &str) -> bool {
    let Some(digits) = text.strip_prefix("BH") else { return false };
    if digits.len() < 15 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let (body, check) = digits.split_at(digits.len() - 1);
    check.parse() == Ok(check_digit(body))
}

/// The check digit by MOD 11,10.
fn check_digit(digits: &str) -> u32 {
    let product = digits.bytes().fold(10, |product, byte| {
        let sum = (product + u32::from(byte.saturating_sub(b'0'))) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
    }

    #[test]
    fn mod_11_10_of_the_standard() {
        // The example of ISO/IEC 7064 for MOD 11,10.
        assert_eq!(check_digit("0794"), 5);
    }

    #[test]
    fn every_slip_of_one_digit_is_noticed() {
        let good = acceptance_number(day(), 123);
        assert!(good.starts_with("BH20261124000123"), "{good}");
        assert!(is_acceptance_number(&good));
        for (at, digit) in (2..good.len()).flat_map(|at| (b'0'..=b'9').map(move |d| (at, d))) {
            let mut bytes = good.clone().into_bytes();
            if bytes[at] != digit {
                bytes[at] = digit;
                assert!(!is_acceptance_number(std::str::from_utf8(&bytes).unwrap()));
            }
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in
            ["", "BH", "BH2026", "XX202611240001230", "BH20261124000123x", "bh202611240001239"]
        {
            assert!(!is_acceptance_number(text), "{text}");
        }
    }
}
