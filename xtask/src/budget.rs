//! Bytes that a first visit loads, by group of pages, against the limits.

mod groups;
mod report;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{build, step};
use groups::{FILLING, FIRST, group_of};
use report::{Line, human, json};

/// One file with its sizes in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct File {
    name: String,
    raw: u64,
    /// At brotli quality 11; as it is where that does not pay.
    brotli: u64,
}

/// What a group of pages loads that the groups before it have not.
#[derive(Debug, PartialEq, Eq)]
struct Group {
    name: &'static str,
    files: Vec<File>,
    limit: Option<u64>,
}

impl Group {
    fn sum(&self, size: impl Fn(&File) -> u64) -> u64 {
        self.files.iter().map(size).sum()
    }

    fn is_ok(&self) -> bool {
        self.limit.is_none_or(|limit| self.sum(|file| file.brotli) <= limit)
    }
}

/// Builds, prints, and fails over a limit.
pub fn budget(as_json: bool) -> Result<()> {
    let dist = build::app()?;
    step::say("counting what a first visit loads");
    let text = std::fs::read_to_string(dist.join(".bundle.json"))
        .context("the bundle does not tell what it is made of")?;
    let groups = count(&serde_json::from_str(&text)?, |name| measure(&dist, name))?;
    let lines: Vec<Line> = groups.iter().flat_map(report::lines).collect();
    if as_json {
        print!("{}", json(&lines));
    } else {
        print!("{}", human(&groups));
    }
    if groups.iter().any(|group| group.name == FILLING && group.files.is_empty()) {
        bail!("no chunk is known as that of the filling pages: see xtask/src/budget/groups.rs");
    }
    let over: Vec<_> =
        groups.iter().filter(|group| !group.is_ok()).map(|group| group.name).collect();
    if !over.is_empty() {
        bail!("over the limit: {}", over.join(", "));
    }
    Ok(())
}

fn measure(dist: &Path, name: &str) -> Result<File> {
    let size = |name: &str| std::fs::metadata(dist.join(name)).map(|data| data.len());
    let raw = size(name).with_context(|| format!("the bundle names {name}, which is not there"))?;
    let brotli = size(&format!("{name}.br")).unwrap_or(raw);
    Ok(File { name: name.into(), raw, brotli })
}

/// Puts each file in the first group that loads it.
fn count(bundle: &Value, measure: impl Fn(&str) -> Result<File>) -> Result<Vec<Group>> {
    let names = |list: &Value| -> Vec<String> {
        let list = list.as_array().into_iter().flatten();
        list.filter_map(|name| name.as_str().map(str::to_owned)).collect()
    };
    let mut wanted: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    wanted.entry(0).or_default().extend(names(&bundle["first"]));
    for (point, files) in bundle["points"].as_object().into_iter().flatten() {
        wanted.entry(group_of(point)).or_default().extend(names(files));
    }
    let mut seen = Vec::new();
    let mut groups = Vec::new();
    for (index, (name, limit)) in groups::ALL.into_iter().enumerate() {
        let mut files = Vec::new();
        for file in wanted.remove(&index).unwrap_or_default() {
            if !seen.contains(&file) {
                files.push(measure(&file)?);
                seen.push(file);
            }
        }
        if !files.is_empty() || name == FIRST || name == FILLING {
            groups.push(Group { name, files, limit });
        }
    }
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_counts_once_where_it_is_first_loaded() {
        let bundle = serde_json::json!({
            "first": ["index.html", "main.wasm"],
            "points": {
                "fill": ["chunk_1.wasm", "split_fill.wasm", "main.wasm"],
                "starting": ["chunk_1.wasm", "split_starting.wasm"],
                "never_heard_of": ["split_new.wasm"],
            },
        });
        let measure = |name: &str| Ok(File { name: name.into(), raw: 100, brotli: 10 });
        let groups = count(&bundle, measure).unwrap();
        let found: Vec<_> = groups
            .iter()
            .map(|group| {
                let names: Vec<_> = group.files.iter().map(|file| file.name.as_str()).collect();
                (group.name, names.join(" "))
            })
            .collect();
        let expected = [
            (FIRST, "index.html main.wasm"),
            (FILLING, "chunk_1.wasm split_fill.wasm"),
            ("account", "split_starting.wasm"),
            ("other", "split_new.wasm"),
        ];
        assert_eq!(found, expected.map(|(name, files)| (name, files.to_owned())));
        assert_eq!(groups[0].sum(|file| file.raw), 200);
        assert_eq!(groups[0].sum(|file| file.brotli), 20);
    }

    #[test]
    fn the_limit_is_the_last_that_is_well() {
        let file = |brotli| File { name: "a".into(), raw: brotli, brotli };
        for (sizes, limit, expected) in [
            (vec![60, 40], Some(100), true),
            (vec![60, 41], Some(100), false),
            (vec![900], None, true),
            (vec![], Some(0), true),
        ] {
            let files = sizes.iter().map(|size| file(*size)).collect();
            assert_eq!(Group { name: "x", files, limit }.is_ok(), expected, "{sizes:?}");
        }
    }
}
