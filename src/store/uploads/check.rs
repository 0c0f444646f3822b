//! What can be known of a file before a byte of it is sent.

use bangban_forms::Material;

use crate::platform::files::{Picked, read, slice};

/// What a material takes.
pub(super) struct Limits {
    pub(super) material: String,
    accept: Vec<String>,
    max_bytes: u64,
    max_files: u32,
}

impl Limits {
    pub(super) fn of(material: &Material) -> Self {
        Self {
            material: material.id.clone(),
            accept: material.accept.clone(),
            max_bytes: material.max_bytes,
            max_files: material.max_files,
        }
    }
}

/// Why a file was not taken.
#[derive(Clone, PartialEq)]
pub enum Rejection {
    /// Not a type of file that the material takes.
    Type(String),
    /// Its content is not what its name says, or is damaged.
    Content(String),
    /// Larger than allowed: name, its size, the limit.
    TooLarge(String, u64, u64),
    /// Nothing in it.
    Empty(String),
    /// The material has as many files as it may.
    TooMany(u32),
    /// It cannot be read.
    Unreadable(String),
}

/// Checks a file by its size, its first bytes and its name; gives its media type.
pub(super) async fn check(
    limits: &Limits,
    file: &Picked,
    have: usize,
) -> Result<&'static str, Rejection> {
    let name = || file.name.clone();
    if have >= limits.max_files as usize {
        return Err(Rejection::TooMany(limits.max_files));
    }
    if file.size == 0 {
        return Err(Rejection::Empty(name()));
    }
    if file.size > limits.max_bytes {
        return Err(Rejection::TooLarge(name(), file.size, limits.max_bytes));
    }
    let head = slice(&file.blob, 0, file.size.min(16));
    let head = match head {
        Some(head) => read(&head).await,
        None => None,
    };
    let Some(head) = head else { return Err(Rejection::Unreadable(name())) };
    let named = by_name(&file.name);
    match (by_content(&head), named) {
        (Some(found), named) if limits.accept.iter().any(|accepted| accepted == found) => {
            // A photograph that was renamed is still a photograph; a PDF called .jpg is a slip.
            match named {
                Some(named) if named != found => Err(Rejection::Content(name())),
                _ => Ok(found),
            }
        }
        (None, Some(named)) if limits.accept.iter().any(|accepted| accepted == named) => {
            Err(Rejection::Content(name()))
        }
        _ => Err(Rejection::Type(name())),
    }
}

fn by_content(head: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 3] = [
        (b"%PDF-", "application/pdf"),
        (&[0xff, 0xd8, 0xff], "image/jpeg"),
        (&[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a], "image/png"),
    ];
    SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature))
        .map(|(_, media_type)| *media_type)
}

fn by_name(name: &str) -> Option<&'static str> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    match extension.as_str() {
        "pdf" => Some("application/pdf"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "png" => Some("image/png"),
        _ => None,
    }
}
