//! A catalogue of the integrator's own: what it says is what the account sells, and a mistake in it is named.

use proabono_emulator::{Catalogue, Options};
use serde_json::{Value, json};

use super::{Running, json_of, start_with};

fn document() -> Value {
    json!({
        "Name": "Globex",
        "Currency": "USD",
        "Features": [
            { "ReferenceFeature": "seats", "TitleLocalized": "Seats", "TypeFeature": "Limitation" },
            { "ReferenceFeature": "sso", "TypeFeature": "OnOff", "IsVisible": false },
        ],
        "Offers": [
            {
                "ReferenceOffer": "team", "TitleLocalized": "Team", "AmountRecurrence": 12_000, "DurationRecurrence": 3,
                "CountMinRecurrences": 2, "PricingTables": ["public"],
                "Features": [
                    { "ReferenceFeature": "seats", "Line": "5 seats", "QuantityIncluded": 5, "AmountPerUnit": 900 },
                    { "ReferenceFeature": "sso", "IsIncluded": true },
                ],
            },
            { "ReferenceOffer": "empty", "AmountRecurrence": 0, "IsVisible": false },
        ],
        "Texts": [{ "Code": "Feature.Title.seats", "Language": "fr", "Content": "Sièges" }],
        "Customers": [
            { "ReferenceCustomer": "org_1", "Name": "Ada", "Email": "ada@globex.example", "Card": "4242",
                "Subscriptions": ["team"] },
            { "ReferenceCustomer": "org_2", "IsSuspended": true },
        ],
    })
}

fn globex() -> Running {
    start_with(Options {
        catalogue: Some(Catalogue::from_json(&document().to_string()).unwrap()),
        ..Options::default()
    })
}

#[tokio::test]
async fn the_account_sells_what_the_catalogue_says_and_nothing_of_the_sample() {
    let emulator = globex();
    let (_, offers) = emulator.ask("/v1/Offers").await;
    assert_eq!(
        (&offers["TotalItems"], &offers["Items"][0]["ReferenceOffer"]),
        (&json!(2), &json!("team"))
    );
    let offer = &offers["Items"][0];
    for (name, expected) in [
        ("Currency", json!("USD")),
        ("AmountRecurrence", json!(12_000)),
        ("DurationRecurrence", json!(3)),
        ("CountMinRecurrences", json!(2)),
        (
            "PricingLocalized",
            json!("<strong>$120.00</strong> every 3 months"),
        ),
    ] {
        assert_eq!(offer[name], expected, "{name}");
    }
    let (_, features) = emulator.ask("/v1/Features?IsVisible=true").await;
    assert_eq!(features["Items"][0]["ReferenceFeature"], "seats");
    assert_eq!(emulator.ask("/v1/Offer?ReferenceOffer=offer-pro").await.0, 404);
    assert_eq!(
        emulator.ask("/v1/Customer?ReferenceCustomer=cust-alice").await.0,
        404
    );
}

