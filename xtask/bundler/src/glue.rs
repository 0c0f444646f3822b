//! wasm-bindgen's glue script made small: without what nobody uses, with short names for what
//! only the script and the module say to each other, and minified by npm's `terser`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::bind::Parts;
use crate::module::{Rewriting, rewrite};
use crate::scratch::Scratch;

/// Makes the scripts and the main module small. `terser` is the script of that name.
pub fn shrink(parts: &mut Parts, terser: &Path, scratch: &Scratch) -> Result<()> {
    let Some(glue) = parts.scripts.get_mut(Parts::GLUE) else { bail!("there is no glue") };
    let names = short_names(glue);
    *glue = without_classes(&renamed(glue, &names));
    for (name, text) in &mut parts.scripts {
        *text = minified(terser, scratch, name, text)?;
    }
    let said: String = parts.scripts.values().map(String::as_str).collect();
    let rewriting = Rewriting {
        import: &|name| names.get(name).cloned(),
        export: &|name| {
            let name = names.get(name).map_or(name, String::as_str);
            words(&said).any(|word| word == name).then(|| name.to_owned())
        },
    };
    parts.main = rewrite(&parts.main, &rewriting)?;
    Ok(())
}

/// A short name for each import that ends in a hash, as `__wbg_delete_a1677b105dc0626e`, and for
/// each export that is a mangled path: they do not compress, and stand in the script and in the
/// module.
fn short_names(glue: &str) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for word in words(glue) {
        let hash = word.rsplit_once('_').map_or("", |(_, hash)| hash);
        let is_hashed = hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        let is_long = word.starts_with("__wb") && is_hashed || word.starts_with("_R");
        if is_long && !names.contains_key(word) {
            names.insert(word.to_owned(), format!("i{}", names.len()));
        }
    }
    names
}

/// The words of a script: its names, whole.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'))
        .filter(|word| !word.is_empty())
}

/// The script with whole names replaced.
fn renamed(text: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(word) = words(rest).next() {
        let at = word.as_ptr() as usize - rest.as_ptr() as usize;
        out.push_str(&rest[..at]);
        out.push_str(names.get(word).map_or(word, String::as_str));
        rest = &rest[at + word.len()..];
    }
    out + rest
}

/// The script without the classes that it exports: they are for scripts that make such objects,
/// and there is none. What they used goes with the minifier, which finds it unused.
fn without_classes(glue: &str) -> String {
    let mut out = String::with_capacity(glue.len());
    let mut classes = Vec::new();
    let mut is_within = false;
    for line in glue.lines() {
        if let Some(rest) = line.strip_prefix("export class ") {
            classes.push(rest.split(' ').next().unwrap_or(rest).to_owned());
            is_within = true;
        }
        let is_about = |class: &String| {
            line.strip_prefix("if (Symbol.dispose) ").is_some_and(|rest| {
                rest.strip_prefix(class.as_str()).is_some_and(|rest| rest.starts_with('.'))
            })
        };
        if !is_within && !classes.iter().any(is_about) {
            out.push_str(line);
            out.push('\n');
        }
        is_within = is_within && line != "}";
    }
    out
}

/// The same script in fewer bytes.
pub fn minified(terser: &Path, scratch: &Scratch, name: &str, text: &str) -> Result<String> {
    let flat = name.replace('/', "-");
    let (input, output) = (scratch.path().join(&flat), scratch.path().join(format!("{flat}.min")));
    std::fs::write(&input, text)?;
    let done = Command::new("node")
        .arg(terser)
        .arg(&input)
        .args(["--module", "--ecma", "2020", "--compress", "passes=3,pure_new=true", "--mangle"])
        .arg("--output")
        .arg(&output)
        .output()
        .context("cannot start node")?;
    if !done.status.success() {
        bail!("terser failed on {name}: {}", String::from_utf8_lossy(&done.stderr));
    }
    std::fs::read_to_string(&output).with_context(|| format!("terser wrote nothing for {name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashed_names_get_short_ones() {
        let glue = "{ __wbg_now_0123456789abcdef: f, __wbg_now_0123456789abcdef0: g, \
                    __wbindgen_cast_0000000000000001: h, x_0123456789abcdef: i, _RNvC1a: j }";
        let names = short_names(glue);
        assert_eq!(
            renamed(glue, &names),
            "{ i0: f, __wbg_now_0123456789abcdef0: g, i1: h, x_0123456789abcdef: i, i2: j }"
        );
    }

    #[test]
    fn exported_classes_go() {
        let glue = "import * as a from 'a';\nexport class A {\n    free() {\n    }\n}\n\
                    if (Symbol.dispose) A.prototype[Symbol.dispose] = A.prototype.free;\n\
                    class B {\n}\nif (Symbol.dispose) B.prototype.x = 1;\n";
        let expected =
            "import * as a from 'a';\nclass B {\n}\nif (Symbol.dispose) B.prototype.x = 1;\n";
        assert_eq!(without_classes(glue), expected);
    }
}
