//! Where fields and materials are on the applicant's side.

use super::Desk;
use crate::pages::fill::field::name_of;
use crate::pages::fill::materials::card_id;
use crate::pages::fill::step_of_materials;
use crate::pages::together::Ground;
use crate::platform::overlay::Found;
use crate::platform::screen;
use leptos::prelude::*;

impl Ground for Desk {
    fn selector(&self) -> &'static str {
        ".field[id], .material[id]"
    }

    fn path_of(&self, found: &Found) -> Option<String> {
        if let Some(material) = found.id.strip_prefix(&card_id("")) {
            return Some(["materials/", material].concat());
        }
        let key = self.key_of_id(found.id.strip_suffix("-box").unwrap_or(&found.id))?;
        Some(self.path(key))
    }

    fn place_of(&self, path: &str) -> Option<String> {
        if let Some(material) = path.strip_prefix("materials/") {
            let known = self.filling.model().materials().iter().any(|one| one.id == material);
            return known.then(|| ["[id=\"", &card_id(material), "\"]"].concat());
        }
        let name = name_of(self.key(path)?);
        Some(["#", &name, "-box, div#", &name, ".field"].concat())
    }

    fn about(&self, path: &str) -> Option<(String, String)> {
        self.where_is(path)
    }

    fn step_of(&self, path: &str) -> Option<usize> {
        let model = self.filling.model();
        if path.starts_with("materials/") {
            return step_of_materials(&model);
        }
        Some(model.field(self.key(path)?.field).step)
    }

    fn step(&self) -> Option<usize> {
        self.now.get()
    }

    fn address(&self, step: usize) -> String {
        self.place.address(Some(step))
    }

    fn link_of(&self, step: usize) -> String {
        [".steps li a[href=\"", &self.address(step), "\"]"].concat()
    }

    fn clear(&self) {
        if screen::is_narrow() {
            self.panel.set(false);
        }
    }

    /// The field itself: who looks at one and goes on has not left its question unanswered.
    fn part(&self) -> &'static str {
        ""
    }
}
