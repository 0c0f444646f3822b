//! What members show of themselves, on its way to the others. What one shows alone goes out at once;
//! where many move at the same time it is gathered, or each of twenty would be told twenty times what
//! fits in one frame.

use std::collections::BTreeMap;
use std::time::Duration;

use bangban_wire::U53;
use tokio::time::Instant;

use super::MemberId;
use crate::realtime::presence::Said;

/// How long it is gathered after something went out: two frames of a screen.
const GATHER: Duration = Duration::from_millis(33);

/// From whom, and what they show.
type Told = (MemberId, Said);

#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Until when it is gathered.
    until: Option<Instant>,
    /// The newest of each client.
    waiting: BTreeMap<U53, Told>,
}

impl Shown {
    /// Takes what a member shows. What is given goes out now; what is not waits for its [turn](Self::due).
    pub(super) fn take(&mut self, now: Instant, from: MemberId, said: Vec<Said>) -> Vec<Told> {
        let told = said.into_iter().map(|one| (from, one));
        if self.until.is_some_and(|until| now < until) {
            self.waiting.extend(told.map(|told| (told.1.client, told)));
            return Vec::new();
        }
        // What waits is due too, and goes first.
        let mut all = std::mem::take(&mut self.waiting);
        all.extend(told.map(|told| (told.1.client, told)));
        self.go(now, all)
    }

    /// When what waits is to go out.
    pub(super) fn due(&self) -> Option<Instant> {
        self.until.filter(|_| !self.waiting.is_empty())
    }

    /// What has waited.
    pub(super) fn turn(&mut self, now: Instant) -> Vec<Told> {
        let all = std::mem::take(&mut self.waiting);
        self.go(now, all)
    }

    fn go(&mut self, now: Instant, all: BTreeMap<U53, Told>) -> Vec<Told> {
        if !all.is_empty() {
            self.until = Some(now + GATHER);
        }
        all.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(client: u64, clock: u64) -> Vec<Said> {
        let number = |number| U53::new(number).unwrap();
        vec![Said { client: number(client), clock: number(clock), state: None }]
    }

    fn clocks(told: &[Told]) -> Vec<(u64, u64, u64)> {
        told.iter().map(|(from, one)| (from.0, one.client.get(), one.clock.get())).collect()
    }

    #[test]
    fn who_is_alone_is_told_of_at_once() {
        let (mut shown, start) = (Shown::default(), Instant::now());
        for turn in 0..3 {
            let now = start + GATHER * turn;
            assert_eq!(shown.take(now, MemberId(1), says(7, 1 + u64::from(turn))).len(), 1);
            assert_eq!(shown.due(), None);
        }
    }

    #[test]
    fn many_are_gathered_and_the_newest_of_each_goes_out() {
        let (mut shown, start) = (Shown::default(), Instant::now());
        assert_eq!(clocks(&shown.take(start, MemberId(1), says(7, 1))), [(1, 7, 1)]);
        let soon = start + GATHER / 2;
        for (member, client, clock) in [(1, 7, 2), (2, 8, 1), (1, 7, 3)] {
            assert_eq!(shown.take(soon, MemberId(member), says(client, clock)).len(), 0);
        }
        assert_eq!(shown.due(), Some(start + GATHER));
        assert_eq!(clocks(&shown.turn(start + GATHER)), [(1, 7, 3), (2, 8, 1)]);
        // And is gathered again from then on.
        let now = start + GATHER + GATHER / 2;
        assert_eq!(shown.take(now, MemberId(2), says(8, 2)).len(), 0);
        assert_eq!(shown.due(), Some(start + GATHER * 2));
        // Where the turn was missed, what waited goes out with what comes.
        let late = start + GATHER * 5;
        assert_eq!(clocks(&shown.take(late, MemberId(1), says(7, 4))), [(1, 7, 4), (2, 8, 2)]);
        assert_eq!(shown.due(), None);
    }
}
