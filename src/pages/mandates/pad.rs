//! Drawing a signature, and showing one.

use bangban_contract::mandate::Strokes;
use bangban_contract::mandate::signature::{HEIGHT, MOST_POINTS, WIDTH};
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{mandate as words, t};
use crate::platform::pen;

/// The area of a signature, as SVG says it.
fn area() -> String {
    ["0 0 ", &WIDTH.to_string(), " ", &HEIGHT.to_string()].concat()
}

/// Lines as one path.
fn path(strokes: &Strokes) -> String {
    let mut path = String::new();
    for stroke in strokes {
        for (at, [x, y]) in stroke.iter().enumerate() {
            path.push(if at == 0 { 'M' } else { 'L' });
            path.push_str(&x.to_string());
            path.push(' ');
            path.push_str(&y.to_string());
        }
        // A dot is seen too.
        if let [[x, y]] = stroke.as_slice() {
            for part in ["L", &(x + 1).to_string(), " ", &y.to_string()] {
                path.push_str(part);
            }
        }
    }
    path
}

/// A signature that stands.
pub(super) fn drawn(strokes: &Strokes, name: String) -> AnyView {
    view! {
        <svg class="signature" viewBox=area() role="img" aria-label=name>
            <path d=path(strokes) fill="none"></path>
        </svg>
    }
    .into_any()
}

/// A mark in place of a signature, for who cannot write: a ring and a cross (画押).
fn mark() -> Strokes {
    let points = [
        (620, 200),
        (585, 285),
        (500, 320),
        (415, 285),
        (380, 200),
        (415, 115),
        (500, 80),
        (585, 115),
        (620, 200),
    ];
    let ring = points.map(|(x, y)| [x, y]).to_vec();
    vec![ring, vec![[440, 140], [560, 260]], vec![[560, 140], [440, 260]]]
}

/// The area to draw in.
pub(super) fn pad(strokes: RwSignal<Strokes>) -> AnyView {
    let draws = RwSignal::new(false);
    let add = move |point: Option<[u16; 2]>, begins: bool| {
        let Some(point) = point else { return };
        strokes.update(|all| {
            if all.iter().map(Vec::len).sum::<usize>() >= MOST_POINTS {
                return;
            }
            match all.last_mut() {
                Some(last) if !begins => {
                    if last.last() != Some(&point) {
                        last.push(point);
                    }
                }
                _ => all.push(vec![point]),
            }
        });
    };
    view! {
        <p id="sign-here">{t(words::SIGN_HERE)}</p>
        <div
            class="pad"
            role="img"
            aria-label=t(words::SIGN_PAD)
            on:pointerdown=move |event| {
                event.prevent_default();
                pen::hold(&event);
                draws.set(true);
                add(pen::point(&event), true);
            }
            on:pointermove=move |event| {
                if draws.get_untracked() {
                    add(pen::point(&event), false);
                }
            }
            on:pointerup=move |_| draws.set(false)
            on:pointercancel=move |_| draws.set(false)
        >
            <svg class="signature" viewBox=area() aria-hidden="true" preserveAspectRatio="none">
                <path d=move || strokes.with(path) fill="none"></path>
            </svg>
        </div>
        <div class="btns">
            <button type="button" class="btn slim" on:click=move |_| strokes.set(Vec::new())>
                {t(words::CLEAR)}
            </button>
            <button type="button" class="btn slim" on:click=move |_| strokes.set(mark())>
                {t(words::MARK)}
            </button>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bangban_contract::mandate::Signature;

    #[test]
    fn a_mark_is_as_good_as_a_signature() {
        let signature = Signature { digest: String::new(), strokes: mark() };
        assert!(signature.is_drawn());
    }

    #[test]
    fn lines_as_a_path() {
        for (strokes, expected) in [
            (vec![], ""),
            (vec![vec![[1, 2], [3, 4]], vec![[5, 6], [7, 8]]], "M1 2L3 4M5 6L7 8"),
            (vec![vec![[1, 2]]], "M1 2L2 2"),
        ] {
            assert_eq!(path(&strokes), expected);
        }
    }
}
