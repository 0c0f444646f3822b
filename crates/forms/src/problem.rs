//! What is wrong with an answer.

use crate::{Key, Text};

/// A problem of one answer, without its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What is wrong.
    pub code: ProblemCode,
    /// Named values for the message, such as `("max", "50")`.
    pub params: Vec<(&'static str, String)>,
    /// The definition's own words, from an `x-checks` entry, placeholders filled in.
    pub message: Option<Text>,
}

impl Problem {
    /// A problem that needs no values in its message.
    pub(crate) fn new(code: ProblemCode) -> Problem {
        Problem { code, params: Vec::new(), message: None }
    }

    /// A problem on its way through small functions: boxed, for it is rare and large.
    #[cold]
    #[inline(never)]
    pub(crate) fn fault(code: ProblemCode) -> Fault {
        Box::new(Problem::new(code))
    }

    /// The same with one named value.
    #[cold]
    #[inline(never)]
    pub(crate) fn fault_with(code: ProblemCode, name: &'static str, value: String) -> Fault {
        Box::new(Problem::with(code, name, value))
    }

    /// A problem with one named value.
    pub(crate) fn with(code: ProblemCode, name: &'static str, value: String) -> Problem {
        Problem { code, params: vec![(name, value)], message: None }
    }

    /// The value of a parameter, if the problem has it.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str())
    }
}

/// A problem within the engine.
pub(crate) type Fault = Box<Problem>;

/// A problem and where it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located {
    /// RFC 6901 pointer into the submission, or `/materials/<id>`.
    pub pointer: String,
    /// The field, where the pointer names one.
    pub key: Option<Key>,
    /// What the field or material is called; empty for a property nobody knows.
    pub label: Text,
    /// What is wrong.
    pub problem: Problem,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// What is wrong, as a stable code.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum ProblemCode { $($(#[$doc])* $name,)* }

        impl ProblemCode {
            /// All codes, for tables of messages and their tests.
            pub const ALL: &'static [ProblemCode] = &[$(ProblemCode::$name,)*];

            /// The stable code, kebab-case.
            pub fn code(self) -> &'static str {
                match self { $(ProblemCode::$name => $code,)* }
            }
        }
    };
}

codes! {
    /// Must be answered and is not.
    Required = "required",
    /// Must be agreed to (a box to tick).
    MustAccept = "must-accept",
    /// The wrong JSON type.
    Type = "type",
    /// A property that the form does not have.
    Unknown = "unknown",
    /// An answer to a question that does not apply.
    NotApplicable = "not-applicable",
    /// Fewer characters than `min`; `length` are there.
    TooShort = "too-short",
    /// More characters than `max`; `length` are there.
    TooLong = "too-long",
    /// Not of the form that the pattern asks for.
    Pattern = "pattern",
    /// Not a number.
    Number = "number",
    /// Not a whole number.
    Integer = "integer",
    /// Less than `min`.
    TooSmall = "too-small",
    /// More than `max`.
    TooBig = "too-big",
    /// Not a multiple of `step`.
    Step = "step",
    /// Not an amount of money.
    Money = "money",
    /// More than two decimals.
    MoneyDecimals = "money-decimals",
    /// Not one of the options.
    Option = "option",
    /// Fewer than `min` chosen, or fewer rows.
    TooFew = "too-few",
    /// More than `max` chosen, or more rows.
    TooMany = "too-many",
    /// The same thing chosen twice.
    Repeated = "repeated",
    /// Not a date of the form 2026-01-31.
    Date = "date",
    /// A date before 1800: a year that was mistyped.
    Year = "year",
    /// A date that does not exist.
    NoSuchDate = "no-such-date",
    /// One end of the period is missing.
    DateRange = "date-range",
    /// The period ends before it begins.
    DateOrder = "date-order",
    /// Earlier than `min`, by the day on which it is filled in.
    TooEarly = "too-early",
    /// Later than `max`, by the day on which it is filled in.
    TooLate = "too-late",
    /// The period begins later than `max`.
    BeginsLate = "begins-late",
    /// The period begins earlier than `min`.
    BeginsEarly = "begins-early",
    /// The period ends earlier than `min`.
    EndsEarly = "ends-early",
    /// The period ends later than `max`.
    EndsLate = "ends-late",
    /// 身份证号: not 18 characters; `length` are there.
    IdLength = "id-length",
    /// 身份证号: a character that may not be there.
    IdCharacters = "id-characters",
    /// 身份证号: no such province code.
    IdRegion = "id-region",
    /// 身份证号: digits 7 to 14 are not a date of birth.
    IdDate = "id-date",
    /// 身份证号: the check character does not agree.
    IdCheck = "id-check",
    /// 统一社会信用代码: not 18 characters; `length` are there.
    UsccLength = "uscc-length",
    /// 统一社会信用代码: a character that may not be there (`character`).
    UsccCharacters = "uscc-characters",
    /// 统一社会信用代码: no such registration authority and kind.
    UsccAuthority = "uscc-authority",
    /// 统一社会信用代码: the check character does not agree.
    UsccCheck = "uscc-check",
    /// Not a mobile number.
    Mobile = "mobile",
    /// Not a telephone number.
    Phone = "phone",
    /// Not a postcode.
    Postcode = "postcode",
    /// Not an e-mail address.
    Email = "email",
    /// Not a chain of region codes, each within the one before.
    Region = "region",
    /// The region is not given down to level `min`.
    RegionIncomplete = "region-incomplete",
    /// Answers that do not agree with each other.
    Check = "check",
    /// A required material is not attached.
    MaterialMissing = "material-missing",
    /// More than `max` files for a material.
    MaterialTooMany = "material-too-many",
    /// A material that the form does not ask for.
    MaterialUnknown = "material-unknown",
}
