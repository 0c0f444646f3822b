//! Whole numbers that JavaScript holds exactly.

/// A whole number below 2^53, the largest range that every peer counts in without loss. Client
/// ids and awareness clocks are such.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct U53(u64);

impl U53 {
    /// The largest: 2^53 − 1, JavaScript's `Number.MAX_SAFE_INTEGER`.
    pub const MAX: Self = Self((1 << 53) - 1);

    /// The number, unless it is 2^53 or more.
    pub const fn new(number: u64) -> Option<Self> {
        if number <= Self::MAX.0 { Some(Self(number)) } else { None }
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl From<u32> for U53 {
    fn from(number: u32) -> Self {
        Self(number.into())
    }
}

#[cfg(test)]
mod tests {
    use super::U53;

    #[test]
    fn ends_below_two_to_the_53() {
        assert_eq!(U53::new((1 << 53) - 1), Some(U53::MAX));
        assert_eq!(U53::new(1 << 53), None);
    }
}
