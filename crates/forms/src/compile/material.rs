//! The list of materials.

use serde_json::Value;

use super::schema::text;
use super::{At, Builder, Outcome};
use crate::{CompileErrorKind as Kind, Exemption, Material};

/// What is taken where the definition does not say.
const ACCEPT: &[&str] = &["application/pdf", "image/jpeg", "image/png"];
const MAX_BYTES: u64 = 10 * 1024 * 1024;
const MAX_FILES: u32 = 10;

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
            all.push(material);
        }
        if !all.is_empty() && !self.has_materials {
            return Err(At::root("/ui").error(Kind::Missing, "Materials"));
        }
        Ok(all)
    }

    fn material(&self, value: &Value, at: &At) -> Outcome<Material> {
        let map = at.object(value)?;
        at.only(
            map,
            &[
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
            ],
        )?;
        let english = at.english(map, "name", &["name", "requirement", "source", "note"])?;
        let paper = match at.text(map, "form")? {
            None | Some("electronic") => false,
            Some("paper") => true,
            Some(other) => return Err(at.key("form").error(Kind::Unsupported, other)),
        };
        let exemption = match map.get("exemption") {
            None | Some(Value::Null) => None,
            Some(value) => {
                let at = at.key("exemption");
                let map = at.object(value)?;
                at.only(map, &["kind", "note"])?;
                Some(Exemption {
                    kind: String::from(at.need_text(map, "kind")?),
                    note: at.words(map, "note", english.get("note"))?,
                })
            }
        };
        let mut accept = Vec::new();
        if let Some(value) = map.get("accept") {
            let at = at.key("accept");
            for (i, value) in at.array(value)?.iter().enumerate() {
                accept.push(String::from(at.index(i).string(value)?));
            }
        } else {
            accept.extend(ACCEPT.iter().map(|s| String::from(*s)));
        }
        let max_bytes = match map.get("maxBytes") {
            None => MAX_BYTES,
            Some(value) => value
                .as_u64()
                .filter(|n| *n > 0)
                .ok_or_else(|| at.key("maxBytes").error(Kind::Malformed, "maxBytes"))?,
        };
        Ok(Material {
            id: String::from(at.need_text(map, "id")?),
            name: text(at.need_text(map, "name")?, english.main),
            paper,
            copies: at.count(map, "copies")?.unwrap_or(1),
            required: at.flag(map, "required")?.unwrap_or(true),
            requirement: at.words(map, "requirement", english.get("requirement"))?,
            source: at.words(map, "source", english.get("source"))?,
            exemption,
            blank: at.text(map, "blank")?.map(String::from),
            sample: at.text(map, "sample")?.map(String::from),
            accept,
            max_bytes,
            max_files: at.count(map, "maxFiles")?.unwrap_or(MAX_FILES),
            tolerable: at.flag(map, "tolerable")?.unwrap_or(false),
            when: map
                .get("when")
                .map(|cond| self.condition(cond, None, &at.key("when")))
                .transpose()?,
        })
    }
}
