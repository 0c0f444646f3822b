//! Review (审批): the rules of a filing's life, the moves, what was submitted in
//! words, and the demo clerk.

pub mod answers;
pub mod clerk;
pub mod lifecycle;
pub mod limit;
pub mod moves;
