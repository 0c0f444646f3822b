//! Looks over an update before yrs decodes it.
//!
//! yrs 0.28 panics on some damaged bytes (a client id beyond 53 bits, clocks that overflow),
//! and a panic ends the app: one damaged row of the log on this device would then end it at
//! each opening. So what is let through is exactly what documents of ours consist of: text,
//! JSON values, what was deleted, in root types. Layout: Yjs update encoding version 1.
//!
//! An update that comes before one that it follows is not given to yrs either, which loses
//! text when it puts several such together: it waits here for what it needs.

use std::str::from_utf8;

use crate::MergeError::{self, Malformed, Refused};

/// Client ids are integers that JavaScript holds exactly.
const LARGEST_CLIENT: u64 = (1 << 53) - 1;
/// No document comes near this many insertions by one client.
const LARGEST_CLOCK: u64 = (1 << 31) - 1;
/// JSON values lie no deeper in each other.
const DEEPEST: u32 = 32;

/// What there is in an update that is well formed.
#[derive(Default)]
pub(crate) struct Checked<'a> {
    /// The roots that it names: any that the document has not seen are among them.
    pub(crate) roots: Vec<&'a str>,
    pub(crate) needs: Needs,
    /// Its items, where they are asked for.
    pub(crate) items: Option<Vec<Item<'a>>>,
}

/// An item of an update.
pub(crate) struct Item<'a> {
    pub(crate) client: u64,
    pub(crate) clock: u64,
    pub(crate) length: u64,
    pub(crate) place: Place<'a>,
}

/// In which type an item is.
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    /// In this root.
    Root(&'a str),
    /// In that of the item of this client that holds this clock.
    Beside(u64, u64),
}

/// What a document must hold before an update can be taken in.
#[derive(Default)]
pub(crate) struct Needs {
    /// Clients, and how far each must be known.
    before: Vec<(u64, u64)>,
    /// Clients, and how far each must be known when the update itself is counted.
    with: Vec<(u64, u64)>,
    /// Clients, and how far the update itself goes.
    brings: Vec<(u64, u64)>,
}

impl Needs {
    /// Whether all is there, by how far each client is known.
    pub(crate) fn are_met(&self, known: impl Fn(u64) -> u64) -> bool {
        let brought = |client| self.brings.iter().filter(move |(by, _)| *by == client);
        self.before.iter().all(|(client, clock)| known(*client) >= *clock)
            && self.with.iter().all(|(client, clock)| {
                known(*client) >= *clock || brought(*client).any(|(_, end)| end >= clock)
            })
    }
}

/// That an update (encoding version 1) consists of nothing but what documents of ours do, so
/// that yrs can take it in. For whoever applies updates of others without a [`Draft`].
///
/// [`Draft`]: crate::Draft
pub fn check(update: &[u8]) -> Result<(), MergeError> {
    checked(update).map(drop)
}

/// The clients by which an update (encoding version 1) writes. For whoever binds client ids to
/// those who use them: one that is used by two makes each lose what the other wrote.
///
/// # Errors
/// Where it is no update of ours.
pub fn clients(update: &[u8]) -> Result<Vec<u64>, MergeError> {
    Ok(checked(update)?.needs.brings.into_iter().map(|(client, _)| client).collect())
}

/// That bytes are a state vector (encoding version 1) which yrs can read.
pub fn check_state_vector(vector: &[u8]) -> Result<(), MergeError> {
    let mut bytes = Bytes(vector);
    for _ in 0..bytes.number(LARGEST_CLOCK)? {
        bytes.number(LARGEST_CLIENT)?;
        bytes.number(LARGEST_CLOCK)?;
    }
    if bytes.0.is_empty() { Ok(()) } else { Err(Malformed) }
}

/// Checks the same, and gives what the update asks of the document.
pub(crate) fn checked(update: &[u8]) -> Result<Checked<'_>, MergeError> {
    look_over(update, Checked::default())
}

/// The items of an update, besides.
pub(crate) fn items(update: &[u8]) -> Result<Vec<Item<'_>>, MergeError> {
    let checked = Checked { items: Some(Vec::new()), ..Checked::default() };
    Ok(look_over(update, checked)?.items.unwrap_or_default())
}

fn look_over<'a>(update: &'a [u8], mut checked: Checked<'a>) -> Result<Checked<'a>, MergeError> {
    let mut bytes = Bytes(update);
    for _ in 0..bytes.number(LARGEST_CLOCK)? {
        structs(&mut bytes, &mut checked)?;
    }
    for _ in 0..bytes.number(LARGEST_CLOCK)? {
        let client = bytes.number(LARGEST_CLIENT)?;
        for _ in 0..bytes.number(LARGEST_CLOCK)? {
            let clock = bytes.number(LARGEST_CLOCK)?;
            let length = bytes.number(LARGEST_CLOCK)?;
            within(clock + length)?;
            note(&mut checked.needs.with, client, clock + length);
        }
    }
    if bytes.0.is_empty() { Ok(checked) } else { Err(Malformed) }
}

