//! Where fields and materials are on the assistant's side.

use leptos::prelude::*;

use super::line::id_of;
use super::open::Work;
use crate::i18n::form_text;
use crate::pages::fill::step_of_materials;
use crate::pages::together::Ground;
use crate::platform::overlay::Found;

impl Work {
    /// What a field or, as `materials/{id}`, a material is called, and its address. Tracked.
    pub(super) fn where_is(self, path: &str) -> Option<(String, String)> {
        let model = self.filling.model();
        let label = match path.strip_prefix("materials/") {
            Some(id) => form_text(&model.materials().iter().find(|one| one.id == id)?.name),
            None => {
                let names: Vec<&str> = path.split('/').collect();
                let key = self.filling.with_state(|state| state.resolve(&names))?;
                form_text(&model.field(key.field).label)
            }
        };
        let address = self.address(Ground::step_of(&self, path)?);
        Some((label, [&address, "#", &id_of(path)].concat()))
    }
}

impl Ground for Work {
    fn selector(&self) -> &'static str {
        ".line[data-at]"
    }

    fn path_of(&self, found: &Found) -> Option<String> {
        found.at.clone()
    }

    fn place_of(&self, path: &str) -> Option<String> {
        // It comes from elsewhere, and goes into a selector.
        self.step_of(path)?;
        Some(["[id=\"", &id_of(path), "\"]"].concat())
    }

    fn about(&self, path: &str) -> Option<(String, String)> {
        self.where_is(path)
    }

    fn step_of(&self, path: &str) -> Option<usize> {
        let model = self.filling.model();
        if let Some(id) = path.strip_prefix("materials/") {
            model.materials().iter().find(|one| one.id == id)?;
            return step_of_materials(&model);
        }
        let names: Vec<&str> = path.split('/').collect();
        let key = self.filling.with_state(|state| state.resolve(&names))?;
        Some(model.field(key.field).step)
    }

    fn step(&self) -> Option<usize> {
        Some(self.step.get())
    }

    fn address(&self, step: usize) -> String {
        Work::address(*self, step)
    }

    fn link_of(&self, step: usize) -> String {
        [".work-steps li a[href=\"", &Work::address(*self, step), "\"]"].concat()
    }
}
