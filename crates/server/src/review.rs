//! Review (审批): the rules of a filing's life, the moves, and the demo clerk.

pub mod clerk;
pub mod lifecycle;
pub mod limit;
pub mod moves;
