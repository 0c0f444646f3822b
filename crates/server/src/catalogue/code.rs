//! Codes of items (GB/T 39554.1): the basic code has 12 digits; the implementation code has
//! 31 characters: the department's credit code, the level, and the basic code.

use super::ItemRow;

/// Level of the district (区县级) in an implementation code.
const LEVEL: &str = "3";

/// A code is not formed as the standard has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// The basic code is not 12 digits.
    #[error("is not a basic code of 12 digits")]
    Basic,
    /// The implementation code is not made of its parts.
    #[error("is not credit code, level and basic code in turn")]
    Implementation,
}

/// Checks the codes of an item of a department with this credit code.
pub fn check_code(item: &ItemRow, uscc: &str) -> Result<(), CodeError> {
    let digits = item.basic_code.bytes().all(|byte| byte.is_ascii_digit());
    if item.basic_code.len() != 12 || !digits {
        return Err(CodeError::Basic);
    }
    if item.implementation_code != [uscc, LEVEL, &item.basic_code].concat() {
        return Err(CodeError::Implementation);
    }
    Ok(())
}
