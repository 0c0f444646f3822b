//! The small, safe subset of `pattern`: `^…$` of literals, classes, `\d` and `\w`, each with `?`,
//! `*`, `+`, `{n}` or `{m,n}`. No groups, no alternatives, hence no surprises in cost.

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
                '\\' => (escape(chars.next()?)?, false),
                '.' => (vec![('\0', char::MAX)], false),
                '(' | ')' | '|' | '?' | '*' | '+' | '{' | '}' | ']' | '^' | '$' => return None,
                c => (vec![(c, c)], false),
            };
            let (min, max) = quantifier(&mut chars)?;
            items.push(Item { ranges, negated, min, max });
        }
        Some(Pattern { items })
    }

    /// Whether the whole text fits. Cost: items × characters².
    pub fn fits(&self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().collect();
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
                ranges.extend(escape(chars.next()?)?);
                continue;
            }
            c => c,
        };
        let mut ahead = chars.clone();
        if ahead.next() == Some('-') && ahead.peek().is_some_and(|c| *c != ']') {
            chars.next();
            let to = chars.next()?;
            if to < from || to == '\\' {
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

fn escape(c: char) -> Option<Vec<(char, char)>> {
    match c {
        'd' => Some(vec![('0', '9')]),
        'w' => Some(vec![('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
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
