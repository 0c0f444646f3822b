//! How long to wait before trying again.

/// The longest pause, milliseconds.
const LONGEST: f64 = 30_000.0;

/// The pause after so many failures in a row, milliseconds: doubled each time, and never the
/// same for all who lost the server at the same moment. `chance` is between 0 and 1.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn after(failures: u32, chance: f64) -> i32 {
    let most = (500.0 * 2_f64.powi(failures.min(10).cast_signed())).min(LONGEST);
    (most * (0.5 + chance / 2.0)) as i32
}
