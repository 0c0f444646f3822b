//! Blank forms and samples: every link of a guide or a form leads to a document that a word
//! processor opens.

use std::collections::BTreeSet;
use std::io::Read;

use bangban_server::blanks::{self, Blank};
use bangban_server::guides;
use flate2::read::DeflateDecoder;

/// The text of `word/document.xml`, by the directory at the end of the package.
fn document(blank: &Blank) -> String {
    let bytes = &blank.bytes;
    let long = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let short = |at: usize| u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()) as usize;
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let (count, mut at) = (short(end + 10), long(end + 16));
    let mut found = String::new();
    for _ in 0..count {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (packed, length, named) = (long(at + 20), long(at + 24), short(at + 28));
        let name = std::str::from_utf8(&bytes[at + 46..at + 46 + named]).unwrap();
        let local = long(at + 42);
        assert_eq!(&bytes[local..local + 4], b"PK\x03\x04");
        let from = local + 30 + short(local + 26) + short(local + 28);
        let mut content = String::new();
        DeflateDecoder::new(&bytes[from..from + packed]).read_to_string(&mut content).unwrap();
        assert_eq!(content.len(), length, "{name}");
        let mut crc = flate2::Crc::new();
        crc.update(content.as_bytes());
        assert_eq!(crc.sum() as usize, long(at + 16), "{name}");
        if name == "word/document.xml" {
            found = content;
        }
        at += 46 + named;
    }
    found
}

/// Every element that opens is closed, in order: enough of XML for what is written here.
fn is_well_formed(xml: &str) -> bool {
    let mut open = Vec::new();
    for part in xml.split('<').skip(1) {
        let tag = part.split('>').next().unwrap_or_default();
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with('?') || tag.ends_with('/') {
            continue;
        }
        if tag.starts_with('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else {
            open.push(name);
        }
    }
    open.is_empty()
}

#[test]
fn every_link_leads_to_a_document() {
    let (guides, blanks) = (guides::load().unwrap(), blanks::load().unwrap());
    let mut linked = BTreeSet::new();
    for (item, body) in &guides.bodies {
        for material in &body.materials {
            assert_eq!(material.blank_file.is_some(), material.sample_file.is_some(), "{item}");
            for path in material.blank_file.iter().chain(&material.sample_file) {
                assert!(blanks.contains_key(path), "{item} links {path}");
                linked.insert(path.clone());
            }
        }
    }
    assert_eq!(linked, blanks.keys().cloned().collect(), "what nothing links is for nobody");
    assert!(linked.len() >= 18);
}

#[test]
fn a_document_is_whole_and_a_sample_says_that_it_is_one() {
    for (path, blank) in blanks::load().unwrap() {
        let text = document(&blank);
        assert!(is_well_formed(&text), "{path}");
        assert_eq!(text.contains("示范数据"), path.ends_with("/sample.docx"), "{path}");
        // Nobody's answers are in a blank form.
        if path.ends_with("/blank.docx") {
            assert!(!text.contains("示例"), "{path}");
        }
        assert!(blank.bytes.len() < 20_000, "{path}");
    }
}
