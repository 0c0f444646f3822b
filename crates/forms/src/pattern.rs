//! The small, safe subset of `pattern`: `^…$` of literals, classes, `\d` and `\w`, each with `?`,
//! `*`, `+`, `{n}` or `{m,n}`. No groups, no alternatives, hence no surprises in cost.

/// The longest text that is matched, in characters.
const LONGEST: usize = 1_000;

/// A compiled pattern.
pub(crate) struct Pattern {
    items: Vec<Item>,
}

struct Item {
    /// Inclusive ranges; `negated` turns them round.
    ranges: Vec<(char, char)>,
    negated: bool,
    min: usize,
    max: usize,
}

impl Item {
    fn fits(&self, c: char) -> bool {
        self.ranges.iter().any(|(a, b)| (*a..=*b).contains(&c)) != self.negated
    }
}

impl Pattern {
    /// Compiles; `None` for anything outside the subset.
    pub fn new(text: &str) -> Option<Pattern> {
        let body = text.strip_prefix('^')?.strip_suffix('$')?;
        let mut chars = body.chars().peekable();
        let mut items: Vec<Item> = Vec::new();
        while let Some(c) = chars.next() {
            let (ranges, negated) = match c {
                '[' => class(&mut chars)?,
                '\\' => (escape(&mut chars)?, false),
                '.' => (vec![('\0', char::MAX)], false),
                '(' | ')' | '|' | '?' | '*' | '+' | '{' | '}' | ']' | '^' | '$' => return None,
                c => (vec![(c, c)], false),
            };
            let (min, max) = quantifier(&mut chars)?;
            items.push(Item { ranges, negated, min, max });
        }
        Some(Pattern { items })
    }

    /// Whether the whole text fits. Cost: items × characters², hence nothing longer than
    /// [`LONGEST`] fits.
    pub fn fits(&self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().collect();
        if chars.len() > LONGEST {
            return false;
        }
        // Positions in the text that the items so far can reach.
        let mut reach = vec![false; chars.len() + 1];
        reach[0] = true;
        for item in &self.items {
            let mut next = vec![false; chars.len() + 1];
            for start in 0..=chars.len() {
                if !reach[start] {
                    continue;
                }
                let mut count = 0;
                loop {
                    if count >= item.min {
                        next[start + count] = true;
                    }
                    if count == item.max
                        || start + count == chars.len()
                        || !item.fits(chars[start + count])
                    {
                        break;
                    }
                    count += 1;
                }
            }
            reach = next;
        }
        reach[chars.len()]
    }
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn class(chars: &mut Chars) -> Option<(Vec<(char, char)>, bool)> {
    let mut ranges = Vec::new();
    let negated = chars.next_if_eq(&'^').is_some();
    loop {
        let from = match chars.next()? {
            ']' => return (!ranges.is_empty()).then_some((ranges, negated)),
            '[' => return None,
            '\\' => {
                let escaped = escape(chars)?;
                if let [(from, to)] = escaped[..]
                    && from == to
                {
                    from
                } else {
                    ranges.extend(escaped);
                    continue;
                }
            }
            c => c,
        };
        let mut ahead = chars.clone();
        if ahead.next() == Some('-') && ahead.peek().is_some_and(|c| *c != ']') {
            chars.next();
            let to = match chars.next()? {
                '\\' => match escape(chars)?[..] {
                    [(a, b)] if a == b => a,
                    _ => return None,
                },
                c => c,
            };
            if to < from {
                return None;
            }
            ranges.push((from, to));
        } else {
            ranges.push((from, from));
        }
    }
}

fn quantifier(chars: &mut Chars) -> Option<(usize, usize)> {
    let counts = match chars.peek() {
        Some('?') => (0, 1),
        Some('*') => (0, usize::MAX),
        Some('+') => (1, usize::MAX),
        Some('{') => {
            chars.next();
            let mut text = String::new();
            while *chars.peek()? != '}' {
                text.push(chars.next()?);
            }
            bounds(&text)?
        }
        _ => return Some((1, 1)),
    };
    chars.next();
    Some(counts)
}

/// What follows a backslash: a class, a code point, or a sign that stands for itself.
fn escape(chars: &mut Chars) -> Option<Vec<(char, char)>> {
    match chars.next()? {
        'd' => Some(vec![('0', '9')]),
        'w' => Some(vec![('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
        'u' => {
            let mut code = 0;
            for _ in 0..4 {
                code = code * 16 + chars.next()?.to_digit(16)?;
            }
            let c = char::from_u32(code)?;
            Some(vec![(c, c)])
        }
        c if c.is_ascii_alphanumeric() => None,
        c => Some(vec![(c, c)]),
    }
}

fn bounds(text: &str) -> Option<(usize, usize)> {
    let (min, max) = match text.split_once(',') {
        None => (text, text),
        Some((min, "")) => (min, "9999"),
        Some(both) => both,
    };
    let (min, max) = (min.parse().ok()?, max.parse().ok()?);
    (min <= max && max > 0).then_some((min, max))
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn fits_what_the_whole_pattern_says() {
        let cases = [
            (r"^JY\d{14}$", "JY11201160000001", true),
            (r"^JY\d{14}$", "JY1120116000000", false),
            (r"^JY\d{14}$", "XJY11201160000001", false),
            (r"^[A-Z]{2,3}-?\d+$", "AB12", true),
            (r"^[A-Z]{2,3}-?\d+$", "ABC-1", true),
            (r"^[A-Z]{2,3}-?\d+$", "A-1", false),
            (r"^a*ab?$", "aaa", true),
            (r"^[^0-9]*$", "一二三", true),
            (r"^[^0-9]*$", "一2三", false),
            (r"^[\u4e00-\u9fff]{2,}$", "天津", true),
            (r"^[\u4e00-\u9fff]{2,}$", "tj", false),
            (r"^第[一二三]+批$", "第二批", true),
            (r"^[\w.-]+$", "a_b-c.d", true),
            (r"^\.$", ".", true),
            (r"^\.$", "x", false),
            (r"^.{2}$", "一二", true),
            (r"^$", "", true),
        ];
        for (pattern, text, expected) in cases {
            let compiled = Pattern::new(pattern).expect(pattern);
            assert_eq!(compiled.fits(text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn refuses_what_is_outside_the_subset() {
        for pattern in [
            "a", "^a", "a$", "^(a)$", "^a|b$", r"^\bx$", "^[a$", "^a{2$", "^a{3,2}$", "^a{x}$",
            "^*$", "^[]$", "^[b-a]$", r"^\u12$", "^a**$", r"^a\$", "^a{0}$",
        ] {
            assert!(Pattern::new(pattern).is_none(), "{pattern}");
        }
    }
}
