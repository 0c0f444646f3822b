//! The count, for people and for machines.

use std::fmt::Write;

use serde_json::json as object;

use super::{File, Group};

/// One figure.
pub struct Line {
    measure: String,
    value: u64,
    limit: Option<u64>,
    ok: bool,
}

/// The figures of a group: its sum, and each file.
pub fn lines(group: &Group) -> Vec<Line> {
    let figure = |name: &str, value, limit, ok| Line {
        measure: format!("budget.{}.{name}", group.name),
        value,
        limit,
        ok,
    };
    let mut out = vec![
        figure("raw", group.sum(|file| file.raw), None, true),
        figure("brotli", group.sum(|file| file.brotli), group.limit, group.is_ok()),
    ];
    for File { name, raw, brotli } in &group.files {
        out.push(figure(&format!("{name}.raw"), *raw, None, true));
        out.push(figure(&format!("{name}.brotli"), *brotli, None, true));
    }
    out
}

/// One object a line.
pub fn json(lines: &[Line]) -> String {
    lines.iter().fold(String::new(), |out, line| {
        let object = object!({
            "measure": line.measure,
            "value": line.value,
            "unit": "bytes",
            "limit": line.limit,
            "ok": line.ok,
        });
        out + &object.to_string() + "\n"
    })
}

/// A table.
pub fn human(groups: &[Group]) -> String {
    let mut out = String::new();
    for group in groups {
        let _ = writeln!(out, "\n{:<60}{:>10}{:>10}", group.name, "raw", "brotli");
        for file in &group.files {
            let _ = writeln!(out, "  {:<58}{:>10}{:>10}", file.name, file.raw, file.brotli);
        }
        let (raw, brotli) = (group.sum(|file| file.raw), group.sum(|file| file.brotli));
        let _ = write!(out, "  {:<58}{raw:>10}{brotli:>10}", "together");
        match group.limit {
            Some(limit) if group.is_ok() => {
                let _ = writeln!(out, "  within {limit}");
            }
            Some(limit) => {
                let _ = writeln!(out, "  OVER {limit} by {}", brotli - limit);
            }
            None => out.push('\n'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        let files = vec![File { name: "a.js".into(), raw: 30, brotli: 12 }];
        let group = Group { name: "filling", files, limit: Some(10) };
        assert!(human(&[group]).contains("OVER 10 by 2"));
        let group = Group { name: "filling", files: vec![], limit: Some(10) };
        let lines = json(&lines(&group));
        let last: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
        assert_eq!(
            last,
            object!({"measure": "budget.filling.brotli", "value": 0, "unit": "bytes", "limit": 10, "ok": true})
        );
    }
}
