//! The protocol's side of the backend, over the real router and a real database.

mod http {
    pub mod rig;

    mod bodies;
    mod catalogue;
    mod cors;
    mod csrf;
    mod files;
    mod headers;
    mod log;
    mod openapi;
    mod problems;
    mod session;
    mod shutdown;
}
