//! Widgets that know only what they are given.

pub mod chat;
pub mod dialog;
pub mod el;
pub mod filing_line;
pub mod icon;
pub mod load;
pub mod mark;
pub mod notice;
pub mod page;
pub mod pager;
pub mod phone;
pub mod rating;
pub mod search_box;
pub mod tag;
pub mod text;
pub mod toast;
