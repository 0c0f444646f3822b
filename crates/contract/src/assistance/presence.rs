//! What the two in a filing see of each other at one moment: what stands in an awareness state of
//! the assist document, besides who it is.
//!
//! Places are fields by their paths (a material is `materials/{id}`) and fractions of what is
//! drawn of a field: each side has its own layout, and what is pointed at on a desktop is the same
//! on a phone. No answer is ever in it. What comes from elsewhere is read key by key; what makes no
//! sense is passed over.

mod peers;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use peers::{Peer, Peers};

/// How often one shows oneself anew, milliseconds.
pub const RENEW: i32 = 15_000;
/// Who has not shown themselves for so long is gone, milliseconds.
pub const REAP: f64 = 30_000.0;
/// How long a circle is shown, milliseconds.
pub const CIRCLE: i32 = 8_000;
/// The longest path of a field, bytes.
const LONGEST_PATH: usize = 160;
/// How far beyond a field a place may be, in its own widths and heights: a circle around two fields
/// begins in one of them.
const BEYOND: f64 = 12.0;

/// What somebody shows of themselves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Presence {
    /// The step that is open, from 1; none where all is looked over, or nothing is said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<u32>,
    /// Whether all is looked over before the submission (核对).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub review: bool,
    /// The field in which they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Whether they write a message.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub typing: bool,
    /// Where they point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<Spot>,
    /// What they have drawn a circle around (画圈).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub circle: Option<Circle>,
    /// Where they ask the other to look (请看这里).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attention: Option<Attention>,
    /// Whether they follow the other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub follow: bool,
}

/// A place on a field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// The field.
    pub at: String,
    /// Of its width, from the left.
    pub x: f64,
    /// Of its height, from the top.
    pub y: f64,
}

/// An ellipse, by the field it begins in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Circle {
    /// The field.
    pub at: String,
    /// Its left edge, of the field's width.
    pub x: f64,
    /// Its upper edge, of the field's height.
    pub y: f64,
    /// Its width, of the field's.
    pub w: f64,
    /// Its height, of the field's.
    pub h: f64,
}

/// A request to look at a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attention {
    /// The field.
    pub at: String,
    /// Counts the requests of who asks.
    pub n: u32,
}

impl Presence {
    /// What a state says, as far as it makes sense.
    pub fn read(state: &Value) -> Self {
        let flag = |key: &str| state.get(key).and_then(Value::as_bool).unwrap_or_default();
        Self {
            step: state.get("step").and_then(whole).filter(|step| (1..=999).contains(step)),
            review: flag("review"),
            field: state.get("field").and_then(path),
            typing: flag("typing"),
            pointer: state.get("pointer").and_then(Spot::read),
            circle: state.get("circle").and_then(Circle::read),
            attention: state.get("attention").and_then(Attention::read),
            follow: flag("follow"),
        }
    }
}

impl Spot {
    /// A place that can be sent: fine enough for any screen, and short.
    pub fn new(at: String, x: f64, y: f64) -> Self {
        Self { at, x: short(x), y: short(y) }
    }

    fn read(value: &Value) -> Option<Self> {
        let at = path(value.get("at")?)?;
        Some(Self { at, x: fraction(value.get("x")?)?, y: fraction(value.get("y")?)? })
    }
}

impl Circle {
    /// An ellipse between two corners, whichever comes first.
    pub fn between(at: String, from: (f64, f64), to: (f64, f64)) -> Self {
        let (x, y) = (from.0.min(to.0), from.1.min(to.1));
        let (w, h) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
        Self { at, x: short(x), y: short(y), w: short(w), h: short(h) }
    }

    /// A little more than the whole field.
    pub fn around(at: String) -> Self {
        Self { at, x: -0.02, y: -0.08, w: 1.04, h: 1.16 }
    }

    fn read(value: &Value) -> Option<Self> {
        let at = path(value.get("at")?)?;
        let one = |key: &str| value.get(key).and_then(fraction);
        let circle = Self { at, x: one("x")?, y: one("y")?, w: one("w")?, h: one("h")? };
        (circle.w >= 0.0 && circle.h >= 0.0).then_some(circle)
    }
}

impl Attention {
    fn read(value: &Value) -> Option<Self> {
        Some(Self { at: path(value.get("at")?)?, n: value.get("n").and_then(whole)? })
    }
}

fn whole(value: &Value) -> Option<u32> {
    // A browser's parser knows one kind of number.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range")]
    let whole = |number: f64| {
        let fits = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
        fits.then_some(number as u32)
    };
    whole(value.as_f64()?)
}

fn path(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    let fits = !text.is_empty() && text.len() <= LONGEST_PATH;
    (fits && !text.chars().any(char::is_control)).then(|| text.to_owned())
}

fn fraction(value: &Value) -> Option<f64> {
    value.as_f64().filter(|part| part.is_finite() && (-BEYOND..=BEYOND).contains(part))
}

fn short(part: f64) -> f64 {
    if part.is_finite() { (part.clamp(-BEYOND, BEYOND) * 1_000.0).round() / 1_000.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let all = Presence {
            step: Some(2),
            review: true,
            field: Some("org/name".into()),
            typing: true,
            pointer: Some(Spot::new("org/name".into(), 0.123_456, 2.0)),
            circle: Some(Circle::between("materials/x".into(), (0.9, 0.1), (0.1, 0.8))),
            attention: Some(Attention { at: "org/name".into(), n: 3 }),
            follow: true,
        };
        for shown in [all, Presence::default()] {
            assert_eq!(Presence::read(&serde_json::to_value(&shown).unwrap()), shown);
        }
        assert_eq!(serde_json::to_value(Presence::default()).unwrap(), json!({}));
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        let long = "x".repeat(161);
        let field = |field: &str| Presence { field: Some(field.into()), ..Presence::default() };
        for (state, expected) in [
            (json!(null), Presence::default()),
            (json!([1]), Presence::default()),
            (json!({"step": "2", "field": "a"}), field("a")),
            (json!({"step": -1}), Presence::default()),
            (json!({"step": 1.5}), Presence::default()),
            (json!({"step": 0}), Presence::default()),
            (json!({"step": 2.0}), Presence { step: Some(2), ..Presence::default() }),
            (json!({"field": ""}), Presence::default()),
            (json!({"field": "a\u{0}b"}), Presence::default()),
            (json!({"field": long}), Presence::default()),
            (json!({"typing": 1, "follow": "yes"}), Presence::default()),
            (json!({"pointer": {"at": "a", "x": 1e9, "y": 0}, "field": "b"}), field("b")),
            (json!({"pointer": {"at": "a", "x": 1}}), Presence::default()),
            (json!({"circle": {"at": "a", "x": 0, "y": 0, "w": -1, "h": 1}}), Presence::default()),
            (json!({"attention": {"at": "a", "n": 4_294_967_296_u64}}), Presence::default()),
            (json!({"attention": "a"}), Presence::default()),
        ] {
            assert_eq!(Presence::read(&state), expected, "{state}");
        }
    }

    #[test]
    fn places_are_short() {
        assert_eq!(Spot::new("a".into(), f64::NAN, 99.0), Spot { at: "a".into(), x: 0.0, y: 12.0 });
        let circle = Circle::between("a".into(), (0.5, 0.5), (0.25, 0.75));
        assert_eq!((circle.x, circle.y, circle.w, circle.h), (0.25, 0.5, 0.25, 0.25));
    }
}