#[tokio::test]
async fn its_customers_are_there_with_what_they_subscribed_to() {
    let emulator = globex();
    let (_, usages) = emulator.ask("/v1/Usages?ReferenceCustomer=org_1").await;
    assert_eq!(
        (&usages["TotalItems"], &usages["Items"][0]["QuantityIncluded"]),
        (&json!(2), &json!(5))
    );
    assert_eq!(emulator.customer("org_1").await["Email"], "ada@globex.example");
    assert_eq!(emulator.customer("org_2").await["Status"], "Suspended");
    let home = emulator.link("org_1", "hosted-home").await;
    let page = emulator.page(&home).await;
    for part in [
        "Team",
        "$120.00",
        "every 3 months",
        "Card ending in 4242",
        "5 seats",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let (_, texts) = emulator
        .ask(&segment(&emulator, "/HostedPages/LocalizationBySegments"))
        .await;
    assert_eq!(
        texts["Items"],
        json!([{
            "IdSegment": 17, "Code": "Feature.Title.seats", "TypeContent": "String", "Language": "fr",
            "Content": "Sièges",
        }])
    );
}

#[tokio::test]
async fn the_pages_have_its_name_and_its_periods() {
    let emulator = globex();
    let home = emulator.link("org_1", "hosted-home").await;
    let page = emulator.page(&home).await;
    let at = page.find("/options/").unwrap();
    let options = page[at..].split('"').next().unwrap();
    let offers = emulator.link("org_1", "hosted-collection-offers").await;
    let register = emulator.link("org_1", "hosted-register").await;
    for path in [
        home.as_str(),
        options,
        &offers,
        &register,
        "/portal-anon",
        "/portal/nothing",
        "/nothing",
    ] {
        let page = emulator.page(path).await;
        assert!(
            page.contains(", Globex</title>") && page.contains("Globex billing"),
            "{path}: {page}"
        );
        assert!(!page.contains("Acme"), "{path}: {page}");
    }
    assert!(
        emulator
            .page(options)
            .await
            .contains("Each more is $9.00 every 3 months")
    );
}

fn segment(emulator: &Running, path: &str) -> String {
    emulator.url(path).replace("127.0.0.1", "localhost")
}

#[tokio::test]
async fn a_reset_brings_the_catalogue_back_as_it_was() {
    let emulator = globex();
    let body =
        json!({ "ReferenceCustomer": "org_1", "ReferenceSegment": "acme-eur", "Name": "Somebody Else" });
    emulator.done("/v1/Customer", &body).await;
    let reset = emulator
        .post("/_emulator/reset", &json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(reset.status(), 204);
    assert_eq!(emulator.customer("org_1").await["Name"], "Ada");
    assert_eq!(
        json_of(emulator.read("/v1/Customers").send().await.unwrap()).await["TotalItems"],
        2
    );
}

/// A change of the document as a JSON pointer and its new value, and the member that the refusal names.
const MISTAKES: &[(&str, &str, &str)] = &[
    (
        "/Offers/0/AmountRecurrence",
        r#""120""#,
        "Offers[0].AmountRecurrence",
    ),
    (
        "/Offers/0/UnitRecurrence",
        r#""Fortnight""#,
        "Offers[0].UnitRecurrence",
    ),
    (
        "/Offers/0/DurationRecurrence",
        "0",
        "Offers[0].DurationRecurrence",
    ),
    (
        "/Offers/0/Features/0/QuantityIncluded",
        "-1",
        "Offers[0].Features[0].QuantityIncluded",
    ),
    (
        "/Offers/0/Features/0/AmountPerUnit",
        "9000000000000000",
        "Offers[0].Features[0].AmountPerUnit",
    ),
    ("/Offers/0/Price", "1", "Price"),
    (
        "/Offers/1/ReferenceOffer",
        r#""team""#,
        "Offers[1].ReferenceOffer",
    ),
    ("/Offers/1/ReferenceOffer", r#""a=b""#, "Offers[1].ReferenceOffer"),
    (
        "/Offers/0/Upgrades",
        r#"["empty", "pro"]"#,
        "Offers[0].Upgrades[1]",
    ),
    (
        "/Offers/0/Features/0/ReferenceFeature",
        r#""chairs""#,
        "Offers[0].Features[0]",
    ),
    (
        "/Features/1/TypeFeature",
        r#""Switch""#,
        "Features[1].TypeFeature",
    ),
    (
        "/Customers/0/Subscriptions",
        r#"["pro"]"#,
        "Customers[0].Subscriptions[0]",
    ),
    (
        "/Customers/1/ReferenceCustomer",
        r#""org_1""#,
        "Customers[1].ReferenceCustomer",
    ),
    ("/Customers/0/Card", r#""visa""#, "Customers[0].Card"),
    ("/Customers/0/Card", r#""4200460037003700""#, "Customers[0].Card"),
    ("/Offers/0/CountRecurrences", "0", "Offers[0].CountRecurrences"),
    (
        "/Offers/0/CountMinRecurrences",
        "1001",
        "Offers[0].CountMinRecurrences",
    ),
    ("/Currency", r#""euro""#, "Currency"),
    ("/Texts/0/Content", "7", "Texts[0].Content"),
];

#[test]
fn a_mistake_is_named_by_its_member() {
    for (pointer, value, member) in MISTAKES {
        let mut document = document();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        document.pointer_mut(parent).unwrap()[name] = serde_json::from_str(value).unwrap();
        let refusal = Catalogue::from_json(&document.to_string()).unwrap_err();
        assert!(refusal.to_string().contains(member), "{pointer}: {refusal}");
    }
    let refusal = Catalogue::from_json("{").unwrap_err();
    assert!(refusal.to_string().contains("cannot be read"), "{refusal}");
}

#[test]
fn a_file_is_read_with_or_without_a_byte_order_mark() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("catalogue.json");
    for mark in ["", "\u{feff}"] {
        std::fs::write(&path, format!("{mark}{}", document())).unwrap();
        Catalogue::from_file(&path).unwrap();
    }
    Catalogue::from_file(directory.path().join("absent.json")).unwrap_err();
}

#[test]
fn the_example_of_the_readme_is_a_catalogue() {
    let readme = include_str!("../../README.md");
    let (_, example) = readme.split_once("```json\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    Catalogue::from_json(example).unwrap();
}
