use std::ops::BitOr;

/// What is true of an item, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u32);

impl Flags {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Serves natural persons (自然人).
    pub const PERSON: Self = Self(1);
    /// Serves organisations (法人).
    pub const ORGANISATION: Self = Self(1 << 1);
    /// Decided on the spot (即办件).
    pub const INSTANT: Self = Self(1 << 2);
    /// With help and entrusted filing (在线帮办、委托进件).
    pub const ASSISTED: Self = Self(1 << 3);
    /// Decided by rules around the clock (24 小时智能审批).
    pub const AUTOMATIC: Self = Self(1 << 4);
    /// Across provinces, every step remote (全程网办).
    pub const CROSS_ONLINE: Self = Self(1 << 5);
    /// Across provinces, received where the applicant is (异地代收代办).
    pub const CROSS_REMOTE: Self = Self(1 << 6);
    /// Across provinces, one acceptance and joint handling (多地联办).
    pub const CROSS_JOINT: Self = Self(1 << 7);
    /// Part of a licence bundle (证照联办).
    pub const BUNDLE: Self = Self(1 << 8);
    /// Can be taken in sub-districts and communities (便民服务事项下沉).
    pub const SUNK: Self = Self(1 << 9);
    /// The same standard in the free-trade zones (同事同标).
    pub const FREE_TRADE: Self = Self(1 << 10);
    /// Has a full guide (办事指南).
    pub const GUIDE: Self = Self(1 << 11);
    /// Can be filed here: a form exists.
    pub const FORM: Self = Self(1 << 12);
    /// Is the first application (首次), to be shown before renewals and changes.
    pub const FIRST: Self = Self(1 << 13);
    /// A fee is charged.
    pub const FEE: Self = Self(1 << 14);

    /// How many flags there are.
    pub const COUNT: usize = 15;

    /// Any mode across provinces (跨省通办).
    pub(crate) const CROSS: Self = Self(0b111 << 5);

    /// Whether all of `other` is in this set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether anything of `other` is in this set.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// This set, with `flag` where `condition` holds.
    #[must_use]
    pub const fn with_if(self, flag: Self, condition: bool) -> Self {
        if condition { Self(self.0 | flag.0) } else { self }
    }

    /// This set without `other`.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Flags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
