//! One module per route; each wires `store` and `api` to `ui`.

/// Makes a route that is loaded when it is first opened: `$name` shows `$view`. Without the
/// feature `lazy` it is part of the app.
///
/// `$name` has to differ from every other lazy page of the app: the chunk is named after it.
#[macro_export]
macro_rules! lazy_page {
    ($(#[$meta:meta])* $name:ident, $view:path) => {
        $(#[$meta])*
        pub struct $name;

        #[cfg_attr(feature = "lazy", leptos_router::lazy_route)]
        impl leptos_router::LazyRoute for $name {
            fn data() -> Self {
                Self
            }

            #[cfg(feature = "lazy")]
            fn view(_this: Self) -> leptos::prelude::AnyView {
                $view()
            }

            #[cfg(not(feature = "lazy"))]
            async fn view(_this: Self) -> leptos::prelude::AnyView {
                $view()
            }
        }
    };
}

pub mod document;
pub mod filing;
pub mod filings;
pub mod fill;
pub mod guide;
pub mod home;
pub mod me;
pub mod not_found;
pub mod receipt;
pub mod review;
pub mod scenes;
pub mod search;
pub mod sign_in;
