//! The REST contract between the app and a district's backend: types, problem codes, roles.
