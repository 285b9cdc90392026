//! Lists: each filter lets through what it fits and nothing else, and pages make up the whole.

use serde_json::{Value, json};

use super::contract::{contract, host, operations};
use super::{ACCOUNT, Host, Running, SEGMENT, business, each, start};

/// Filters that no object can be compared with: whether somebody wrote a text, which has tests below.
const UNTRIED: [&str; 2] = [
    "/HostedPages/LocalizationBySegments?IsCustom",
    "/HostedPages/LocalizationByBusinesses?IsCustom",
];

/// A filter that an object with this value passes, and one that it does not pass.
fn filters(filter: &str, value: &Value) -> (String, String) {
    let date = value.as_str().filter(|_| filter.starts_with("Date"));
    let (low, high) = match (date, value.as_i64()) {
        (Some(_), _) => (
            "2000-01-01T00:00:00Z".to_owned(),
            "2090-01-01T00:00:00Z".to_owned(),
        ),
        (None, Some(number)) => ((number - 1).to_string(), (number + 1).to_string()),
        _ => (String::new(), String::new()),
    };
    if filter.ends_with("Min") {
        return (low, high);
    }
    if filter.ends_with("Max") {
        return (high, low);
    }
    match value {
        Value::String(text) => (text.to_uppercase(), "none of them".to_owned()),
        Value::Bool(flag) => (flag.to_string(), (!flag).to_string()),
        other => (other.to_string(), "7654321".to_owned()),
    }
}

/// The member that a filter is about.
fn member(filter: &str) -> &str {
    let stem = filter.strip_suffix("Min").or_else(|| filter.strip_suffix("Max"));
    stem.unwrap_or(filter)
}

/// Another word than this, where a word is wanted.
fn another(kind: &str, value: &Value) -> Option<String> {
    let mut words = kind.strip_prefix("enum ")?.split('|');
    words
        .find(|word| Some(*word) != value.as_str())
        .map(str::to_owned)
}

async fn count(emulator: &Running, host: Host, path: &str, filter: &str, value: &str) -> u64 {
    let value: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
    let (status, list) = emulator
        .at(host, &format!("GET {path}?{filter}={value}"), None)
        .await;
    assert!(
        status == 200 || status == 204,
        "{path}?{filter}={value}: {status} {list}"
    );
    list["TotalItems"].as_u64().unwrap_or_default()
}

