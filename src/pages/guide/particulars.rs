//! Where to go and ask, the law, frequent questions, and the formal particulars.

use bangban_contract::catalogue::{Audience, CrossProvince, Handling};
use bangban_contract::guide::{Faq, Guide, GuideBody, LegalBasis, Office};
use bangban_markup::view;
use leptos::prelude::*;

use crate::i18n::{Message, fill_in, guide as words, t};
use crate::ui::text::{text, text_list};

/// How an item is taken across provinces.
pub fn cross_words(mode: Option<CrossProvince>) -> Message {
    match mode {
        Some(CrossProvince::Online) => words::CROSS_ONLINE,
        Some(CrossProvince::Remote) => words::CROSS_REMOTE,
        Some(CrossProvince::Joint) => words::CROSS_JOINT,
        None => words::CROSS_NONE,
    }
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

/// A telephone number that can be called.
fn phone(number: &str) -> AnyView {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    view! {
        <a class="crumb num" href=["tel:", &digits].concat()>
            {number.to_owned()}
        </a>
    }
    .into_any()
}

/// Where to go and ask. Tracked.
pub fn offices(guide: &Guide) -> AnyView {
    let office = |office: &Office| {
        view! {
            <h3>{text(&office.name)}</h3>
            <dl>
                {fact(words::ADDRESS, text(&office.address))}
                {fact(words::HOURS, text(&office.hours))}
                {fact(words::PHONE, phone(&office.phone))}
            </dl>
        }
        .into_any()
    };
    let all: Vec<AnyView> = guide.offices.iter().map(office).collect();
    let complaints = guide.body.as_ref().map(|body| {
        view! { <dl>{fact(words::COMPLAINTS, phone(&body.complaint_phone))}</dl> }
    });
    view! {
        <section class="card stack facts" id="offices">
            <h2>{t(words::OFFICES)}</h2>
            {all}
            {complaints}
        </section>
    }
    .into_any()
}

/// The law. Tracked.
pub fn law(body: &GuideBody) -> AnyView {
    let basis = |basis: &LegalBasis| {
        view! {
            <li>
                <p>
                    <b>{text(&basis.law)}</b>
                    " "
                    {text(&basis.article)}
                </p>
                <p class="soft">{text(&basis.text)}</p>
            </li>
        }
        .into_any()
    };
    let all: Vec<AnyView> = body.basis.iter().map(basis).collect();
    view! {
        <section class="card stack">
            <h2>{t(words::LAW)}</h2>
            <ul class="list">{all}</ul>
            <h3>{t(words::REMEDIES)}</h3>
            {text_list(&body.remedies)}
        </section>
    }
    .into_any()
}

/// Frequent questions. Tracked.
pub fn questions(body: &GuideBody) -> AnyView {
    if body.faq.is_empty() {
        return ().into_any();
    }
    let one = |faq: &Faq| {
        view! {
            <details>
                <summary class="strong">{text(&faq.question)}</summary>
                <p>{text(&faq.answer)}</p>
            </details>
        }
        .into_any()
    };
    let all: Vec<AnyView> = body.faq.iter().map(one).collect();
    view! {
        <section class="card">
            <h2>{t(words::FAQ)}</h2>
            {all}
        </section>
    }
    .into_any()
}

/// The formal particulars. Tracked.
pub fn codes(guide: &Guide) -> AnyView {
    let (item, particulars) = (&guide.item, &guide.particulars);
    let audience: Vec<&str> = item
        .audience
        .iter()
        .map(|one| match one {
            Audience::Person => t(words::PERSON),
            Audience::Organisation => t(words::ORGANISATION),
        })
        .collect();
    let handling = match item.handling {
        Handling::Instant => words::HANDLING_INSTANT,
        Handling::Promised => words::HANDLING_PROMISED,
    };
    let depth = fill_in(words::DEPTH_LEVEL, &[&particulars.online_depth.to_string()]);
    let plain = |value: &str| value.to_owned().into_any();
    view! {
        <section class="card stack facts">
            <h2>{t(words::PARTICULARS)}</h2>
            <dl class="num">
                {fact(words::KIND, text(&particulars.kind))}
                {fact(words::DEPARTMENT, text(&item.department_name))}
                {fact(words::LEVEL, text(&particulars.level))}
                {fact(words::AUDIENCE, plain(&audience.join(" / ")))}
                {fact(words::HANDLING, t(handling).into_any())}
                {fact(words::DEPTH, depth.into_any())}
                {fact(words::CROSS, t(cross_words(item.cross_province)).into_any())}
                {fact(words::BASIC_CODE, plain(&particulars.basic_code))}
                {fact(words::IMPLEMENTATION_CODE, plain(&particulars.implementation_code))}
            </dl>
        </section>
    }
    .into_any()
}
