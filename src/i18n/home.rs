//! Words of the first page.
#![allow(missing_docs)]

use super::{Message, message};

pub const TITLE: Message = message("想办什么事？", "What do you need to do?");
