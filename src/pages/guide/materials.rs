//! The materials: what, from where, when, and what one need not hand in.

use bangban_contract::Text;
use bangban_contract::guide::GuideMaterial;
use bangban_markup::view;
use leptos::prelude::*;

use crate::api::request::address;
use crate::i18n::{Message, fill_in, guide as words, pick, t};
use crate::ui::tag::tag;
use crate::ui::text::text;

/// The section. Tracked.
pub fn view(materials: &[GuideMaterial]) -> AnyView {
    let exempt = materials.iter().filter(|one| one.exemption.is_some()).count();
    let count = if materials.is_empty() {
        t(words::MATERIALS_NONE).to_owned()
    } else {
        fill_in(words::MATERIAL_COUNT, &[&materials.len().to_string(), &exempt.to_string()])
    };
    let all: Vec<AnyView> = materials.iter().map(one).collect();
    view! {
        <section class="card stack">
            <h2>{t(words::MATERIALS)}</h2>
            <p class="soft">{count}</p>
            <ol class="numbered materials">{all}</ol>
        </section>
    }
    .into_any()
}

/// A document of something to download, where there is one. Tracked.
pub fn file(words: Message, path: Option<&String>, of: &Text) -> Option<AnyView> {
    path.map(|path| {
        let label = [t(words), "：", &pick(of)].concat();
        view! {
            <a class="crumb" href=address(path) rel="external" download="" aria-label=label>
                {t(words)}
            </a>
        }
        .into_any()
    })
}

fn one(material: &GuideMaterial) -> AnyView {
    let necessity = if material.exemption.is_some() {
        tag("done", t(words::EXEMPT))
    } else if material.required {
        tag("act", t(words::REQUIRED))
    } else {
        tag("", t(words::DEPENDS))
    };
    let tolerable = material.tolerable.then(|| tag("wait", t(words::TOLERABLE)));
    let copies = (material.copies > 0 && material.exemption.is_none())
        .then(|| tag("", fill_in(words::COPIES, &[&material.copies.to_string()])));
    let line = |words: Message, value: Option<&Text>| {
        value
            .filter(|value| !value.zh.is_empty())
            .map(|value| view! { <p class="small soft">{fill_in(words, &[&pick(value)])}</p> })
    };
    view! {
        <li>
            <div class="stack tight">
                <p class="strong">{text(&material.name)}</p>
                <div class="tags">
                    {necessity} {tag("", pick(&material.form))} {copies} {tolerable}
                </div>
                <p>{text(&material.requirement)}</p>
                {line(words::CASE, material.case.as_ref())}
                {line(words::WHY_EXEMPT, material.exemption.as_ref())}
                {line(words::SOURCE, Some(&material.source))}
                {line(words::SAMPLE, material.sample.as_ref())}
                <p class="row no-print">
                    {file(words::BLANK_FILE, material.blank_file.as_ref(), &material.name)}
                    {file(words::SAMPLE_FILE, material.sample_file.as_ref(), &material.name)}
                </p>
            </div>
        </li>
    }
    .into_any()
}
