//! The parameters that tell ProAbono's scripts of a visitor.

use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::{Opened, SECRET, data_block, insite_account, opened};
use crate::support::served::{Served, USER};
use reqwest::Method;

const DETAILS: [(&str, &str); 5] = [
    (USER, "user-1001"),
    ("x-remote-name", "Ada Example"),
    ("x-remote-email", "ada@acme.example"),
    ("x-remote-language", "fr"),
    ("x-remote-department", "billing"),
];

const WIDGET: (&str, &str) = ("widget.script_url", "https://widget.proabono.com/widget.js");

async fn told(more: &[(&str, &str)]) -> (Value, Value) {
    let mut settings = vec![
        SECRET,
        ("customers.reference", "{id}"),
        ("identity.proxy.claims", "department=x-remote-department"),
        WIDGET,
    ];
    settings.extend(more);
    let site = Served::of(insite_account(), &settings);
    // The first visit creates the customer; what a later one is told overwrites what is there.
    site.ask(Method::GET, "/Subscriptions", &DETAILS).await;
    let page = site.ask(Method::GET, "/Subscriptions", &DETAILS).await;
    let Opened::InSite(insite) = opened(&page) else {
        panic!("{page:?}")
    };
    let floating = data_block(&page, "proabono-settings").expect("the widget's settings");
    (insite, floating)
}

#[tokio::test]
async fn the_hash_is_of_the_reference_that_is_sent_and_of_nobody_else() {
    let (insite, floating) = told(&[]).await;
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.1.as_bytes()).expect("a key");
    mac.update(b"user-1001");
    let computed = HEXLOWER.encode(&mac.finalize().into_bytes());
    assert_eq!(
        computed, "f96195a41c8800d73d20c97b2b38ce768246877ff76e38c8a66aa4bc6603cb29",
        "the published vector"
    );
    assert_eq!(
        insite,
        json!({ "business_id": 1, "segment_ref": "acme-eur", "customer_ref": "user-1001", "hash": computed })
    );
    assert_eq!(floating["hash"], json!(computed));
    assert_eq!(floating["customer_ref"], "user-1001");
}

#[tokio::test]
async fn name_language_and_metadata_go_out_under_authority_only() {
    let names = ["customer_name", "customer_lang", "customer_meta"];
    let (insite, floating) = told(&[]).await;
    for name in names {
        assert_eq!(
            (&insite[name], &floating[name]),
            (&Value::Null, &Value::Null),
            "{name}"
        );
    }
    let all = [
        ("customers.authority", "name, language, metadata"),
        ("customers.metadata", "department, team=none"),
    ];
    let (insite, floating) = told(&all).await;
    assert_eq!(insite["customer_name"], "Ada Example");
    assert_eq!(insite["customer_lang"], "fr");
    assert_eq!(
        insite["customer_meta"],
        json!({ "department": "billing" }),
        "what is not known is left out"
    );
    assert_eq!(
        insite["customer_email"],
        Value::Null,
        "the in-site portal has no such parameter"
    );
    assert_eq!(floating["customer_name"], "Ada Example");
    assert_eq!(
        floating["customer_meta"],
        Value::Null,
        "the widget has no such parameter"
    );
    let one = [("customers.authority", "language")];
    let (insite, _) = told(&one).await;
    assert_eq!(
        (&insite["customer_name"], &insite["customer_lang"]),
        (&Value::Null, &json!("fr"))
    );
}

#[tokio::test]
async fn metadata_beyond_what_proabono_takes_is_not_sent() {
    let site = Served::of(
        insite_account(),
        &[
            SECRET,
            ("identity.proxy.claims", "department=x-remote-department"),
            ("customers.authority", "metadata"),
            ("customers.metadata", "department"),
        ],
    );
    for (length, sent) in [(440, true), (441, false)] {
        let department = "d".repeat(length);
        let page = site
            .visit_with("alice", "/Subscriptions", &[("x-remote-department", &department)])
            .await;
        let Opened::InSite(told) = opened(&page) else {
            panic!("{page:?}")
        };
        assert_eq!(
            told.get("customer_meta").is_some(),
            sent,
            "{length} and the name's 10"
        );
    }
}

#[tokio::test]
async fn a_single_page_widget_is_started_by_its_call() {
    let site = Served::start(&[
        ("widget.script_url", "https://widget.proabono.com/w.js"),
        ("widget.start_call", "ProAbono.start"),
    ]);
    site.visit("alice")
        .await
        .assert_text("data-start=\"ProAbono.start\"");
}

#[tokio::test]
async fn the_hash_stands_on_a_page_only_for_a_script_that_is_there_to_take_it() {
    let hash_of = |settings: &[(&'static str, &'static str)], account, path: &'static str| {
        let mut all = vec![SECRET];
        all.extend_from_slice(settings);
        let site = Served::of(account, &all);
        async move {
            let page = site.visit_with("alice", path, &[]).await;
            page.assert_status(200);
            page.body.matches("\"hash\":").count()
        }
    };
    let framed = crate::support::upstream::account;
    let page = "/Subscriptions";
    let link = "/Subscriptions?crylk=https://proabono.com/x";
    let waiting = "/Subscriptions/return?from=invoice&outcome=pending";
    for path in [page, link, "/Subscriptions/plans", waiting] {
        assert_eq!(hash_of(&[], framed(), path).await, 0, "{path}");
    }
    assert_eq!(hash_of(&[WIDGET], framed(), page).await, 1);
    assert_eq!(hash_of(&[], insite_account(), page).await, 1);
    assert_eq!(hash_of(&[WIDGET], insite_account(), page).await, 2);
}
