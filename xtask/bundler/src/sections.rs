//! Drops the custom sections of a wasm module: names and debugging information, which nothing
//! at run time reads. Done after wasm-bindgen, which needs them.

use anyhow::{Context, Result, bail};

/// Magic and version 1 (WebAssembly core specification, section 5.5.16).
const PREAMBLE: [u8; 8] = *b"\0asm\x01\0\0\0";
/// Id of a custom section.
const CUSTOM: u8 = 0;

/// The module without them.
pub fn strip(module: &[u8]) -> Result<Vec<u8>> {
    let Some(mut rest) = module.strip_prefix(&PREAMBLE) else { bail!("not a wasm module") };
    let mut out = PREAMBLE.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let (size, header) = length(after).context("a section without a length")?;
        let end = header.checked_add(size).filter(|end| *end <= after.len());
        let end = end.context("a section longer than the module")?;
        if id != CUSTOM {
            out.extend_from_slice(&rest[..=end]);
        }
        rest = &after[end..];
    }
    Ok(out)
}

/// An unsigned LEB128 number of at most 32 bits, and how many bytes it takes.
fn length(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0_u64;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            let value = u32::try_from(value).ok()?;
            return Some((usize::try_from(value).ok()?, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_go_and_others_stay() {
        let module = |sections: &[&[u8]]| [&PREAMBLE[..], &sections.concat()].concat();
        let types: &[u8] = &[1, 1, 0];
        let name: &[u8] = &[0, 5, 4, b'n', b'a', b'm', b'e'];
        // A length may be written in more bytes than it needs.
        let padded: &[u8] = &[10, 0x81, 0x80, 0, 0];
        let cases = [
            (vec![], vec![]),
            (vec![types], vec![types]),
            (vec![name, types, name], vec![types]),
            (vec![padded, name, types], vec![padded, types]),
        ];
        for (before, after) in cases {
            assert_eq!(strip(&module(&before)).unwrap(), module(&after), "{before:?}");
        }
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let cut = [&PREAMBLE[..], &[1, 9, 0]].concat();
        let endless = [&PREAMBLE[..], &[1, 0xff, 0xff, 0xff, 0xff, 0xff, 0]].concat();
        let unsaid = [&PREAMBLE[..], &[1]].concat();
        for bytes in [&b""[..], b"<html>", &cut, &endless, &unsaid] {
            assert!(strip(bytes).is_err(), "{bytes:?}");
        }
    }
}
