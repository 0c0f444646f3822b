//! Pure form engine: JSON Schema and UI schema in, form model out.
