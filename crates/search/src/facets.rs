use crate::flags::Flags;

/// What the hits are narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Only of the department of this number.
    pub department: Option<usize>,
    /// Only with all of these flags; of the three modes across provinces, with any of those
    /// that are set.
    pub flags: Flags,
}

/// How many hits there would be if one more facet were chosen, or another department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// By number of the department.
    pub departments: Vec<u32>,
    /// By place of the bit of the flag.
    pub flags: [u32; Flags::COUNT],
}

impl Counts {
    pub(crate) fn new(departments: usize) -> Self {
        Self { departments: vec![0; departments], flags: [0; Flags::COUNT] }
    }

    /// The count of a single flag.
    pub fn of(&self, flag: Flags) -> u32 {
        self.flags.get(flag.0.trailing_zeros() as usize).copied().unwrap_or(0)
    }

    /// Counts an item that was found; whether all the facets hold for it.
    pub(crate) fn take(&mut self, facets: &Facets, department: usize, flags: Flags) -> bool {
        let here = facets.department.is_none_or(|wanted| wanted == department);
        let modes = Flags(facets.flags.0 & Flags::CROSS.0);
        let mode = modes == Flags::NONE || flags.meets(modes);
        let rest = flags.contains(facets.flags.without(Flags::CROSS));
        if let Some(count) = self.departments.get_mut(department).filter(|_| rest && mode) {
            *count += 1;
        }
        for (place, count) in self.flags.iter_mut().enumerate() {
            let flag = Flags(1 << place);
            let counted = if Flags::CROSS.contains(flag) { rest } else { rest && mode };
            if here && counted && flags.contains(flag) {
                *count += 1;
            }
        }
        here && mode && rest
    }
}
