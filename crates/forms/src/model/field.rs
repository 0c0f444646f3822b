//! Fields: the questions of a form.

use serde_json::Value;

use super::{GateId, NodeId};
use crate::Text;
use crate::pattern::Pattern;

/// A template field; a row list is a field too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FieldId(pub u32);

/// A row of a list, interned by the state.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowId(pub u32);

impl RowId {
    /// Not in a row.
    pub const ROOT: RowId = RowId(0);
}

/// An instance of a field: the template field and the row it is in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Key {
    /// The template field.
    pub field: FieldId,
    /// The row, or [`RowId::ROOT`].
    pub row: RowId,
}

impl Key {
    /// A field outside any row.
    pub const fn root(field: FieldId) -> Key {
        Key { field, row: RowId::ROOT }
    }

    /// A field in a row.
    pub const fn new(field: FieldId, row: RowId) -> Key {
        Key { field, row }
    }
}

/// Between which days something is, each as days from the one on which it is filled in.
#[derive(Clone, Copy, Default, PartialEq, Debug)]
pub(crate) struct Span {
    pub earliest: Option<f64>,
    pub latest: Option<f64>,
}

/// A question of the form.
pub struct Field {
    /// Its id in the model.
    pub id: FieldId,
    /// The row list it lives in, if any.
    pub list: Option<FieldId>,
    /// Property names from the root or from the row.
    pub path: Vec<String>,
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// What it is called.
    pub label: Text,
    /// A line under the label (`description`).
    pub hint: Option<Text>,
    /// Longer help (`x-help`).
    pub help: Option<Text>,
    /// An example of an answer.
    pub placeholder: Option<Text>,
    /// The unit of the answer: 人, 元.
    pub unit: Option<Text>,
    /// Must be answered whenever it is visible and enabled.
    pub required: bool,
    /// Sensitive personal information (敏感个人信息, PIPL Art. 28): masked, kept apart.
    pub sensitive: bool,
    /// Where an answer may come from.
    pub prefill: Option<String>,
    /// The answer to begin with.
    pub default: Option<Value>,
    /// The step it is in.
    pub step: usize,
    /// Fewest characters.
    pub min_length: Option<u32>,
    /// Most characters.
    pub max_length: Option<u32>,
    /// When the day is that it is answered with, or the first and the last of a period.
    pub(crate) days: [Span; 2],
    /// Its place among the fields of its level.
    pub(crate) slot: u32,
    /// The level of its rows, if it is a list; else 0.
    pub(crate) inner: u32,
    pub(crate) pattern: Option<Pattern>,
    /// The innermost rule that shows or hides it.
    pub(crate) show: Option<GateId>,
    /// The innermost rule that enables or disables it.
    pub(crate) enable: Option<GateId>,
}

/// What kind of answer a field takes, with the limits that belong to the kind.
#[derive(Clone, PartialEq, Debug)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A number.
    Number {
        /// Whole numbers only.
        integer: bool,
        /// Least value.
        min: Option<f64>,
        /// Greatest value.
        max: Option<f64>,
        /// The answer is a multiple of this.
        multiple_of: Option<f64>,
    },
    /// An amount in yuan, as text with at most two decimals.
    Money {
        /// Least amount.
        min: Option<f64>,
        /// Greatest amount.
        max: Option<f64>,
    },
    /// A date, `2026-01-31`.
    Date,
    /// A period, `{"from": date, "to": date}`.
    DateRange,
    /// One of several.
    Choice {
        /// The options, in order.
        options: Vec<Choice>,
        /// How to show them.
        look: Look,
    },
    /// Any of several.
    Many {
        /// The options, in order.
        options: Vec<Choice>,
        /// How to show them.
        look: Look,
        /// Fewest to choose.
        min: u32,
        /// Most to choose.
        max: Option<u32>,
    },
    /// Yes or no.
    YesNo {
        /// Words for yes.
        yes: Option<Text>,
        /// Words for no.
        no: Option<Text>,
        /// The only answer that is accepted, as with a promise.
        must: Option<bool>,
    },
    /// Region codes from the province down (GB/T 2260 and the statistical codes below it).
    Region {
        /// Fewest levels.
        min: u32,
        /// Most levels.
        max: u32,
    },
    /// 公民身份号码, GB 11643.
    IdCard,
    /// 统一社会信用代码, GB 32100.
    Uscc,
    /// A mobile number of the mainland.
    Mobile,
    /// A fixed or mobile number.
    Phone,
    /// 邮政编码.
    Postcode,
    /// An e-mail address.
    Email,
    /// Repeating rows.
    List(ListSpec),
}

/// A list of rows.
#[derive(Clone, PartialEq, Debug)]
pub struct ListSpec {
    /// The layout of one row.
    pub detail: Vec<NodeId>,
    /// Words on the button that adds a row.
    pub add_label: Option<Text>,
    /// The field of a row that names it.
    pub row_label: Option<FieldId>,
    /// Fewest rows.
    pub min: u32,
    /// Most rows.
    pub max: Option<u32>,
}

/// An option.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// What is submitted.
    pub value: String,
    /// What is read.
    pub text: Text,
    /// A line under it (`description`).
    pub hint: Option<Text>,
}

/// How options are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    /// All at once, with radio buttons or boxes.
    Radio,
    /// A drop-down.
    Select,
    /// A box that filters as one types.
    Search,
}
