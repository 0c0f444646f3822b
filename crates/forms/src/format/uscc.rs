//! 统一社会信用代码 (GB 32100-2015): registration authority, kind of organisation, 6 digits region,
//! 9 characters organisation code, 1 check character.

use crate::problem::Fault;
use crate::{Problem, ProblemCode};

/// The characters in the order of their values; no I, O, S, V, Z.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Registration authorities (登记管理部门) and the kinds (机构类别) each registers.
const AUTHORITIES: &[(u8, &[u8])] = &[
    (b'1', b"1239"),
    (b'2', b"19"),
    (b'3', b"123459"),
    (b'4', b"19"),
    (b'5', b"1239"),
    (b'6', b"129"),
    (b'7', b"129"),
    (b'8', b"19"),
    (b'9', b"123"),
    (b'A', b"19"),
    (b'N', b"1239"),
    (b'Y', b"1"),
];

/// Checks a code of capitals without blanks.
pub(crate) fn check(code: &str) -> Result<(), Fault> {
    let length = code.chars().count();
    if length != 18 {
        return Err(Problem::fault_with(ProblemCode::UsccLength, "length", length.to_string()));
    }
    let mut values = [0_u32; 18];
    for (i, c) in code.chars().enumerate() {
        let value = ALPHABET.iter().position(|a| char::from(*a) == c);
        match value {
            // Characters 3 to 8 are the region, in digits.
            Some(value) if !(2..8).contains(&i) || value < 10 => values[i] = small(value),
            _ => {
                return Err(Problem::fault_with(
                    ProblemCode::UsccCharacters,
                    "character",
                    c.to_string(),
                ));
            }
        }
    }
    let bytes = code.as_bytes();
    if !AUTHORITIES.iter().any(|(a, kinds)| *a == bytes[0] && kinds.contains(&bytes[1])) {
        return Err(Problem::fault(ProblemCode::UsccAuthority));
    }
    let mut weight = 1;
    let mut sum = 0;
    for value in &values[..17] {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    if values[17] != (31 - sum % 31) % 31 {
        return Err(Problem::fault(ProblemCode::UsccCheck));
    }
    Ok(())
}

fn small(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(0)
}