#[tokio::test]
async fn every_filter_lets_through_what_it_fits_and_nothing_else() {
    let (emulator, contract) = (start(), contract());
    let exception = json!({
        "IdTaxProfile": 268, "Rate": 700, "TypeRateTax": "Reduced", "Country": "FR", "Region": "FR-75",
        "IsCompany": true,
    });
    emulator
        .gives(201, SEGMENT, "POST /Organization/TaxProfileExceptions", exception)
        .await;
    let (mut tried, mut untried) = (0, Vec::new());
    for operation in operations(&contract) {
        let path = operation["path"].as_str().unwrap();
        let listed = operation["responses"]["200"]
            .as_str()
            .is_some_and(|kind| kind.starts_with("List<"));
        if !listed || path.ends_with("RewindEvents") {
            continue;
        }
        let host = host(operation);
        let all = emulator
            .reads(200, host, &format!("GET {path}?SizePage=100"))
            .await;
        for parameter in operation["parameters"].as_array().unwrap() {
            let filter = parameter["name"].as_str().unwrap();
            if matches!(filter, "Page" | "SizePage") {
                continue;
            }
            let values = each(&all, member(filter));
            let called = format!("{path}?{filter}");
            let Some(value) = values.iter().copied().find(|value| !value.is_null()) else {
                untried.push(called);
                continue;
            };
            let kind = parameter["type"].as_str().unwrap();
            let (fits, fails) = filters(filter, value);
            let fits = if another(kind, value).is_some() {
                value.as_str().unwrap().to_owned()
            } else {
                fits
            };
            let fails = another(kind, value).unwrap_or(fails);
            let found = count(&emulator, host, path, filter, &fits).await;
            assert!(found >= 1, "{called}={fits}");
            let missed = count(&emulator, host, path, filter, &fails).await;
            let other = values.iter().filter(|have| have.as_str() == Some(&fails)).count() as u64;
            assert_eq!(missed, other, "{called}={fails}");
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried}");
    assert_eq!(untried, UNTRIED);
}

#[tokio::test]
async fn filters_are_combined_in_any_spelling() {
    let emulator = start();
    for (name, state) in [("Beta one", "Ok"), ("Beta two", "Ok"), ("Gamma", "Ok")] {
        let made = emulator
            .gives(201, ACCOUNT, "POST /Organization/Businesses", business(name))
            .await;
        let change = json!({ "Name": name, "LanguageDefault": "en",
            "StateLife": if name.ends_with("two") { "DisabledUser" } else { state } });
        emulator
            .gives(
                200,
                ACCOUNT,
                &format!("PUT /Organization/Businesses/{}", made["Id"]),
                change,
            )
            .await;
    }
    let list = emulator
        .reads(
            200,
            ACCOUNT,
            "GET /Organization/Businesses?stateLife=DisabledUser&SIZEPAGE=5",
        )
        .await;
    assert_eq!(each(&list, "Name"), ["Beta two"]);
    let tax = "GET /Organization/TaxProfileExceptions?idTaxProfile=268";
    let list = emulator
        .reads(200, SEGMENT, &format!("{tax}&country=de&rateMin=1&RATEMAX=700"))
        .await;
    assert_eq!(each(&list, "Country"), ["DE"]);
    emulator
        .reads(204, SEGMENT, &format!("{tax}&country=de&rateMin=701"))
        .await;
}

#[tokio::test]
async fn texts_are_found_by_language_and_code_and_whether_somebody_wrote_them() {
    let emulator = start();
    for (host, path, owner, id) in [
        (SEGMENT, "/HostedPages/LocalizationBySegments", "IdSegment", 17),
        (ACCOUNT, "/HostedPages/LocalizationByBusinesses", "IdBusiness", 1),
    ] {
        for (language, content) in [("en", "Go"), ("fr", "Y aller"), ("fr", "En route")] {
            let text = json!({ owner: id, "Code": "A.B", "TypeContent": "String", "Language": language,
                "Content": content });
            let echo = emulator
                .gives(200, host, &format!("POST {path}"), text.clone())
                .await;
            assert_eq!(echo, text);
        }
        // The second French one took the place of the first.
        let list = emulator.reads(200, host, &format!("GET {path}?Code=A.B")).await;
        assert_eq!(each(&list, "Content"), ["Go", "En route"]);
        let list = emulator
            .reads(200, host, &format!("GET {path}?code=a.b&language=fr"))
            .await;
        assert_eq!(each(&list, "Content"), ["En route"]);
        // "which contain a part specified": a part of either finds it.
        for part in ["code=.b", "content=ROUT", "code=A.&content=n%20r"] {
            let list = emulator.reads(200, host, &format!("GET {path}?{part}")).await;
            assert_eq!(
                each(&list, "Content").last().unwrap().as_str(),
                Some("En route"),
                "{part}"
            );
        }
        emulator
            .reads(204, host, &format!("GET {path}?content=en%20rot"))
            .await;
        let list = emulator
            .reads(200, host, &format!("GET {path}?iscustom=true&SizePage=50"))
            .await;
        assert!(
            each(&list, "Content").iter().all(|content| content.is_string()),
            "{list}"
        );
    }
    let path = "GET /HostedPages/LocalizationBySegments?IsCustom=false";
    let list = emulator.reads(200, SEGMENT, path).await;
    assert_eq!(each(&list, "ContentFallback"), ["Change your subscription"]);
}

/// `next 2`; a link to another page leads to the same list with the same filters.
fn link(link: &Value) -> String {
    let (path, query) = link["href"].as_str().unwrap().split_once('?').unwrap();
    assert_eq!(path, "/Organization/Businesses");
    assert!(
        query.contains("StateLife=Ok") && query.contains("SizePage=10"),
        "{query}"
    );
    let page = query.split('&').find_map(|pair| pair.strip_prefix("Page="));
    format!("{} {}", link["rel"].as_str().unwrap(), page.unwrap())
}

#[tokio::test]
async fn the_pages_of_a_list_make_up_the_whole_newest_first() {
    let emulator = start();
    let path = "GET /Organization/Businesses";
    let mut names: Vec<String> = (1..=23).map(|number| format!("Beta {number}")).collect();
    for name in &names {
        emulator
            .gives(201, ACCOUNT, "POST /Organization/Businesses", business(name))
            .await;
    }
    // The one that every account begins with.
    names.insert(0, "Acme".to_owned());
    names.reverse();
    let mut read = Vec::new();
    for page in 1..=3 {
        let list = emulator
            .reads(200, ACCOUNT, &format!("{path}?SizePage=10&Page={page}"))
            .await;
        let found = each(&list, "Name");
        assert_eq!((&list["Page"], &list["SizePage"]), (&json!(page), &json!(10)));
        assert_eq!(
            (&list["TotalItems"], &list["Count"]),
            (&json!(24), &json!(found.len()))
        );
        read.extend(found.into_iter().map(|name| name.as_str().unwrap().to_owned()));
    }
    assert_eq!(read, names);
    for (page, links) in [(1, "next 2"), (2, "prev 1, next 3"), (3, "prev 2")] {
        let list = emulator
            .reads(
                200,
                ACCOUNT,
                &format!("{path}?StateLife=Ok&SizePage=10&Page={page}"),
            )
            .await;
        let found: Vec<String> = list["Links"].as_array().unwrap().iter().map(link).collect();
        assert_eq!(found.join(", "), links);
    }
    emulator
        .reads(204, ACCOUNT, &format!("{path}?SizePage=10&Page=4"))
        .await;
    let counted = emulator.reads(200, ACCOUNT, &format!("{path}?SizePage=0")).await;
    assert_eq!(
        (&counted["TotalItems"], &counted["Items"]),
        (&json!(24), &json!([]))
    );
    for wrong in ["Page=0", "SizePage=-1", "SizePage=many"] {
        emulator.reads(422, ACCOUNT, &format!("{path}?{wrong}")).await;
    }
}
