//! Working days and statutory clocks. Pure.
