//! Chunks in packs: one file a split point with all that it needs. Many small files would each
//! be a request, and compress badly: a tenth of the bytes.
//!
//! A chunk that several points need is in each of their packs; it is instantiated once.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Result, bail};

use crate::bind::Parts;
use crate::merge::merge;

/// Points that are only reached from another one: what that one has brought is not packed again.
/// An assistant's page is made of what filling is made of.
const BEHIND: [(&str, &str); 4] =
    [("merging", "fill"), ("finishing", "fill"), ("assist", "fill"), ("staff_work", "fill")];

/// What one file holds.
#[derive(Debug, PartialEq)]
pub struct Pack {
    /// The split point that it is for.
    pub point: String,
    /// The split point that has to be there before.
    behind: Option<String>,
    /// Its chunks; the last is the point's own.
    chunks: Vec<String>,
}

/// Which packs there are.
pub fn plan(needs: &BTreeMap<String, Vec<String>>) -> Vec<Pack> {
    let of = |(point, chunks): (&String, &Vec<String>)| {
        let behind = BEHIND.iter().find(|(behind, _)| behind == point).map(|(_, before)| *before);
        let brought = behind.and_then(|before| needs.get(before));
        let is_new = |chunk: &&String| !brought.is_some_and(|brought| brought.contains(chunk));
        Pack {
            point: point.clone(),
            behind: brought.and(behind).map(str::to_owned),
            chunks: chunks.iter().filter(is_new).cloned().collect(),
        }
    };
    needs.iter().map(of).collect()
}

/// Makes one module of the chunks that are in the same packs: they come together or not at all.
pub fn unite(chunks: &mut BTreeMap<String, Vec<u8>>, packs: &mut [Pack]) -> Result<()> {
    let mut within: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, pack) in packs.iter().enumerate() {
        for chunk in &pack.chunks {
            within.entry(chunk.clone()).or_default().push(at);
        }
    }
    let mut groups: BTreeMap<Vec<usize>, Vec<String>> = BTreeMap::new();
    for (chunk, packs) in within {
        groups.entry(packs).or_default().push(chunk);
    }
    for mut group in groups.into_values() {
        // A point's own chunk gives the whole its name, and its place at the end.
        let is_own = |name: &String| packs.iter().any(|pack| pack.chunks.last() == Some(name));
        if let Some(own) = group.iter().position(is_own) {
            group.swap(0, own);
        }
        let [name, others @ ..] = &group[..] else { continue };
        let bytes: Vec<&[u8]> =
            group.iter().filter_map(|name| Some(&chunks.get(name)?[..])).collect();
        if bytes.len() != group.len() {
            bail!("a chunk of {group:?} is not there");
        }
        let whole = merge(&bytes)?;
        for pack in packs.iter_mut() {
            pack.chunks.retain(|chunk| !others.contains(chunk));
        }
        chunks.retain(|chunk, _| !others.contains(chunk));
        chunks.insert(name.clone(), whole);
    }
    Ok(())
}

impl Pack {
    /// Its name.
    pub fn file(&self) -> String {
        [&self.point, ".pack"].concat()
    }

