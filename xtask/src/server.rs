//! The reference backend as a child of ours: started, awaited, and stopped so that it can end
//! what it is doing.

use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{http, project};

/// How long it may take to be ready: the first start makes the database.
const READY: Duration = Duration::from_mins(1);
/// How long it may take to end by itself.
const END: Duration = Duration::from_secs(15);
const HEALTH: &str = "/api/v1/health";
/// What a shell says of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A server that runs. Ends when this is dropped, and before us at Ctrl-C.
pub struct Server {
    child: Arc<Mutex<Child>>,
    port: u16,
}

impl Server {
    /// Starts it on a port of the loopback address, and waits until it is ready.
    pub fn start(port: u16, set: impl FnOnce(&mut Command)) -> Result<Self> {
        let mut command = Command::new(project::served("bangban-server"));
        command.current_dir(project::root()).arg("--listen").arg(format!("127.0.0.1:{port}"));
        set(&mut command);
        // A group of its own: Ctrl-C then reaches us alone, and we end it in good order.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().context("the server cannot be started")?;
        let child = Arc::new(Mutex::new(child));
        let server = Self { child: Arc::clone(&child), port };
        ctrlc::set_handler(move || {
            eprintln!("\n▸ ending the server");
            stop(&child);
            std::process::exit(INTERRUPTED);
        })?;
        server.wait_ready()?;
        Ok(server)
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How it ended, if it has.
    pub fn ended(&self) -> Result<Option<ExitStatus>> {
        Ok(lock(&self.child).try_wait()?)
    }

    fn wait_ready(&self) -> Result<()> {
        let start = Instant::now();
        let mut last = String::from("no answer");
        while start.elapsed() < READY {
            if let Some(status) = self.ended()? {
                bail!("the server ended as it started ({status}); what it said stands above");
            }
            match http::get(self.port, HEALTH) {
                Ok(answer) if (200..300).contains(&answer.status) => return Ok(()),
                Ok(answer) => last = format!("{HEALTH} answers {}", answer.status),
                Err(error) => last = format!("{error}"),
            }
            sleep(Duration::from_millis(100));
        }
        bail!("the server is not ready after {} s: {last}", READY.as_secs());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        stop(&self.child);
    }
}

/// A child is as it is, whoever panicked while holding it.
fn lock(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Asks it to end, and waits for it.
fn stop(child: &Mutex<Child>) {
    let mut child = lock(child);
    if !matches!(child.try_wait(), Ok(None)) {
        return;
    }
    terminate(&mut child);
    let start = Instant::now();
    while start.elapsed() < END {
        if !matches!(child.try_wait(), Ok(None)) {
            return;
        }
        sleep(Duration::from_millis(20));
    }
    // It had its time; nothing else is left to do, whether or not this works.
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(unix)]
fn terminate(child: &mut Child) {
    let Ok(id) = i32::try_from(child.id()) else { return };
    // It may have ended by itself, which is what is wanted.
    let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(id), nix::sys::signal::SIGTERM);
}

#[cfg(not(unix))]
fn terminate(child: &mut Child) {
    let _ = child.kill();
}

/// Refuses a port that is taken, in words that help.
pub fn check_free(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "port {port} is in use by another program. End it, or choose another port: \
             cargo xtask run --port {}",
            port.saturating_add(1)
        ),
        Err(error) => Err(error).with_context(|| format!("port {port} cannot be used")),
    }
}

/// A port that is free now.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
