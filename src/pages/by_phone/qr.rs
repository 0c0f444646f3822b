//! A QR code as one path.

use bangban_markup::view;
use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around it, as ISO/IEC 18004 asks.
const QUIET: usize = 4;

/// Draws a text, black on white whatever the page's colours are, with a name for who does not
/// see it. None where the text is longer than a code can be.
pub(in crate::pages) fn qr(text: &str, name: &'static str) -> Option<AnyView> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    let side = (code.width() + 2 * QUIET).to_string();
    let paper = ["M0 0h", &side, "v", &side, "H0z"].concat();
    let dark = path(&code.to_colors(), code.width());
    Some(
        view! {
            <svg
                class="qr"
                viewBox=["0 0 ", &side, " ", &side].concat()
                role="img"
                aria-label=name
                shape-rendering="crispEdges"
            >
                <path d=paper fill="#fff"></path>
                <path d=dark fill="#000"></path>
            </svg>
        }
        .into_any(),
    )
}

/// A rectangle for each run of dark modules in a row.
fn path(colors: &[Color], width: usize) -> String {
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                for part in ["M", &(x + QUIET).to_string(), " ", &(y + QUIET).to_string(), "h"] {
                    path.push_str(part);
                }
                let run = run.to_string();
                for part in [&*run, "v1h-", &run, "z"] {
                    path.push_str(part);
                }
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_modules_are_runs_inside_the_quiet_zone() {
        use Color::{Dark, Light};
        for (colors, expected) in [
            (vec![Light; 4], ""),
            (vec![Dark, Dark, Light, Light], "M4 4h2v1h-2z"),
            (vec![Dark, Light, Light, Dark], "M4 4h1v1h-1zM5 5h1v1h-1z"),
        ] {
            assert_eq!(path(&colors, 2), expected);
        }
    }
}
