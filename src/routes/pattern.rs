//! Addresses with places for values: `/filings/:id/fill/:step?`.

/// The values that an address has in the places of a pattern; none where it does not fit. A
/// place with `?` may be missing. Values are as the address writes them.
pub fn parameters(pattern: &'static str, path: &str) -> Option<Vec<(&'static str, String)>> {
    let mut given = path.split('/').filter(|part| !part.is_empty());
    let mut values = Vec::new();
    for place in pattern.split('/').filter(|part| !part.is_empty()) {
        match (place.strip_prefix(':'), given.next()) {
            (Some(name), Some(value)) => {
                values.push((name.trim_end_matches('?'), value.to_owned()));
            }
            (Some(name), None) if name.ends_with('?') => {}
            (None, Some(part)) if part == place => {}
            _ => return None,
        }
    }
    given.next().is_none().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_fit_their_patterns() {
        for (pattern, path, expect) in [
            ("/", "/", Some("")),
            ("/", "/x", None),
            ("/items/:id", "/items/a.new", Some("id=a.new")),
            ("/items/:id", "/items", None),
            ("/items/:id", "/items/a/b", None),
            ("/items/:id", "/items/a/", Some("id=a")),
            ("/f/:id/fill/:step?", "/f/1/fill", Some("id=1")),
            ("/f/:id/fill/:step?", "/f/1/fill/2", Some("id=1 step=2")),
            ("/f/:id/fill/:step?", "/f/1/other/2", None),
            ("/f/:id/d/:document", "/f/1/d/2", Some("id=1 document=2")),
        ] {
            let found = parameters(pattern, path).map(|values| {
                let values: Vec<String> =
                    values.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
                values.join(" ")
            });
            assert_eq!(found.as_deref(), expect, "{pattern} {path}");
        }
    }
}
