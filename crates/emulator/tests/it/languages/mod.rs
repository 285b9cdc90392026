//! The hosted pages, and the prices of the API, in the languages of customers.

mod album;
mod english;

use album::Album;
use english::{english_parts, has, said};
use proabono_emulator::Options;
use serde_json::json;

use super::walk::CARD;
use super::{link_in, start, start_with};

/// The other languages with their files.
const LANGUAGES: [(&str, &str); 6] = [
    ("de", include_str!("../../../src/words/locales/de.ftl")),
    ("es", include_str!("../../../src/words/locales/es.ftl")),
    ("fr", include_str!("../../../src/words/locales/fr.ftl")),
    ("it", include_str!("../../../src/words/locales/it.ftl")),
    ("nl", include_str!("../../../src/words/locales/nl.ftl")),
    ("pt", include_str!("../../../src/words/locales/pt.ftl")),
];

#[tokio::test]
async fn every_page_speaks_the_language_of_its_customer_and_no_english() {
    for (language, own) in LANGUAGES {
        let emulator = start_with(Options {
            seed: Some(7),
            ..Options::default()
        });
        for reference in ["cust-alice", "cust-bruno", "cust-chloe", "cust-dmitri"] {
            emulator.speaks(reference, language).await;
        }
        let parts = english_parts(own);
        assert!(parts.len() > 100, "{language}: {parts:?}");
        for (name, page) in Album::filled(&emulator, language).await {
            let root = format!("<html lang=\"{language}\" dir=\"ltr\">");
            assert!(page.contains(&root), "{language}, {name}: {page}");
            let said = said(&page);
            let english: Vec<&String> = parts.iter().filter(|part| has(&said, part)).collect();
            assert!(english.is_empty(), "{language}, {name}: {english:?} in {said}");
        }
    }
}

#[tokio::test]
async fn dates_prices_and_periods_are_written_as_in_the_language() {
    let emulator = start_with(Options {
        seed: Some(7),
        ..Options::default()
    });
    let french = emulator.home("cust-chloe").await;
    for part in [
        "12 août 2026",
        "10,80\u{a0}€",
        "9,00\u{a0}€",
        "par mois, hors taxes",
    ] {
        assert!(french.contains(part), "{part}: {french}");
    }
    let table = emulator.home("cust-bruno").await;
    assert!(
        table.contains("29,00\u{a0}€") && table.contains("pro Monat"),
        "{table}"
    );
    let form = emulator.form("cust-bruno", "offer-pro").await;
    let done = emulator.submit(&form, CARD).await;
    assert!(done.contains("34,80\u{a0}€ wurden bezahlt"), "{done}");
    let german = emulator.home("cust-bruno").await;
    for part in ["1. Oktober 2026", "1. November 2026", "10 Zugänge"] {
        assert!(german.contains(part), "{part}: {german}");
    }
}

#[tokio::test]
async fn the_prices_of_the_api_are_in_the_language_that_is_asked_for_else_in_the_customers() {
    let emulator = start();
    let starter = "/v1/Offer?ReferenceOffer=offer-starter&Html=false";
    for (query, price, unit) in [
        ("", "€9.00 per month", "+€7.00 per extra unit"),
        (
            "&ReferenceCustomer=cust-bruno",
            "9,00\u{a0}€ pro Monat",
            "+7,00\u{a0}€ je weitere Einheit",
        ),
        (
            "&ReferenceCustomer=cust-bruno&Language=nl",
            "€\u{a0}9,00 per maand",
            "+€\u{a0}7,00 per extra eenheid",
        ),
        ("&Language=ja", "€9.00 per month", "+€7.00 per extra unit"),
    ] {
        let (_, offer) = emulator.ask(&format!("{starter}{query}")).await;
        assert_eq!(offer["PricingLocalized"], price, "{query}");
        assert_eq!(offer["Features"][0]["PricingLocalized"], unit, "{query}");
    }
    let body = json!({ "ReferenceCustomer": "cust-chloe", "ReferenceOffer": "offer-pro" });
    let quote = emulator.done("/v1/Quoting/Subscription", &body).await;
    assert_eq!(quote["PricingLocalized"], "34,80\u{a0}€");
}

#[tokio::test]
async fn the_public_table_speaks_the_language_of_the_browser_until_another_one_is_said() {
    let emulator = start();
    for (asked, path, language) in [
        ("de-CH,de;q=0.9,en;q=0.8", "/portal-anon", "de"),
        ("de-CH", "/portal-anon?customer_lang=fr", "fr"),
        ("xx", "/portal-anon", "en"),
    ] {
        let request = emulator.get(path).header("Accept-Language", asked);
        let page = request.send().await.unwrap().text().await.unwrap();
        assert!(
            page.contains(&format!("<html lang=\"{language}\"")),
            "{asked} {path}: {page}"
        );
    }
}

#[tokio::test]
async fn a_page_in_a_frame_has_no_header_of_its_own() {
    let emulator = start();
    let alice = emulator.customer("cust-alice").await;
    let home = link_in(&alice, "hosted-home").unwrap()["href"].as_str().unwrap();
    for path in [home, "/portal-anon", "/portal/nothing"] {
        for (destination, header) in [("iframe", false), ("document", true)] {
            let request = emulator.get(path).header("Sec-Fetch-Dest", destination);
            let page = request.send().await.unwrap().text().await.unwrap();
            assert_eq!(page.contains("<header"), header, "{destination}: {page}");
            assert_eq!(page.contains("Acme billing"), header, "{destination}");
            assert!(page.contains("nothing here is real") && !page.contains("framed.js"));
        }
    }
    // A browser that does not say where the page is shown gets a script that looks.
    let page = reqwest::get(home).await.unwrap().text().await.unwrap();
    assert!(page.contains("<header") && page.contains("<script src=\"/framed.js\"></script>"));
    assert!(emulator.page("/framed.js").await.contains("self !== top"));
}
