//! Materials: the papers that go with a filing.

use crate::Text;
use crate::condition::Cond;

/// A material (申请材料) that the form may ask for.
pub struct Material {
    /// Its id, the last segment of the pointer of its problems.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// Handed in on paper too.
    pub paper: bool,
    /// How many copies.
    pub copies: u32,
    /// Must be attached where it applies.
    pub required: bool,
    /// What it must be like.
    pub requirement: Option<Text>,
    /// Where one gets it.
    pub source: Option<Text>,
    /// Why it need not be attached (免提交).
    pub exemption: Option<Exemption>,
    /// Address of the blank form (空表).
    pub blank: Option<String>,
    /// Address of the sample (样表).
    pub sample: Option<String>,
    /// Media types that are taken.
    pub accept: Vec<String>,
    /// Most bytes of one file.
    pub max_bytes: u64,
    /// Most files.
    pub max_files: u32,
    /// May follow later under a promise (容缺).
    pub tolerable: bool,
    /// When it applies; always, where there is none.
    pub(crate) when: Option<Cond>,
}

impl Material {
    /// Whether it is asked for in some situations only.
    pub fn depends(&self) -> bool {
        self.when.is_some()
    }
}

/// Why a material need not be attached (免提交).
pub struct Exemption {
    /// The way: shared data, an electronic licence, a promise.
    pub kind: String,
    /// Words for the applicant.
    pub note: Option<Text>,
}
