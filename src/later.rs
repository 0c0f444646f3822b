//! Parts of the app that come as chunks of their own when they are first needed.
//!
//! A part that does not come is no end of the app: whoever asked for it is told, and may ask
//! again.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::platform::sheet;
use crate::ui::el::{child, el};
use crate::ui::notice::{failure, skeleton};

/// A part that did not come: the network failed.
#[derive(Debug)]
pub struct Absent;

#[cfg(feature = "lazy")]
impl From<leptos::wasm_split::SplitLoaderError> for Absent {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Something on its way.
pub type Coming<T> = Pin<Box<dyn Future<Output = Result<T, Absent>>>>;

/// Makes a function of which the code is in the chunk `$chunk`, and one that fetches the chunk
/// beforehand. Functions of one chunk come together. Without the feature `lazy` both are part
/// of the app.
#[macro_export]
macro_rules! later {
    (
        $chunk:ident, $fetch:ident;
        $(#[$meta:meta])*
        $vis:vis fn $name:ident($($arg:ident: $type:ty),*) -> $out:ty { $($body:tt)* }
    ) => {
        $(#[$meta])*
        #[cfg(feature = "lazy")]
        #[leptos::wasm_split::wasm_split(
            $chunk,
            wasm_split_path = leptos::wasm_split,
            fallible,
            preload(#[allow(dead_code, missing_docs)] $fetch)
        )]
        $vis fn $name($($arg: $type),*) -> Result<$out, $crate::later::Absent> {
            Ok({ $($body)* })
        }

        $(#[$meta])*
        #[cfg(not(feature = "lazy"))]
        #[allow(clippy::unused_async)]
        $vis async fn $name($($arg: $type),*) -> Result<$out, $crate::later::Absent> {
            Ok({ $($body)* })
        }

        #[allow(dead_code, missing_docs)]
        #[cfg(not(feature = "lazy"))]
        $vis async fn $fetch() -> Result<(), $crate::later::Absent> {
            Ok(())
        }
    };
}

/// A part that has a style sheet of its own, an element `<link id>` of the page: both come at
/// once.
pub async fn with_sheet<T>(
    id: &'static str,
    part: impl Future<Output = Result<T, Absent>>,
) -> Result<T, Absent> {
    let sheet = sheet::wear(id);
    let part = part.await;
    sheet.await;
    part
}

/// Shows a part as soon as it is there; until then, that it is on its way.
pub fn show(come: impl Fn() -> Coming<AnyView> + 'static) -> AnyView {
    show_boxed(Box::new(come), true)
}

/// The same for what is beside a page, as a dialog is: until it is there, nothing is shown.
pub fn show_beside(come: impl Fn() -> Coming<AnyView> + 'static) -> AnyView {
    show_boxed(Box::new(come), false)
}

/// What comes, as long as somebody is there to take it: a part would find nothing any more of the
/// page that it belongs to, and must not begin.
pub async fn unless<T>(is_gone: impl Fn() -> bool, coming: impl Future<Output = T>) -> Option<T> {
    let mut coming = pin!(coming);
    poll_fn(
        |around| {
            if is_gone() { Poll::Ready(None) } else { coming.as_mut().poll(around).map(Some) }
        },
    )
    .await
}

/// How far the part is.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Waiting,
    There,
    Absent,
}

fn show_boxed(come: Box<dyn Fn() -> Coming<AnyView>>, is_page: bool) -> AnyView {
    let (stage, view) = (RwSignal::new(Stage::Waiting), StoredValue::new_local(None));
    let turn = RwSignal::new(0_u32);
    Effect::new(move |_| {
        turn.track();
        // Below what is around: the part finds the same contexts and ends with it.
        let coming = untrack(&come);
        spawn_local(ScopedFuture::new_untracked(async move {
            match unless(|| stage.is_disposed(), coming).await {
                Some(Ok(part)) => {
                    view.try_set_value(Some(part));
                    stage.try_set(Stage::There);
                }
                Some(Err(Absent)) => drop(stage.try_set(Stage::Absent)),
                None => {}
            }
        }));
    });
    child(move || match stage.get() {
        Stage::There => view.try_update_value(Option::take).flatten().into_any(),
        Stage::Waiting if !is_page => ().into_any(),
        Stage::Waiting => el("div").attr("class", "page").put(untrack(skeleton)).into_any(),
        Stage::Absent => {
            let again = move || {
                stage.set(Stage::Waiting);
                turn.update(|turn| *turn = turn.wrapping_add(1));
            };
            let words = untrack(|| failure(&ApiError::Unreachable, again));
            el("div").attr("class", "page narrow").put(words).into_any()
        }
    })
}
