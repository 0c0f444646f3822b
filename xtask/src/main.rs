//! What the project does for itself.
fn main() {}
