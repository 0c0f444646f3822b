//! A form as the body of a Word document (`WordprocessingML`, ECMA-376): A4, plain tables.

use super::Version;
use super::block::{Block, Sheet};

/// Height of an empty row, twentieths of a point.
const ROW: u32 = 480;
/// What stands at the top of a sample (样表).
const IS_SAMPLE: &str = "示范数据，仅供填写时参考，请勿直接提交";
/// What stands at the top of what one gets (结果样本).
const IS_RESULT: &str = "样本：示范数据，仅供了解办理结果的样式，不具有法律效力";

/// `word/document.xml`.
pub(super) fn document(sheet: &Sheet, version: Version) -> String {
    let mut out = Body::default();
    let mark = match version {
        Version::Blank => None,
        Version::Sample => Some(IS_SAMPLE),
        Version::Result => Some(IS_RESULT),
    };
    if let Some(mark) = mark {
        out.paragraph(mark, "center", 21, Some("C00000"));
    }
    out.paragraph(&sheet.title, "center", 36, None);
    for block in &sheet.blocks {
        out.block(block, version);
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1304\" w:right=\"1304\" w:bottom=\"1304\" w:left=\"1304\" \
         w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        out.0
    )
}

#[derive(Default)]
struct Body(String);

impl Body {
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string never fails.
        let _ = std::fmt::Write::write_fmt(&mut self.0, text);
    }

    fn block(&mut self, block: &Block, version: Version) {
        let is_sample = version != Version::Blank;
        match block {
            Block::Text(text) => self.paragraph(text, "both", 24, None),
            Block::Gaps(blank, sample) => {
                self.paragraph(if is_sample { sample } else { blank }, "both", 24, None);
            }
            Block::Note(text) => self.paragraph(text, "both", 18, Some("595959")),
            Block::Fields(fields) => {
                let rows: Vec<[&str; 2]> = fields
                    .iter()
                    .map(|(name, sample)| [name.as_str(), if is_sample { sample } else { "" }])
                    .collect();
                self.table(rows.iter().map(|row| row.as_slice()), &[30, 70], false);
            }
            Block::Table { columns, rows, sample } => {
                let head: Vec<&str> = columns.iter().map(String::as_str).collect();
                let mut all = vec![head];
                if is_sample {
                    all.extend(sample.iter().map(|row| row.iter().map(String::as_str).collect()));
                } else {
                    all.extend((0..*rows).map(|_| vec![""; columns.len()]));
                }
                let share = 100 / u32::try_from(columns.len().max(1)).unwrap_or(1);
                let shares = vec![share; columns.len()];
                self.table(all.iter().map(Vec::as_slice), &shares, true);
            }
            Block::Area { name, lines, sample } => {
                self.paragraph(name, "left", 24, None);
                if is_sample {
                    for text in sample {
                        self.paragraph(text, "both", 24, None);
                    }
                } else {
                    let rows = vec![[""]; *lines];
                    self.table(rows.iter().map(|row| row.as_slice()), &[100], false);
                }
            }
            Block::Sign(lines) => {
                for (name, sample) in lines {
                    let given =
                        if is_sample { sample.as_str() } else { "　　　　　　　　" };
                    self.paragraph(&format!("{name}：{given}"), "right", 24, None);
                }
            }
        }
    }

    /// A paragraph; `size` in half points.
    fn paragraph(&mut self, text: &str, align: &str, size: u32, colour: Option<&str>) {
        self.add(format_args!(
            "<w:p><w:pPr><w:spacing w:before=\"80\" w:after=\"80\" w:line=\"360\" \
             w:lineRule=\"auto\"/><w:jc w:val=\"{align}\"/></w:pPr>{}</w:p>",
            run(text, size, colour)
        ));
    }

    /// A table as wide as the page; `shares` of the width in percent.
    fn table<'t>(&mut self, rows: impl Iterator<Item = &'t [&'t str]>, shares: &[u32], head: bool) {
        self.0.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>");
        for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
            self.add(format_args!(
                "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"808080\"/>"
            ));
        }
        self.0.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
        for share in shares {
            self.add(format_args!("<w:gridCol w:w=\"{}\"/>", share * 9298 / 100));
        }
        self.0.push_str("</w:tblGrid>");
        for (at, row) in rows.enumerate() {
            // The head stands again on each further page.
            let again = if head && at == 0 { "<w:tblHeader/>" } else { "" };
            self.add(format_args!(
                "<w:tr><w:trPr><w:trHeight w:val=\"{ROW}\" w:hRule=\"atLeast\"/>{again}</w:trPr>"
            ));
            for (share, cell) in shares.iter().zip(row) {
                self.add(format_args!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"pct\"/><w:vAlign w:val=\"center\"/>\
                     </w:tcPr><w:p>{}</w:p></w:tc>",
                    share * 50,
                    run(cell, 21, None)
                ));
            }
            self.0.push_str("</w:tr>");
        }
        // Tables without a paragraph between them are one table to a word processor.
        self.0.push_str("</w:tbl><w:p/>");
    }
}

fn run(text: &str, size: u32, colour: Option<&str>) -> String {
    let colour = colour.map(|it| format!("<w:color w:val=\"{it}\"/>")).unwrap_or_default();
    format!(
        "<w:r><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" \
         w:eastAsia=\"宋体\"/>{colour}<w:sz w:val=\"{size}\"/></w:rPr>\
         <w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escaped(text)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
