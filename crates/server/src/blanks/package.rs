//! The package around a document (Open Packaging Conventions): a ZIP of three deflated parts,
//! with one fixed time, so that the same form gives the same bytes.

use std::io::{self, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    </Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    </Relationships>";

/// 1 January 2026 as DOS writes a date.
const DAY: u16 = ((2026 - 1980) << 9) | (1 << 5) | 1;

/// Packs `word/document.xml`.
pub(super) fn pack(document: &str) -> io::Result<Vec<u8>> {
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", document),
    ];
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let at = size(out.len())?;
        let mut deflated = DeflateEncoder::new(Vec::new(), Compression::best());
        deflated.write_all(content.as_bytes())?;
        let deflated = deflated.finish()?;
        let mut crc = Crc::new();
        crc.update(content.as_bytes());
        // What both headers say: version, flags, method, time, date, CRC, sizes, name, extra.
        let mut facts = Vec::new();
        for word in [20_u16, 0, 8, 0, DAY] {
            facts.extend(word.to_le_bytes());
        }
        for long in [crc.sum(), size(deflated.len())?, size(content.len())?] {
            facts.extend(long.to_le_bytes());
        }
        facts.extend(u16::try_from(name.len()).map_err(io::Error::other)?.to_le_bytes());
        facts.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&facts);
        out.extend(name.as_bytes());
        out.extend(deflated);
        directory.extend(b"PK\x01\x02");
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&facts);
        // No comment, one disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (at, length, count) = (size(out.len())?, size(directory.len())?, 3_u16);
    out.extend(directory);
    out.extend(b"PK\x05\x06");
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    Ok(out)
}

fn size(length: usize) -> io::Result<u32> {
    u32::try_from(length).map_err(io::Error::other)
}
