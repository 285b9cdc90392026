//! The arguments of the documented calls, and telephone numbers.

use std::process::Command;

use proabono_emulator::Emulator;
use serde_json::{Value, json};

use super::{COMPANY, SOON, assert_quiet, calls, followed_by};
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::portal::PortalProcess;
use crate::support::trials::trials;
use crate::support::wait::{free_port, loopback};

/// Numbers with the answer that mluvii's documentation gives, or that follows from it.
pub(super) const DOCUMENTED: [(&str, Option<&str>); 10] = [
    ("777 666 555", Some("+420 777 666 555")),
    ("777666555", Some("+420 777 666 555")),
    ("+420777666555", Some("+420 777 666 555")),
    ("00420 777 666 555", Some("+420 777 666 555")),
    ("420777666555", Some("+420 777 666 555")),
    ("+33 (0)6 12 34 56 78", Some("+33 6 12 34 56 78")),
    // The 8 is no prefix here, though people in Russia dial one.
    ("+7 800 555-35-35", Some("+7 800 555 35 35")),
    ("12", None),
    ("", None),
    ("abc", None),
];

/// One configuration: a country, further settings, and the arguments of `init`.
type Told = (&'static str, &'static [(&'static str, &'static str)], Value);

/// Every setting there and left out, in the combinations that decide where an argument stands.
fn configurations() -> [Told; 10] {
    const TENANT: (&str, &str) = ("PORTAL_CHAT__TENANT_ID", "7");
    const PRESET: (&str, &str) = ("PORTAL_CHAT__PRESET", "Billing");
    const CZECH: (&str, &str) = ("PORTAL_CHAT__LANGUAGE", "cs");
    const VISITOR: (&str, &str) = ("PORTAL_CHAT__LANGUAGE", "visitor");
    const SCOPE: (&str, &str) = ("PORTAL_CHAT__SCOPE", "subscription");
    let tenant = json!([COMPANY, 7]);
    [
        ("CZ", &[], json!(["init", COMPANY])),
        ("FR", &[TENANT], json!(["init", tenant])),
        ("DE", &[PRESET], json!(["init", COMPANY, "Billing"])),
        ("GB", &[CZECH], json!(["init", COMPANY, null, "cs"])),
        ("US", &[VISITOR], json!(["init", COMPANY, null, "en"])),
        (
            "IT",
            &[SCOPE],
            json!(["init", COMPANY, null, null, "subscription"]),
        ),
        (
            "ES",
            &[PRESET, VISITOR],
            json!(["init", COMPANY, "Billing", "en"]),
        ),
        (
            "PL",
            &[PRESET, SCOPE],
            json!(["init", COMPANY, "Billing", null, "subscription"]),
        ),
        (
            "SK",
            &[CZECH, SCOPE],
            json!(["init", COMPANY, null, "cs", "subscription"]),
        ),
        (
            "CH",
            &[TENANT, PRESET, CZECH, SCOPE],
            json!(["init", tenant, "Billing", "cs", "subscription"]),
        ),
    ]
}

/// The page that anybody may see, with the emulator in the place of ProAbono and of the chat.
pub(super) async fn portal(emulator: &str, more: &[(&str, &str)]) -> PortalProcess {
    let operations = loopback(free_port()).to_string();
    let mut variables = vec![
        ("PROABONO_API_BASE", emulator),
        ("PROABONO_BUSINESS_ID", "1"),
        ("PROABONO_SEGMENT_REF", "acme-eur"),
        ("PROABONO_AGENT_KEY", "agent-demo"),
        ("PROABONO_API_KEY", "api-demo"),
        ("PORTAL_IDENTITY__PROXY__HEADER", "X-Remote-User"),
        ("PORTAL_IDENTITY__PROXY__FROM", "127.0.0.0/8"),
        ("PORTAL_OPERATIONS__LISTEN", &operations),
        ("PORTAL_OFFERS__SHOW", "list"),
        ("PORTAL_CHAT__COMPANY_ID", COMPANY),
        ("PORTAL_CHAT__HOST", emulator),
    ];
    variables.extend(more);
    PortalProcess::start(&variables, &["serve"]).await
}

/// The answers of libphonenumber-js, the library that applications on the web use, to so many numbers of each country.
pub(super) fn reference(each: usize) -> Vec<(String, String, Value)> {
    let mut node = Command::new("node");
    node.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser"));
    let output = node.args(["phone-numbers.mjs", &each.to_string()]).output();
    let output = output.expect("node");
    let fault = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "tests/run installs what it needs: {fault}"
    );
    serde_json::from_slice(&output.stdout).expect("the numbers")
}

async fn normalised(browser: &Browser, numbers: &[&str]) -> Value {
    browser
        .eval(&format!("{}.map(__mluvii.number)", json!(numbers)))
        .await
}

#[tokio::test]
async fn each_configuration_reaches_init_and_numbers_of_ten_countries_become_what_the_reference_library_makes()
 {
    let emulator = Emulator::start().await.expect("the emulator");
    let each = trials("telephone numbers of each of ten countries", 50, 2_000);
    let reference = reference(each);
    assert_eq!(reference.len(), 10 * each);
    let valid = reference
        .iter()
        .filter(|(_, _, answer)| answer.is_string())
        .count();
    assert!(
        valid > 4 * each && valid < 8 * each,
        "{valid} of {}",
        reference.len()
    );
    let browser = Browser::start(BrowserOptions::default()).await;
    for (country, settings, init) in configurations() {
        let more = [settings, &[("PORTAL_CHAT__COUNTRY", country)]].concat();
        let portal = portal(&emulator.url(), &more).await;
        browser.goto(&portal.url("/Subscriptions/offers")).await;
        let expected = followed_by(
            init,
            &[
                json!(["setCustomNumberNormalization", "function"]),
                json!(["connectToServer"]),
            ],
        );
        assert_eq!(calls(&browser).await, expected, "{country}");
        let of_country = reference.iter().filter(|(of, _, _)| of == country);
        let (numbers, answers): (Vec<&str>, Vec<&Value>) = of_country
            .map(|(_, text, answer)| (text.as_str(), answer))
            .unzip();
        assert_eq!(numbers.len(), each);
        let found = normalised(&browser, &numbers).await;
        for ((number, answer), found) in numbers
            .iter()
            .zip(answers)
            .zip(found.as_array().expect("answers"))
        {
            assert_eq!(found, answer, "{number} in {country}");
        }
        if country == "CZ" {
            for (number, answer) in DOCUMENTED {
                assert_eq!(normalised(&browser, &[number]).await, json!([answer]), "{number}");
            }
        }
        assert_quiet(&browser).await;
    }

    // Without a country mluvii's own rule stays, and the page asks for neither the script nor the rules.
    let portal = portal(&emulator.url(), &[]).await;
    browser.requests().await;
    browser.goto(&portal.url("/Subscriptions/offers")).await;
    let expected = followed_by(json!(["init", COMPANY]), &[json!(["connectToServer"])]);
    assert_eq!(calls(&browser).await, expected);
    let requests = browser.requests().await;
    assert!(!requests.iter().any(|url| url.contains("phones")), "{requests:?}");
    browser
        .wait_until(
            "__mluvii.element.async && __mluvii.element.charset === 'UTF-8'",
            SOON,
        )
        .await;
    emulator.stop().await;
}
