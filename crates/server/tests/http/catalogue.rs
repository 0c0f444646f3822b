//! The catalogue's addresses and forms.

use bangban_contract::Text;
use bangban_contract::catalogue::{Audience, Handling, ItemSummary, Region};
use bangban_contract::form::{Form, Prefill};
use bangban_contract::guide::{Guide, Particulars};
use bangban_contract::problem::ProblemCode;
use bangban_server::district::{District, DistrictError};
use serde_json::json;

use super::rig::{Rig, district};

const FORM: &str = "/api/v1/forms/one.new";

fn guide(id: &str) -> Guide {
    Guide {
        item: ItemSummary {
            id: id.into(),
            name: Text::new("测试事项", "Test item"),
            department: "labour".into(),
            department_name: Text::zh("测试部门"),
            audience: vec![Audience::Organisation],
            handling: Handling::Promised,
            statutory_days: 20,
            promised_days: 10,
            visits: 0,
            fee: false,
            assisted: true,
            automatic: false,
            cross_province: None,
            fileable: id == "one.new",
        },
        particulars: Particulars {
            kind: Text::zh("行政许可"),
            basic_code: "000000000000".into(),
            implementation_code: "0".repeat(31),
            level: Text::zh("区级"),
            online_depth: 4,
        },
        body: None,
        offices: Vec::new(),
    }
}

fn form() -> Form {
    let text =
        |title: &str, key: &str| json!({ "type": "string", "title": title, "x-prefill": key });
    Form {
        item: "one.new".into(),
        version: "1".into(),
        definition: json!({
            "schema": { "type": "object", "properties": { "name": text("名称", "org.name") } },
            "ui": { "type": "Categorization", "elements": [
                { "type": "Category", "label": "填报", "elements": [
                    { "type": "Control", "scope": "#/properties/name" },
                ] },
            ] },
            "materials": [],
        }),
    }
}

fn known(key: &str, value: &str) -> Prefill {
    Prefill {
        key: key.into(),
        value: json!(value),
        source: Text::zh("登记机关"),
        as_of: "2026-11-01".into(),
    }
}

fn full() -> District {
    let mut full = district();
    full.index = "packed\t".repeat(500);
    full.guides = vec![guide("one.new"), guide("two.renewal")];
    full.forms = vec![form()];
    let region =
        |code: &str| Region { code: code.into(), name: "测试".into(), leaf: code.len() > 2 };
    full.regions.insert("0".into(), vec![region("12")]);
    full.regions.insert("12".into(), vec![region("1201")]);
    let of_a = vec![known("org.name", "测试企业甲"), known("org.bank", "不问的")];
    full.prefills.insert("firm-a".into(), of_a);
    full.prefills.insert("firm-b".into(), vec![known("org.name", "测试企业乙")]);
    full
}

#[tokio::test]
async fn addresses() {
    let rig = Rig::of(full(), |_| {}).await;
    let cases = [
        ("index", 200),
        ("items/one.new", 200),
        ("items/two.renewal/guide", 200),
        ("items/none", 404),
        ("items/none/guide", 404),
        ("scenes", 200),
        ("bundles", 200),
        ("departments", 200),
        ("stations", 200),
        ("figures", 200),
        ("regions/0/children", 200),
        ("regions/12/children", 200),
        ("regions/1201/children", 404),
    ];
    for (path, status) in cases {
        let path = format!("/api/v1/catalogue/{path}");
        let answer = rig.get(&path).header("accept-encoding", "br").send().await;
        assert_eq!(answer.status, status, "{path}");
        if status == 404 {
            assert_eq!(answer.code(), ProblemCode::NotFound, "{path}");
            continue;
        }
        assert!(answer.header("cache-control").starts_with("public, max-age=300"), "{path}");
        let ask = rig.get(&path).header("accept-encoding", "br");
        let again = ask.header("if-none-match", answer.header("etag")).send().await;
        assert_eq!(again.status, 304, "{path}");
    }
}

#[tokio::test]
async fn the_index_travels_small() {
    let rig = Rig::of(full(), |_| {}).await;
    let path = "/api/v1/catalogue/index";
    let mut tags = Vec::new();
    for (accept, encoding, most) in [("br", "br", 100), ("gzip", "gzip", 200), ("", "", 4000)] {
        let answer = rig.get(path).header("accept-encoding", accept).send().await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
        assert!(answer.headers.get_all("vary").iter().any(|value| value == "Accept-Encoding"));
        assert!(answer.body.len() <= most, "{accept}: {}", answer.body.len());
        tags.push(answer.header("etag").to_owned());
    }
    tags.dedup();
    assert_eq!(tags.len(), 3, "each encoding has a tag of its own");
}

#[tokio::test]
async fn a_form_and_what_is_known_for_it() {
    let rig = Rig::of(full(), |_| {}).await;
    let read = rig.get(FORM).send().await;
    assert_eq!(read.value()["version"], "1");
    assert_eq!(read.header("cache-control"), "no-cache");
    assert_eq!(rig.get("/api/v1/forms/two.renewal").send().await.status, 404);

    let prefill = format!("{FORM}/prefill");
    assert_eq!(rig.get(&prefill).send().await.code(), ProblemCode::SignInRequired);
    let reviewer = rig.sign_in("reviewer").await;
    let refused = rig.get(&prefill).cookie(&reviewer).send().await;
    assert_eq!(refused.code(), ProblemCode::NotAllowed);

    let cookie = rig.sign_in("agnes").await;
    let answer = rig.get(&prefill).cookie(&cookie).send().await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let values: Vec<_> = answer.value().as_array().unwrap().clone();
    assert_eq!(values.len(), 1, "no more than the form asks for");
    assert_eq!(values[0]["value"], "测试企业甲");
    let acting = json!({ "party": "firm-b" });
    rig.ask("PUT", "/api/v1/session/acting-for").cookie(&cookie).json(&acting).await;
    let answer = rig.get(&prefill).cookie(&cookie).send().await;
    assert_eq!(answer.value()[0]["value"], "测试企业乙");
    let none = rig.get("/api/v1/forms/two.renewal/prefill").cookie(&cookie).send().await;
    assert_eq!(none.code(), ProblemCode::NotFound);
}

#[test]
fn districts_that_do_not_fit_together() {
    type Spoil = fn(&mut District);
    let cases: [(&str, Spoil); 5] = [
        ("two items have the id one.new", |all| all.guides.push(guide("one.new"))),
        ("one.new names the department labour", |all| all.departments.clear()),
        ("a form names the item one.new", |all| {
            all.guides.remove(0);
        }),
        ("the form of one.new cannot be read", |all| {
            all.forms[0].definition = json!({ "schema": {} });
        }),
        ("the form of one.new cannot be compiled", |all| {
            all.forms[0].definition["schema"]["oddity"] = json!(1);
        }),
    ];
    for (words, spoil) in cases {
        let mut all = full();
        spoil(&mut all);
        let error: DistrictError = all.check().err().or_else(|| all.items().err()).expect(words);
        assert!(error.to_string().contains(words), "{error}");
    }
}
