//! Blank forms, samples of them and of results: every link of a guide or a form leads to a document that a word
//! processor opens.

use std::collections::BTreeSet;
use std::io::Read;

use bangban_server::blanks::{self, Blank};
use bangban_server::config::Config;
use bangban_server::{demo, guides};
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

/// What stands in a document, one text behind the other.
fn texts(blank: &Blank) -> String {
    document(blank)
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text)
        .collect()
}

#[test]
fn every_guide_has_a_sample_of_what_one_gets() {
    let mut config = Config::with_data(std::env::temp_dir());
    config.demo = true;
    let district = demo::district(&config).unwrap();
    let (written, mut seen) = (guides::load().unwrap(), 0);
    for guide in &district.guides {
        for result in guide.body.iter().flat_map(|body| &body.results) {
            let path = result.sample_file.as_ref().expect(&guide.item.id);
            let sample = &district.blanks[path];
            assert_eq!(sample.name, format!("{}（样本）.docx", result.name.zh));
            let text = texts(sample);
            assert!(is_well_formed(&document(sample)), "{path}");
            assert!(text.starts_with("样本：示范数据"), "{path}");
            for said in ["示例", "发证机关", &guide.item.department_name.zh] {
                assert!(text.contains(said), "{path} does not say {said}");
            }
            // A decision is called by what it decides.
            if written.results.lines.contains_key(path) {
                assert!(text.contains(&result.name.zh), "{path} is of another name");
            }
            assert!(sample.bytes.len() < 20_000, "{path}");
            seen += 1;
        }
    }
    assert_eq!(seen, written.bodies.len());
}

/// A decision that this system makes is shown as it is written.
#[test]
fn the_sample_of_a_decision_is_the_decision() {
    let district = demo::district(&Config::with_data(std::env::temp_dir())).unwrap();
    let text = texts(&district.blanks["/results/special-working-hours.new/1.docx"]);
    let wanted = [
        "企业实行不定时工作制和综合计算工时工作制决定书",
        "帮办准字〔2026〕第000000号",
        "津港物流示例公司",
        "根据《中华人民共和国行政许可法》第三十八条第一款",
        "依法申请行政复议",
        "2026年11月24日",
    ];
    for said in wanted {
        assert!(text.contains(said), "does not say {said}: {text}");
    }
}
