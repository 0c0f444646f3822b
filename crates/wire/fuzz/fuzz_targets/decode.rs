//! No bytes bring the codec down, and what it accepts it writes back to the same bytes.

#![no_main]

use bangban_wire::{Frame, Limits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(frame) = Frame::decode(bytes, &Limits::DEFAULT) {
        assert_eq!(frame.encode(), bytes);
    }
});
