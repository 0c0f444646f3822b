//! A document of the authority (文书), to read and print.

use bangban_contract::Text;
use bangban_contract::document::{Document, DocumentTable};
use bangban_markup::view;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::{filings, review};
use crate::i18n::{filings as words, fill_in, pick, t, when};
use crate::platform::print;
use crate::shell::guard::signed_in;
use crate::store::session::use_session;
use crate::ui::load::load;
use crate::ui::page::heading;
use crate::ui::text::text;

crate::later! {
    document, fetch_document;
    /// `/filings/:id/documents/:document`
    pub fn own_page() -> AnyView { own() }
}

crate::later! {
    document, fetch_reviewed_document;
    /// `/review/:id/documents/:document`
    pub fn reviewed_page() -> AnyView { reviewed() }
}

fn own() -> AnyView {
    page("/filings/")
}

fn reviewed() -> AnyView {
    page("/review/")
}

/// The page of a document, reached from the filing below `place`.
fn page(place: &'static str) -> AnyView {
    let params = use_params_map();
    let ids = Memo::new(move |_| {
        let named = |name| params.with(|params| params.get(name)).unwrap_or_default();
        (named("id"), named("document"))
    });
    let body = move || {
        let session = use_session();
        let document = load(move || {
            session.track();
            let (id, document) = ids.get();
            async move {
                if place == "/review/" {
                    return Ok((review::document(&id, &document).await?, None));
                }
                let document = filings::document(&id, &document).await?;
                // For whom it is, is said at the top; the document is as good without.
                let filing = filings::get(&id).await.ok();
                Ok((document, filing.map(|filing| filing.summary.party)))
            }
        });
        document.show_page(move |(document, party)| {
            if let Some(party) = party {
                session.look_at(party);
            }
            // The code leads to the applicant's own page, and is theirs.
            let qr = (place == "/filings/").then(|| untrack(|| ids.with(|ids| qr(&ids.0))));
            sheet(document, qr)
        })
    };
    view! {
        <div class="page narrow">
            <a class="crumb no-print" href=move || [place, &ids.get().0].concat()>
                {move || t(words::BACK)}
            </a>
            {signed_in(body)}
            <div class="btns no-print">
                <button class="btn" on:click=move |_| print::print()>
                    {move || t(words::PRINT)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn sheet(document: &Document, qr: Option<AnyView>) -> AnyView {
    let digest = digest(document);
    let demo = document.demo.then(|| view! { <p class="tag wait">{t(words::NO_LEGAL_EFFECT)}</p> });
    let facts = document.facts.iter().map(|fact| {
        view! {
            <div>
                <dt>{text(&fact.name)}</dt>
                <dd>{text(&fact.value)}</dd>
            </div>
        }
        .into_any()
    });
    let facts: Vec<AnyView> = facts.collect();
    let facts = (!facts.is_empty())
        .then(|| view! { <div class="facts"><dl class="num">{facts}</dl></div> });
    let tables: Vec<AnyView> = document.tables.iter().map(table).collect();
    view! {
        <article class="card document">
            {demo}
            {heading(pick(&document.title))}
            <p class="document-number num">{document.summary.number.clone()}</p>
            <p class="strong">{fill_in(words::ADDRESSEE, &[&pick(&document.addressee)])}</p>
            {paragraphs(&document.paragraphs)}
            {facts}
            {tables}
            {paragraphs(&document.closing)}
            <div class="paper-end num">
                <div class="paper-check">{qr} {digest}</div>
                <div class="seal">
                    <span>{text(&document.issuer)}</span>
                    <span>{when::day_of(&document.summary.issued_at)}</span>
                    <span class="small soft">{t(words::SEAL)}</span>
                </div>
            </div>
        </article>
    }
    .into_any()
}

/// The way to the filing, where the document is to be found.
fn qr(filing: &str) -> AnyView {
    view! {
        <figure>
            <img src=filings::receipt_qr(filing) width="108" height="108" alt=t(words::QR) />
            <figcaption class="small soft">{t(words::QR)}</figcaption>
        </figure>
    }
    .into_any()
}

/// By which it can be compared; documents of before have none.
fn digest(document: &Document) -> Option<AnyView> {
    (!document.digest.is_empty()).then(|| {
        view! {
            <p class="small soft">{t(words::DIGEST)} " " {t(words::DOCUMENT_DIGEST_NOTE)}</p>
            <code class="digest">{document.digest.clone()}</code>
        }
    })
}

fn paragraphs(all: &[Text]) -> Vec<AnyView> {
    all.iter().map(|one| view! { <p class="pre">{text(one)}</p> }.into_any()).collect()
}

/// Rows, in a box of their own that can be moved sideways where the screen is narrow.
fn table(table: &DocumentTable) -> AnyView {
    let heads: Vec<AnyView> = table
        .columns
        .iter()
        .map(|one| view! { <th scope="col" role="columnheader">{text(one)}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = table
        .rows
        .iter()
        .map(|row| {
            // On a narrow screen a row is a block, and each cell says what it is.
            let cell = |(one, head): (&Text, &Text)| {
                view! {
                    <td role="cell" data-head=pick(head)>
                        {text(one)}
                    </td>
                }
                .into_any()
            };
            let cells: Vec<AnyView> = row.iter().zip(&table.columns).map(cell).collect();
            view! { <tr role="row">{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <div class="document-table" role="region" tabindex="0" aria-label=pick(&table.name)>
            <table class="num" role="table">
                <caption>{text(&table.name)}</caption>
                <thead role="rowgroup">
                    <tr role="row">{heads}</tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
