//! Small settings of this device (`localStorage`): language, type size. Never anything that
//! was filled, and nothing about a person.

fn area() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// A setting.
pub fn read(key: &str) -> Option<String> {
    area()?.get_item(key).ok()?
}

/// Keeps a setting. A browser that keeps nothing is no error: the setting lasts until the
/// page is closed.
pub fn write(key: &str, value: &str) {
    if let Some(area) = area() {
        let _ = area.set_item(key, value);
    }
}

/// Takes a setting away.
pub fn forget(key: &str) {
    if let Some(area) = area() {
        let _ = area.remove_item(key);
    }
}
