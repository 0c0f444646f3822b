//! The catalogue has what the district publishes, and a mistake in a table is found by its line.

use std::collections::BTreeSet;
use std::time::Instant;

use bangban_server::catalogue::{Catalogue, Tables, figures, index, regions};

fn catalogue() -> Catalogue {
    Catalogue::load().expect("the built-in tables")
}

#[test]
fn the_figures_are_those_that_the_district_publishes() {
    let catalogue = catalogue();
    let items = |which: fn(&bangban_server::catalogue::ItemRow) -> bool| {
        catalogue.items.iter().filter(|item| which(item)).count()
    };
    let regions = regions(&catalogue.places);
    let streets = &regions["120116"];
    let communities: usize = streets.iter().map(|street| regions[&street.code].len()).sum();
    let in_bundles: usize = catalogue.bundles.iter().map(|one| one.items.split(' ').count()).sum();
    let batches: BTreeSet<u8> =
        catalogue.items.iter().filter_map(|item| item.free_trade_batch).collect();
    // 在线帮办 … 便民服务事项下沉: the table of figures, a line each.
    let figures: &[(&str, usize, usize)] = &[
        ("assisted", items(|item| item.assisted == 1), 129),
        ("automatic", items(|item| item.automatic == 1), 69),
        ("bundle classes", catalogue.bundles.len(), 12),
        ("items in bundles", in_bundles, 39),
        ("scenes", catalogue.scenes.len(), 138),
        ("across provinces", items(|item| !item.cross_province.is_empty()), 1_108),
        ("same standard", items(|item| item.free_trade_batch.is_some()), 203),
        ("batches", batches.len(), 5),
        ("stations", catalogue.stations.len(), 22),
        ("sunk", items(|item| item.sunk == 1), 77),
        ("subdistricts and towns", streets.len(), 21),
    ];
    for (name, found, wanted) in figures {
        assert_eq!(found, wanted, "{name}");
    }
    assert!(catalogue.items.len() >= 1_108);
    assert!(catalogue.departments.len() >= 19);
    assert!(catalogue.aliases.len() >= 250);
    assert!(communities >= 400, "{communities} communities");
}

#[test]
fn ids_and_codes_stand_once_and_references_resolve() {
    let catalogue = catalogue();
    let mut ids = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for item in &catalogue.items {
        assert!(ids.insert(item.id.as_str()), "{} twice", item.id);
        assert!(!item.name_en.is_empty(), "{} has no English name", item.id);
        assert!(codes.insert(item.implementation_code.as_str()), "code of {} twice", item.id);
    }
    for department in &catalogue.departments {
        let has_items = catalogue.items.iter().any(|item| item.department == department.id);
        assert!(has_items, "{} has no items", department.id);
    }
    for scene in catalogue.scenes.iter().chain(&catalogue.bundles) {
        assert!(!scene.name_en.is_empty(), "{} has no English name", scene.id);
        for item in scene.items.split(' ') {
            assert!(ids.contains(item), "{} names {item}", scene.id);
        }
    }
    for id in [
        "special-working-hours.new",
        "special-working-hours.renewal",
        "food-business-licence.new",
        "medical-institution.renewal",
        "labour-dispatch.new",
        "hr-service.new",
        "residence-permit.renewal",
        "social-security-card.replacement",
        "public-place-hygiene.new",
        "hazardous-chemicals-business.new",
        "construction-permit.new",
        "publication-retail.new",
        "road-freight.new",
        "employment-unit-registration.new",
        "pension-retirement.new",
    ] {
        assert!(ids.contains(id), "{id} is missing");
    }
}

