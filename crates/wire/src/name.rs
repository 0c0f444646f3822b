//! Names of documents that carry a session.

/// Stands between the name of a document and a session in it.
const SEPARATOR: char = '\0';

/// The document and the session of a name on the wire. A client that opens one document twice on
/// one socket tells the two apart by a session; most names have none.
pub fn split_session(name: &str) -> (&str, Option<&str>) {
    match name.split_once(SEPARATOR) {
        Some((document, session)) => (document, Some(session)),
        None => (name, None),
    }
}

/// The name on the wire of a session of a document.
pub fn join_session(document: &str, session: &str) -> String {
    let mut name = String::with_capacity(document.len() + 1 + session.len());
    name.push_str(document);
    name.push(SEPARATOR);
    name.push_str(session);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_follows_the_first_separator() {
        assert_eq!(split_session("答卷"), ("答卷", None));
        assert_eq!(split_session(&join_session("答卷", "s1")), ("答卷", Some("s1")));
        assert_eq!(split_session("a\0b\0c"), ("a", Some("b\0c")));
    }
}
