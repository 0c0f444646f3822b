//! 公民身份号码 (GB 11643-1999): 6 digits region, 8 date of birth, 3 sequence, 1 check character
//! (ISO/IEC 7064 MOD 11-2).

use super::date;
use crate::problem::Fault;
use crate::{Problem, ProblemCode};

/// First two digits of the region: provinces, and 81–83 for residence permits of people from
/// Hong Kong, Macao and Taiwan (港澳台居民居住证).
const PROVINCES: &[u8] = &[
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
];

/// Checks a number of capitals without blanks.
pub(crate) fn check(number: &str) -> Result<(), Fault> {
    let length = number.chars().count();
    if length != 18 {
        return Err(Problem::fault_with(ProblemCode::IdLength, "length", length.to_string()));
    }
    let bytes = number.as_bytes();
    let digits = bytes.len() == 18 && bytes[..17].iter().all(u8::is_ascii_digit);
    if !digits || !(bytes[17].is_ascii_digit() || bytes[17] == b'X') {
        return Err(Problem::fault(ProblemCode::IdCharacters));
    }
    let digit = |i: usize| bytes[i] - b'0';
    if !PROVINCES.contains(&(digit(0) * 10 + digit(1))) {
        return Err(Problem::fault(ProblemCode::IdRegion));
    }
    let number_of =
        |range: std::ops::Range<usize>| range.fold(0_u32, |n, i| n * 10 + u32::from(digit(i)));
    let year = number_of(6..10);
    if !(1900..=2099).contains(&year) || !date::exists(year, number_of(10..12), number_of(12..14)) {
        return Err(Problem::fault(ProblemCode::IdDate));
    }
    if bytes[17] != check_character(&bytes[..17]) {
        return Err(Problem::fault(ProblemCode::IdCheck));
    }
    Ok(())
}

/// The check character of 17 digits.
fn check_character(digits: &[u8]) -> u8 {
    let rest = digits.iter().fold(0_u32, |p, b| (p + u32::from(b - b'0')) * 2 % 11);
    b"10X98765432"[rest as usize]
}
