//! What a process takes, as Linux tells it.

use std::fs::read_to_string;

/// Ticks of `/proc/…/stat` a second: Linux has shown so many to programs since ever.
const TICKS: f64 = 100.0;

/// A process by its id.
#[derive(Clone, Copy, Debug)]
pub struct Process(pub u32);

impl Process {
    /// Resident memory, KiB.
    pub fn memory(self) -> Option<u64> {
        resident(&read_to_string(format!("/proc/{}/status", self.0)).ok()?)
    }

    /// Time of processors that it has taken, seconds.
    pub fn processors(self) -> Option<f64> {
        taken(&read_to_string(format!("/proc/{}/stat", self.0)).ok()?)
    }
}

fn resident(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The fields after the program's name, which may have spaces and brackets in it: user and system
/// time are the twelfth and thirteenth.
fn taken(stat: &str) -> Option<f64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let (user, system) = (fields.next()?, fields.next()?);
    Some((user.parse::<f64>().ok()? + system.parse::<f64>().ok()?) / TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_and_time() {
        assert_eq!(resident("Name:\tx\nVmRSS:\t   18604 kB\n"), Some(18604));
        assert_eq!(resident("Name:\tx\n"), None);
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194560 1 0 0 0 250 50 0 0 20 0 1 0";
        assert_eq!(taken(stat), Some(3.0));
        assert_eq!(taken(""), None);
    }
}
