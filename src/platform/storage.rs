//! Small settings of this device (`localStorage`): language, type size. Nothing about a person,
//! and nothing that was filled but what `sync::parting` leaves there for a moment. And what a
//! single tab keeps until it is closed (`sessionStorage`).

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

/// The names that begin like this.
pub fn beginning(with: &str) -> Vec<String> {
    let Some(area) = area() else { return Vec::new() };
    let keys = js_sys::Object::keys(&area);
    keys.iter().filter_map(|key| key.as_string()).filter(|key| key.starts_with(with)).collect()
}

fn of_tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// What this tab keeps under a name.
pub fn read_tab(key: &str) -> Option<String> {
    of_tab()?.get_item(key).ok()?
}

/// Keeps it for this tab; nothing where it is empty.
pub fn write_tab(key: &str, value: &str) {
    if let Some(area) = of_tab() {
        let _ = if value.is_empty() { area.remove_item(key) } else { area.set_item(key, value) };
    }
}

/// Takes away all that this tab keeps.
pub fn clear_tab() {
    if let Some(area) = of_tab() {
        let _ = area.clear();
    }
}
