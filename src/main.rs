//! The browser app.
fn main() {
    bangban::app::start();
}
