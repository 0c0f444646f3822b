//! A Chromium with its driver, and a font with Chinese characters: the tests run in it.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::setup::packages;
use crate::tool;

const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];
const GET: &str = "Install Chromium with its driver and a Chinese font (on Debian/Ubuntu as root: \
                   apt-get install chromium chromium-driver fonts-noto-cjk), or name them by the \
                   environment variables CHROMIUM and CHROMEDRIVER";

/// Where they are.
pub struct Chromium {
    /// The browser.
    pub browser: PathBuf,
    /// What drives it.
    pub driver: PathBuf,
}

/// Finds them, or installs them where that can be done.
pub fn ensure() -> Result<Chromium> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if !packages::can_install() {
        bail!("Chromium or its driver is missing. {GET}");
    }
    packages::install("Chromium", &PACKAGES, GET)?;
    find().ok_or_else(|| anyhow::anyhow!("Chromium is installed but not found. {GET}"))
}

fn find() -> Option<Chromium> {
    let named = |variable: &str| std::env::var_os(variable).map(PathBuf::from);
    let browser = named("CHROMIUM").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| tool::find(name))
    })?;
    let driver = named("CHROMEDRIVER").or_else(|| tool::find("chromedriver"))?;
    Some(Chromium { browser, driver })
}