#[test]
fn the_index_finds_items_by_name_everyday_word_and_letters() {
    let catalogue = catalogue();
    let none = BTreeSet::new();
    let packed = index(&catalogue, &none, &none).expect("packs");
    let index = bangban_search::Index::parse(packed).expect("reads");
    let facets = bangban_search::Facets::default();
    let cases = [
        ("特殊工时", "special-working-hours.new"),
        ("tsgs", "special-working-hours.new"),
        ("综合工时", "special-working-hours.new"),
        ("开饭馆", "food-business-licence.new"),
        ("食品经营许可", "food-business-licence.new"),
        ("食品经营许可延续", "food-business-licence.renewal"),
        ("food business", "food-business-licence.new"),
        ("spjyxk", "food-business-licence.new"),
        ("社保卡丢了", "social-security-card.replacement"),
        ("shebaoka", "social-security-card.replacement"),
        ("劳务派遣", "labour-dispatch.new"),
        ("laowupaiqian", "labour-dispatch.new"),
        ("办居住证", "residence-permit.new"),
        ("居住证到期", "residence-permit.renewal"),
        ("退休", "pension-retirement.new"),
        ("retirement", "pension-retirement.new"),
        ("施工许可证", "construction-permit.new"),
        ("卖书", "publication-retail.new"),
        ("货运证", "road-freight.new"),
        ("危化品", "hazardous-chemicals-business.new"),
        ("医疗机构到期换证", "medical-institution.renewal"),
        ("理发店", "public-place-hygiene.new"),
        ("落户", "ren-cai-yin-jin-luo-hu"),
        ("注册公司", "gong-si-she-li-deng-ji"),
        ("个体户", "ge-ti-gong-shang-hu-deng-ji.new"),
        ("身份证", "ju-min-shen-fen-zheng-ban-li.new"),
        ("护照", "pu-tong-hu-zhao-qian-fa.new"),
        ("passport", "pu-tong-hu-zhao-qian-fa.new"),
        ("结婚证", "nei-di-ju-min-hun-yin-deng-ji"),
        ("异地就医", "yi-di-jiu-yi-bei-an.new"),
        ("公积金租房", "zu-fang-ti-qu-zhu-fang-gong-ji"),
        ("失业金", "shi-ye-bao-xian-jin-shen-ling"),
        ("marriage", "nei-di-ju-min-hun-yin-deng-ji"),
        ("driving licence", "ji-dong-che-jia-shi-zheng-he-fa.new"),
    ];
    let mut lost = Vec::new();
    for (query, wanted) in cases {
        let hits = index.search(query, &facets, 3);
        let found: Vec<&str> = hits.hits.iter().map(|hit| index.item(hit.item).id).collect();
        if !found.contains(&wanted) {
            lost.push(format!("{query}: {found:?}"));
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
    assert_eq!(index.len(), catalogue.items.len());
    assert_eq!(figures(&catalogue).items as usize, catalogue.items.len());
}

#[test]
fn a_mistake_is_found_by_table_and_line() {
    let good = Tables::built_in();
    // Table, what is written over (first place), with what, words of the error.
    let cases: &[(&str, &str, &str, &str)] = &[
        ("items", "\thrss\t", "\tnobody\t", "names a department that is not there"),
        ("items", "\torganisation\t", "\tfirms\t", "is not person, organisation or both"),
        ("items", "\tpromised\t", "\tlater\t", "is not instant or promised"),
        ("items", "\t000011200101\t", "\t00001120010x\t", "is not a basic code"),
        ("items", "H3000011200101", "H4000011200101", "is not credit code, level and basic code"),
        ("items", "\tpromised\t20\t5\t", "\tpromised\t2\t5\t", "are more than the law allows"),
        ("items", "\tpromised\t20\t5\t", "\tpromised\t20\t0\t", "are 0 on the spot"),
        ("items", "\tpromised\t20\t5\t", "\tpromised\tmany\t5\t", "invalid digit"),
        ("items", "\t4\t0\t0\t1\t0\tonline\t1\t", "\t9\t0\t0\t1\t0\tonline\t1\t", "is not 1 to 4"),
        ("items", "\t4\t0\t0\t1\t0\tonline\t1\t", "\t4\t0\t2\t1\t0\tonline\t1\t", "is not 0 or 1"),
        ("items", "\tonline\t1\t", "\tonline\t6\t", "is not 1 to 5"),
        ("items", "\tonline\t", "\tpigeon\t", "is not online, remote or joint"),
        ("items", "special-working-hours.renewal", "special-working-hours.new", "stands twice"),
        ("items", "\tname_en\t", "\tenglish\t", "missing field"),
        ("departments", "\t11120116MB1000000H\t", "\t11120116MB1000000J\t", "GB 32100"),
        ("departments", "\nmarket\t", "\nhrss\t", "stands twice"),
        ("aliases", "\tfood-business-licence.new", "\tfood-business.new", "names an item"),
        ("scenes", "\tfood-business-licence.new ", "\tfood-business.new ", "names an item"),
        ("scenes", "\nscene-002\t", "\nscene-001\t", "stands twice"),
        ("scenes", "\tperson\t", "\tpeople\t", "is not person or organisation"),
        ("bundles", "food-business-licence.new ", "food-business-licence.new  ", "names an item"),
        ("stations", "\tenterprise\t", "\tpalace\t", "is not enterprise, park or maker-space"),
        ("stations", "\t120116012\n", "\t120116999\n", "names a place that is not there"),
        ("stations", "\nstation-02\t", "\nstation-01\t", "stands twice"),
        ("regions", "120101\t12\t", "120101\t99\t", "does not stand before it"),
        ("regions", "\n120102\t", "\n120101\t", "stands twice"),
        ("regions", "\n120102\t", "\n120102\tmore\t", "previous record"),
    ];
    for &(table, from, to, words) in cases {
        let mut tables = good;
        let place = match table {
            "departments" => &mut tables.departments,
            "items" => &mut tables.items,
            "aliases" => &mut tables.aliases,
            "scenes" => &mut tables.scenes,
            "bundles" => &mut tables.bundles,
            "stations" => &mut tables.stations,
            _ => &mut tables.regions,
        };
        assert!(place.contains(from), "{table} has no {from:?}");
        let wrong = place.replacen(from, to, 1);
        *place = &wrong;
        let error = Catalogue::read(&tables).expect_err(words).to_string();
        assert!(error.contains(words), "{words}: {error}");
        assert!(error.contains(table), "{table}: {error}");
        assert!(error.contains("line"), "{error}");
    }
}

#[test]
fn it_is_read_and_packed_quickly() {
    let start = Instant::now();
    let catalogue = catalogue();
    let read = start.elapsed();
    let none = BTreeSet::new();
    let packed = index(&catalogue, &none, &none).expect("packs");
    let all = start.elapsed();
    println!("read in {read:?}, with packing {all:?}, {} B", packed.len());
    assert!(all.as_secs() < 5, "{all:?}");
}