    /// Its bytes: how many modules, number and length of each (32 bits, the lowest first), and
    /// the modules one after the other.
    pub fn write(&self, chunks: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>> {
        let mut head = u32::try_from(self.chunks.len())?.to_le_bytes().to_vec();
        let mut body = Vec::new();
        for name in &self.chunks {
            let number = chunks.keys().position(|known| known == name);
            let (Some(number), Some(chunk)) = (number, chunks.get(name)) else {
                bail!("{} needs {name}, which is not there", self.point)
            };
            head.extend(u32::try_from(number)?.to_le_bytes());
            head.extend(u32::try_from(chunk.len())?.to_le_bytes());
            body.extend_from_slice(chunk);
        }
        head.append(&mut body);
        Ok(head)
    }
}

/// The script that fetches packs, in place of the splitter's, which fetches chunks.
pub fn link(splitter: &str, packs: &[Pack]) -> Result<String> {
    let shares = splitter
        .split_once("const { ")
        .and_then(|(_, rest)| rest.split_once(" } = initSync("))
        .map(|(shares, _)| shares)
        .filter(|shares| !shares.contains(['{', ';']));
    let Some(shares) = shares else {
        bail!("the splitter's script is not of the form that is known here")
    };
    let mut script =
        format!("import {{ initSync }} from \"./{}\";\nconst PACKS = {{\n", Parts::GLUE);
    for pack in packs {
        let behind = pack.behind.as_deref().unwrap_or_default();
        let _ = writeln!(script, "{}: [\"./{}\", {behind:?}],", pack.point, pack.file());
    }
    let _ = write!(
        script,
        "}};\nlet sides;\nconst shares = () => {{\n    if (!sides) {{\n        const {{ {shares} }} = initSync();\n        sides = {{ __wasm_split: {{ {shares} }} }};\n    }}\n    return sides;\n}};\n{LOADER}"
    );
    for pack in packs {
        let loader = format!("__wasm_split_load_{}", pack.point);
        if !splitter.contains(&loader) {
            bail!("the splitter's script loads no {}", pack.point);
        }
        let _ = writeln!(script, "export const {loader} = asked({:?});", pack.point);
    }
    Ok(script)
}

/// Fetches a pack once, instantiates what of it is not there yet, the point's own module last,
/// and tells the app how it went. What failed is not remembered: it may be asked for again.
const LOADER: &str = r"const coming = {};
const there = {};
const once = (memory, name, begin) => {
    if (!memory[name]) {
        memory[name] = begin();
        memory[name].catch(() => delete memory[name]);
    }
    return memory[name];
};
const load = (point) => once(coming, point, async () => {
    const [address, behind] = PACKS[point];
    const fetched = fetch(new URL(address, import.meta.url)).then((response) => {
        if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
        return response.arrayBuffer();
    });
    fetched.catch(() => {});
    if (behind) await load(behind);
    const bytes = await fetched;
    const head = new DataView(bytes);
    const count = head.getUint32(0, true);
    const begun = [];
    let at = 4 + 8 * count;
    for (let next = 0; next < count; next += 1) {
        const number = head.getUint32(4 + 8 * next, true);
        const module = new Uint8Array(bytes, at, head.getUint32(8 + 8 * next, true));
        at += module.length;
        if (next === count - 1) await Promise.all(begun);
        begun.push(once(there, number, () => WebAssembly.instantiate(module, shares())));
    }
    await Promise.all(begun);
});
const asked = (point) => async (callback, data) => {
    let is_there = true;
    try {
        await load(point);
    } catch (cause) {
        console.error(cause);
        is_there = false;
    }
    shares().__wasm_split.__indirect_function_table.get(callback)(data, is_there);
};
";

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks() -> BTreeMap<String, Vec<u8>> {
        [("chunk_1", 1), ("chunk_2", 2), ("split_fill", 3), ("split_merging", 4), ("split_me", 5)]
            .into_iter()
            .map(|(name, length)| (name.to_owned(), vec![0; length]))
            .collect()
    }

    fn needs(needs: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        needs.iter().map(|(point, chunks)| ((*point).to_owned(), names(chunks))).collect()
    }

    /// What points need, and the head of each pack.
    type Case<'a> = (&'a [(&'a str, &'a [&'a str])], &'a [&'a [u32]]);

    #[test]
    fn each_point_has_all_that_it_needs_but_for_what_is_there_before_it() {
        let fill: (&str, &[&str]) = ("fill", &["chunk_1", "chunk_2", "split_fill"]);
        let merging: (&str, &[&str]) = ("merging", &["chunk_2", "split_merging"]);
        let me: (&str, &[&str]) = ("me", &["chunk_1", "split_me"]);
        let cases: [Case<'_>; 2] = [
            (&[fill, me, merging], &[&[3, 0, 1, 1, 2, 2, 3], &[2, 0, 1, 3, 5], &[1, 4, 4]]),
            (&[me, merging], &[&[2, 0, 1, 3, 5], &[2, 1, 2, 4, 4]]),
        ];
        for (points, expected) in cases {
            let packs = plan(&needs(points));
            assert_eq!(packs.len(), expected.len());
            for (pack, expected) in packs.iter().zip(expected) {
                let bytes = pack.write(&chunks()).unwrap();
                let head: Vec<u32> = bytes[..expected.len() * 4]
                    .chunks(4)
                    .map(|word| u32::from_le_bytes(word.try_into().unwrap()))
                    .collect();
                assert_eq!(head, *expected, "{pack:?}");
                let lengths: u32 = expected.iter().skip(2).step_by(2).sum();
                assert_eq!(bytes.len(), head.len() * 4 + lengths as usize);
            }
        }
        assert!(plan(&needs(&[("fill", &["chunk_9"])]))[0].write(&chunks()).is_err());
    }

    #[test]
    fn only_the_splitters_script_is_taken() {
        let packs = plan(&needs(&[("me", &["split_me"])]));
        let known = "const { memory, table } = initSync(undefined, undefined);\n\
                     export const __wasm_split_load_me = 1;";
        assert!(link(known, &packs).unwrap().contains("{ memory, table } = initSync()"));
        let others = [
            "",
            "const { memory } = initSync(1)",
            "const { a; } = initSync(1) __wasm_split_load_me",
        ];
        for other in others {
            assert!(link(other, &packs).is_err(), "{other}");
        }
    }
}
