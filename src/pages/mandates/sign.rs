//! Signing: where one is signed in, or on one's own phone by a code after `#`, which no server is
//! told of and which is taken out of the address at once.

use bangban_contract::mandate::{
    Mandate, MandateMove, MandateText, SIGNING_PAGE, SignByCode, Signature, SigningSheet,
};
use bangban_contract::problem::ProblemCode;
use bangban_markup::view;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{pad, paper};
use crate::api::{ApiError, mandates as api};
use crate::i18n::{by_phone, fill_in, mandate as words, pick, t};
use crate::pages::by_phone::qr;
use crate::platform::title;
use crate::ui::load::load;
use crate::ui::notice::{Tone, error_words, failure, notice};
use crate::ui::page::heading;
use crate::ui::toast::use_toasts;

/// Where to draw, the statement, and the button; `send` gets the signature.
fn form(
    text: &MandateText,
    signer: &str,
    busy: RwSignal<bool>,
    send: impl Fn(Signature) + 'static,
) -> AnyView {
    let strokes = RwSignal::new(Vec::new());
    let (agreed, wrong) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| {
        strokes.track();
        wrong.set(false);
    });
    let digest = text.digest.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let signature = Signature { digest: digest.clone(), strokes: strokes.get_untracked() };
        let is_ready = agreed.get_untracked() && signature.is_drawn();
        wrong.set(!is_ready);
        if is_ready && !busy.get_untracked() {
            busy.set(true);
            send(signature);
        }
    };
    view! {
        <form class="stack" on:submit=submit>
            {pad::pad(strokes)}
            <label class="pick">
                <input
                    type="checkbox"
                    prop:checked=move || agreed.get()
                    on:change=move |event| {
                        agreed.set(event_target_checked(&event));
                        wrong.set(false);
                    }
                />
                <span>{fill_in(words::SIGN_AGREE, &[signer])}</span>
            </label>
            <p class="why" role="alert">{move || wrong.get().then(|| t(words::SIGN_EMPTY))}</p>
            <div class="btns">
                <button
                    type="submit"
                    class="btn main"
                    aria-disabled=move || busy.get().to_string()
                >
                    {t(words::SIGN_DONE)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

/// Signing here, for who is signed in, and the code for a phone.
pub(super) fn here(mandate: &Mandate, done: Callback<Mandate>) -> AnyView {
    let Some(offer) = mandate.offer.as_ref().filter(|offer| offer.signed.is_none()) else {
        return ().into_any();
    };
    let (busy, toasts) = (RwSignal::new(false), use_toasts());
    let id = mandate.id.clone();
    let send = move |signature| {
        let id = id.clone();
        spawn_local(async move {
            match api::act(&id, &MandateMove::Sign(signature)).await {
                Ok(now) => {
                    untrack(|| toasts.say(t(words::SIGNED)));
                    done.try_run(now);
                }
                Err(error) => untrack(|| toasts.say(error_words(&error).0)),
            }
            busy.try_set(false);
        });
    };
    view! {
        <section class="card stack no-print">
            <h2>{t(words::SIGN)}</h2>
            {form(&offer.text, &pick(&mandate.principal), busy, send)}
            {phone(mandate.id.clone())}
        </section>
    }
    .into_any()
}

/// The button that shows a code to sign on one's own phone.
fn phone(id: String) -> AnyView {
    let shown = RwSignal::new(None::<Result<String, ApiError>>);
    let make = move || {
        let id = id.clone();
        spawn_local(async move {
            let code = api::signing_code(&id).await;
            let address =
                code.map(|made| [&title::origin(), SIGNING_PAGE, "#", &made.code].concat());
            shown.try_set(Some(address));
        });
    };
    let again = make.clone();
    let code = move || {
        let again = again.clone();
        shown.get().map(|code| match code {
            Ok(address) => view! {
                <div class="stack signing-code" role="status">
                    <p>{t(words::PHONE_HOW)}</p>
                    {qr::qr(&address, t(words::PHONE_QR))}
                    <p class="small">{t(by_phone::ADDRESS)}</p>
                    <p class="small qr-address">{address}</p>
                </div>
            }
            .into_any(),
            Err(error) => failure(&error, again),
        })
    };
    view! {
        <div class="btns">
            <button type="button" class="btn" on:click=move |_| make()>{t(words::PHONE)}</button>
        </div>
        {code}
    }
    .into_any()
}

/// The page that the code opens.
pub(super) fn by_code() -> AnyView {
    let code = StoredValue::new(title::take_fragment().unwrap_or_default());
    let body = if code.with_value(String::is_empty) {
        let (what, how) = (t(words::PHONE_NO_CODE), t(words::PHONE_NO_CODE_TEXT));
        notice(Tone::Plain, what, how, ().into_any())
    } else {
        let done = RwSignal::new(None::<SigningSheet>);
        let sheet = load(move || async move {
            api::sign_by_code(&SignByCode { code: code.get_value(), signature: None }).await
        });
        let open = sheet.show(move |sheet| whole(sheet, code, done));
        view! { {open} }.into_any()
    };
    view! {
        <div class="page narrow">
            {move || heading(t(words::SIGN))}
            {body}
        </div>
    }
    .into_any()
}

fn whole(
    sheet: &SigningSheet,
    code: StoredValue<String>,
    done: RwSignal<Option<SigningSheet>>,
) -> AnyView {
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let send = move |signature| {
        spawn_local(async move {
            let wanted = SignByCode { code: code.get_value(), signature: Some(signature) };
            match api::sign_by_code(&wanted).await {
                Ok(signed) => drop(done.try_set(Some(signed))),
                Err(error) => drop(failed.try_set(Some(error))),
            }
            busy.try_set(false);
        });
    };
    let (text, signer) = (StoredValue::new(sheet.text.clone()), pick(&sheet.signer));
    let send = StoredValue::new_local(send);
    let below = move || {
        if let Some(signed) = done.get().and_then(|sheet| sheet.signed) {
            let name = fill_in(words::SIGNATURE, &[&pick(&signed.by)]);
            let told =
                notice(Tone::Done, t(words::PHONE_DONE), t(words::PHONE_DONE_TEXT), ().into_any());
            return view! { <div role="status">{told}</div> {pad::drawn(&signed.strokes, name)} }
                .into_any();
        }
        let wrong = move || {
            failed.get().map(|error| {
                let (what, next) = match error.code() {
                    Some(ProblemCode::CodeSpent) => {
                        (t(by_phone::SPENT).to_owned(), error_words(&error).1)
                    }
                    _ => error_words(&error),
                };
                notice(Tone::Wrong, what, next, ().into_any())
            })
        };
        let form = text.with_value(|text| {
            form(text, &signer, busy, move |signature| send.with_value(|send| send(signature)))
        });
        view! { {form} <div role="alert">{wrong}</div> }.into_any()
    };
    view! {
        <article class="card stack paper-sheet">{paper::text(&sheet.text)}</article>
        <section class="card stack">{below}</section>
    }
    .into_any()
}
