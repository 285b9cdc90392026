//! Languages as ProAbono is told of them: two letters, or none.

use serde_json::{Value, json};

use crate::support::served::Served;

/// The language that the application gives, and the one that ProAbono is told.
const LANGUAGES: [(&str, Option<&str>); 16] = [
    ("fr", Some("fr")),
    ("FR", Some("fr")),
    ("fr-FR", Some("fr")),
    ("pt_BR", Some("pt")),
    ("zh-Hant-TW", Some("zh")),
    ("de-CH-1996", Some("de")),
    ("sr-Latn", Some("sr")),
    ("es-419", Some("es")),
    ("english", None),
    ("eng", None),
    ("e", None),
    ("x-klingon", None),
    ("i-default", None),
    ("12", None),
    ("C", None),
    ("*", None),
];

#[tokio::test]
async fn two_letters_of_a_language_or_none_go_to_proabono() {
    let site = Served::start(&[("customers.authority", "language")]);
    for (number, (said, expected)) in LANGUAGES.into_iter().enumerate() {
        let user = format!("speaker-{number}");
        let page = site
            .visit_with(&user, "/Subscriptions", &[("x-remote-language", said)])
            .await;
        page.assert_status(200);
        let written = site.upstream.written().await;
        let language = written.last().expect("a creation")["Language"].clone();
        assert_eq!(
            language,
            expected.map_or(Value::Null, |code| json!(code)),
            "{said}"
        );
        let told = expected.map(|code| format!("\"customer_lang\":\"{code}\""));
        match told {
            Some(told) => page.assert_text(&told),
            None => page.assert_no_text("customer_lang"),
        };
    }
}

#[tokio::test]
async fn a_language_that_is_the_same_in_two_letters_is_not_written_again() {
    let site = Served::start(&[
        ("customers.authority", "language"),
        ("customers.links_fresh_for", "1s"),
    ]);
    let visit = async || {
        let french = [("x-remote-language", "fr-CA")];
        site.visit_with("fred", "/Subscriptions", &french)
            .await
            .assert_status(200);
    };
    visit().await;
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    visit().await;
    assert_eq!(site.upstream.reads_and_writes().await, (2, 1));
}
