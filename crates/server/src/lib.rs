//! The reference backend: REST, uploads, submission, and the demo district.
