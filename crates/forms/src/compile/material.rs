//! The list of materials.

use serde_json::Value;

use super::schema::text;
use super::{At, Builder, Outcome};
use crate::{CompileErrorKind as Kind, Exemption, Material};

/// What is taken where the definition does not say.
const ACCEPT: &[&str] = &["application/pdf", "image/jpeg", "image/png"];
const MAX_BYTES: u64 = 10 * 1024 * 1024;
const MAX_FILES: u32 = 10;

/// Members of a material.
const KNOWN: &[&str] = &[
    "id",
    "name",
    "x-en",
    "form",
    "copies",
    "required",
    "when",
    "requirement",
    "source",
    "exemption",
    "blank",
    "sample",
    "accept",
    "maxBytes",
    "maxFiles",
    "tolerable",
];

impl Builder<'_> {
    /// Reads the materials; `null` is none.
    pub(super) fn materials(&self, value: &Value) -> Outcome<Vec<Material>> {
        let at = At::root("/materials");
        let mut all: Vec<Material> = Vec::new();
        if value.is_null() {
            return Ok(all);
        }
        for (i, value) in at.array(value)?.iter().enumerate() {
            let at = at.index(i);
            let material = self.material(value, &at)?;
            if all.iter().any(|other| other.id == material.id) {
                return Err(at.key("id").error(Kind::Duplicate, &material.id));
            }
            all.push(*material);
        }
        if !all.is_empty() && !self.has_materials {
            return Err(At::root("/ui").error(Kind::Missing, "Materials"));
        }
        Ok(all)
    }

    fn material(&self, value: &Value, at: &At) -> Outcome<Box<Material>> {
        let map = at.object(value)?;
        at.only(map, KNOWN)?;
        let english = at.english(map, "name", &["name", "requirement", "source", "note"])?;
        let mut material = Box::new(Material {
            id: String::from(at.need_text(map, "id")?),
            name: text(at.need_text(map, "name")?, english.main),
            paper: false,
            copies: at.count(map, "copies")?.unwrap_or(1),
            required: at.flag(map, "required")?.unwrap_or(true),
            requirement: None,
            source: None,
            exemption: None,
            blank: None,
            sample: None,
            accept: Vec::new(),
            max_bytes: MAX_BYTES,
            max_files: at.count(map, "maxFiles")?.unwrap_or(MAX_FILES),
            tolerable: at.flag(map, "tolerable")?.unwrap_or(false),
            when: None,
        });
        match at.text(map, "form")? {
            None | Some("electronic") => {}
            Some("paper") => material.paper = true,
            Some(other) => return Err(at.key("form").error(Kind::Unsupported, other)),
        }
        material.requirement = at.words(map, "requirement", english.get("requirement"))?;
        material.source = at.words(map, "source", english.get("source"))?;
        material.blank = at.text(map, "blank")?.map(String::from);
        material.sample = at.text(map, "sample")?.map(String::from);
        if let Some(value) = map.get("exemption").filter(|value| !value.is_null()) {
            let at = at.key("exemption");
            let map = at.object(value)?;
            at.only(map, &["kind", "note"])?;
            let kind = String::from(at.need_text(map, "kind")?);
            let note = at.words(map, "note", english.get("note"))?;
            material.exemption = Some(Exemption { kind, note });
        }
        if let Some(value) = map.get("accept") {
            let at = at.key("accept");
            for (i, value) in at.array(value)?.iter().enumerate() {
                material.accept.push(String::from(at.index(i).string(value)?));
            }
        } else {
            material.accept.extend(ACCEPT.iter().map(|kind| String::from(*kind)));
        }
        if let Some(value) = map.get("maxBytes") {
            material.max_bytes = value.as_u64().unwrap_or(0);
            if material.max_bytes == 0 {
                return Err(at.key("maxBytes").error(Kind::Malformed, "maxBytes"));
            }
        }
        if let Some(cond) = map.get("when") {
            material.when = Some(self.condition(cond, None, &at.key("when"))?);
        }
        Ok(material)
    }
}