/// The structs of one client, which follow each other without a hole.
fn structs<'a>(bytes: &mut Bytes<'a>, checked: &mut Checked<'a>) -> Result<(), MergeError> {
    let count = bytes.number(LARGEST_CLOCK)?;
    let client = bytes.number(LARGEST_CLIENT)?;
    let mut clock = bytes.number(LARGEST_CLOCK)?;
    note(&mut checked.needs.before, client, clock);
    for _ in 0..count {
        let info = bytes.byte()?;
        let length = match info {
            // Collected, or known to be missing here.
            0 | 10 => bytes.number(LARGEST_CLOCK)?,
            info => item(bytes, checked, info, client, clock)?,
        };
        if length == 0 {
            return Err(Malformed);
        }
        clock += length;
        within(clock)?;
        if info == 10 {
            note(&mut checked.needs.before, client, clock);
        }
    }
    note(&mut checked.needs.brings, client, clock);
    Ok(())
}

/// Remembers the furthest clock of a client.
fn note(clocks: &mut Vec<(u64, u64)>, client: u64, clock: u64) {
    match clocks.iter_mut().find(|(known, _)| *known == client) {
        Some((_, furthest)) => *furthest = clock.max(*furthest),
        None => clocks.push((client, clock)),
    }
}

/// An item; gives its length.
fn item<'a>(
    bytes: &mut Bytes<'a>,
    checked: &mut Checked<'a>,
    info: u8,
    client: u64,
    clock: u64,
) -> Result<u64, MergeError> {
    let (left, right, key) = (info & 0x80 != 0, info & 0x40 != 0, info & 0x20 != 0);
    let mut place = Place::Root("");
    for there in [left, right] {
        if there {
            let neighbour = bytes.number(LARGEST_CLIENT)?;
            let at = bytes.number(LARGEST_CLOCK)?;
            if at >= clock && neighbour == client {
                return Err(Malformed); // stands beside what comes after it
            }
            note(&mut checked.needs.with, neighbour, at + 1);
            if !matches!(place, Place::Beside(..)) {
                place = Place::Beside(neighbour, at);
            }
        }
    }
    if !left && !right {
        if bytes.number(LARGEST_CLOCK)? != 1 {
            return Err(Refused); // in a type that is no root
        }
        let root = bytes.text()?;
        place = Place::Root(root);
        if checked.roots.last() != Some(&root) {
            checked.roots.push(root);
        }
        if key {
            bytes.text()?;
        }
    }
    let length = match info & 0x1f {
        1 => bytes.number(LARGEST_CLOCK)?,
        4 => bytes.text()?.encode_utf16().count() as u64,
        8 => {
            let count = bytes.number(LARGEST_CLOCK)?;
            for _ in 0..count {
                value(bytes, 0)?;
            }
            count
        }
        2 | 3 | 5 | 6 | 7 | 9 | 11 => return Err(Refused),
        _ => return Err(Malformed),
    };
    if let Some(items) = &mut checked.items {
        items.push(Item { client, clock, length, place });
    }
    Ok(length)
}

/// A JSON value, as lib0 writes it.
fn value(bytes: &mut Bytes<'_>, depth: u32) -> Result<(), MergeError> {
    if depth > DEEPEST {
        return Err(Refused);
    }
    match bytes.byte()? {
        120 | 121 | 126 | 127 => {}
        125 => bytes.signed()?,
        124 => drop(bytes.take(4)?),
        122 | 123 => drop(bytes.take(8)?),
        119 => drop(bytes.text()?),
        118 => {
            for _ in 0..bytes.number(LARGEST_CLOCK)? {
                bytes.text()?;
                value(bytes, depth + 1)?;
            }
        }
        117 => {
            for _ in 0..bytes.number(LARGEST_CLOCK)? {
                value(bytes, depth + 1)?;
            }
        }
        116 => return Err(Refused),
        _ => return Err(Malformed),
    }
    Ok(())
}

fn within(clock: u64) -> Result<(), MergeError> {
    if clock > LARGEST_CLOCK { Err(Malformed) } else { Ok(()) }
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], MergeError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, MergeError> {
        self.take(1).map(|taken| taken[0])
    }

    /// A number of seven bits a byte, lowest first.
    fn number(&mut self, largest: u64) -> Result<u64, MergeError> {
        let mut number = 0;
        for shift in (0..56).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return if number > largest { Err(Malformed) } else { Ok(number) };
            }
        }
        Err(Malformed)
    }

    /// A number with a sign; what it is does not matter here.
    fn signed(&mut self) -> Result<(), MergeError> {
        for _ in 0..8 {
            if self.byte()? < 0x80 {
                return Ok(());
            }
        }
        Err(Malformed)
    }

    fn text(&mut self) -> Result<&'a str, MergeError> {
        let length = self.number(LARGEST_CLOCK)?;
        let length = usize::try_from(length).map_err(|_| Malformed)?;
        from_utf8(self.take(length)?).map_err(|_| Malformed)
    }
}
