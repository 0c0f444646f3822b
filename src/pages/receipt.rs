//! The receipt (收件回执): what the applicant holds after submission; prints on one A4 sheet.

use bangban_contract::Text;
use bangban_contract::document::{DocumentFact, Receipt, ReceiptMaterial, ReceiptSpecial};
use bangban_contract::filing::{Filing, FilingState, FilingSummary};
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::filings as api;
use crate::i18n::{Message, filings as words, fill_in, guide, pick, state, t, when};
use crate::platform::print;
use crate::shell::guard::signed_in;
use crate::store::session::use_session;
use crate::ui::load::load;
use crate::ui::notice::{Tone, notice};
use crate::ui::page::heading;
use crate::ui::text::text;

crate::later! {
    document, fetch_receipt;
    /// `/filings/:id/receipt`
    pub fn receipt_page() -> AnyView { page() }
}

fn page() -> AnyView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let body = move || {
        let session = use_session();
        let receipt = load(move || {
            session.track();
            let id = id.get();
            async move {
                let receipt = api::receipt(&id).await?;
                // Without it the receipt is as good.
                Ok((receipt, api::get(&id).await.ok()))
            }
        });
        receipt.show_page(|(receipt, filing)| sheet(receipt, filing.as_ref()))
    };
    view! {
        <div class="page narrow">{move || heading(t(words::RECEIPT))} {signed_in(body)}</div>
    }
    .into_any()
}

fn fact(name: Message, value: AnyView) -> AnyView {
    view! {
        <div>
            <dt>{t(name)}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

fn list<T>(all: &[T], line: impl Fn(&T) -> AnyView, note: AnyView) -> AnyView {
    let all: Vec<AnyView> =
        all.iter().map(|one| view! { <li>{line(one)}</li> }.into_any()).collect();
    view! {
        <ul class="list">{all}</ul>
        {note}
    }
    .into_any()
}

/// What was promised and is to follow (后补).
fn later(receipt: &Receipt) -> Option<AnyView> {
    let note = || view! { <p class="small soft">{t(words::LATER_NOTE)}</p> }.into_any();
    let line = |name: &Text| text(name);
    (!receipt.later.is_empty()).then(|| fact(words::LATER, list(&receipt.later, line, note())))
}

/// What need not be handed in (免提交), and why.
fn exempt(receipt: &Receipt) -> Option<AnyView> {
    let line = |one: &DocumentFact| {
        view! {
            {text(&one.name)}
            <span class="soft small">" " {text(&one.value)}</span>
        }
        .into_any()
    };
    let all = &receipt.exempt;
    (!all.is_empty()).then(|| fact(words::EXEMPT, list(all, line, ().into_any())))
}

/// Inspections and the like that lie ahead.
fn ahead(receipt: &Receipt) -> Option<AnyView> {
    let line = |one: &ReceiptSpecial| {
        let how = if one.certain { words::AHEAD_SURE } else { words::AHEAD_MAYBE };
        let counted = if one.counted { guide::COUNTED } else { guide::NOT_COUNTED };
        view! {
            {fill_in(how, &[&pick(&one.name), &one.days.to_string()])}
            <span class="soft small">" " {t(counted)}</span>
        }
        .into_any()
    };
    let all = &receipt.special;
    (!all.is_empty()).then(|| fact(words::AHEAD, list(all, line, ().into_any())))
}

/// What was done, and what follows; once something has followed, where it stands.
fn told(receipt: &Receipt, now: Option<&FilingSummary>) -> AnyView {
    let moved = now.filter(|now| now.state != FilingState::Submitted);
    let (title, text) = if let Some(now) = moved {
        let title = fill_in(words::RECEIPT_SINCE, &[t(state::name(now.state))]);
        (title, t(words::RECEIPT_SINCE_TEXT).to_owned())
    } else {
        let again = receipt.supplemented_at.is_some();
        let done = if again { words::RECEIPT_AGAIN } else { words::RECEIPT_DONE };
        (t(done).to_owned(), fill_in(words::RECEIPT_NEXT, &[&when::date(&receipt.answer_by)]))
    };
    notice(Tone::Done, title, text, ().into_any())
}

fn sheet(receipt: &Receipt, filing: Option<&Filing>) -> AnyView {
    let now = filing.map(|filing| &filing.summary);
    if let Some(now) = now {
        use_session().look_at(&now.party);
    }

    let demo = use_session().is_demo().then(|| {
        view! { <p class="tag wait">{t(words::NO_LEGAL_EFFECT)}</p> }
    });
    let material = |one: &ReceiptMaterial| {
        let files = fill_in(words::FILES, &[&one.files.to_string()]);
        view! {
            <li>
                {text(&one.name)}
                <span class="soft small num">" " {files}</span>
            </li>
        }
        .into_any()
    };
    let materials: Vec<AnyView> = receipt.materials.iter().map(material).collect();
    let materials = (!materials.is_empty())
        .then(|| fact(words::MATERIALS, view! { <ul class="list">{materials}</ul> }.into_any()));
    let (later, exempt, ahead) = (later(receipt), exempt(receipt), ahead(receipt));
    let supplemented = receipt.supplemented_at.as_ref();
    view! {
        <div class="no-print">
            {told(receipt, now)}
        </div>
        <article class="card stack receipt">
            <div class="receipt-top">
                <div class="stack tight">
                    <p class="soft">{t(words::NUMBER_NAME)}</p>
                    <p class="receipt-number num">{receipt.number.clone()}</p>
                    {demo}
                </div>
                <figure>
                    <img
                        src=api::receipt_qr(&receipt.filing)
                        width="132"
                        height="132"
                        alt=t(words::QR)
                    />
                    <figcaption class="small soft">{t(words::QR)}</figcaption>
                </figure>
            </div>
            <div class="facts">
                <dl class="num">
                    {fact(words::ITEM, text(&receipt.item_name))}
                    {fact(words::PARTY, text(&receipt.party_name))}
                    {fact(words::SUBMITTED_BY, text(&receipt.submitted_by))}
                    {fact(words::SUBMITTED, when::instant(&receipt.submitted_at).into_any())}
                    {supplemented.map(|at| fact(words::SUPPLEMENTED, when::instant(at).into_any()))}
                    {fact(words::DEPARTMENT, text(&receipt.department_name))}
                    {fact(words::ANSWER_BY, when::date(&receipt.answer_by).into_any())}
                    {materials}
                    {later}
                    {exempt}
                    {ahead}
                    {fact(
                        words::DIGEST,
                        view! { <code class="digest">{receipt.digest.clone()}</code> }.into_any(),
                    )}
                </dl>
            </div>
            <p class="small soft">{t(words::DIGEST_NOTE)}</p>
            <p class="receipt-end num">
                {text(&receipt.department_name)}
                <br />
                {when::day_of(supplemented.unwrap_or(&receipt.submitted_at))}
            </p>
        </article>
        <div class="btns no-print">
            <a class="btn main" href=["/filings/", &receipt.filing].concat()>
                {t(words::TO_FILING)}
            </a>
            <button class="btn" on:click=move |_| print::print()>
                {t(words::PRINT)}
            </button>
        </div>
    }
    .into_any()
}
