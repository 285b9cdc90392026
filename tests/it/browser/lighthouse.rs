//! Lighthouse on the page of the demonstration. It measures times as well, which are printed and never asserted.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::process::Command;
use tokio::time::timeout;

use crate::support::demo::Demo;
use crate::support::http::post;
use crate::support::trials::{record, target_folder, trials};

const SCREENS: [(&str, &[&str]); 2] = [("phone", &[]), ("desktop", &["--preset=desktop"])];
const RUN: Duration = Duration::from_mins(3);

#[tokio::test]
async fn lighthouse_finds_the_page_accessible_sound_and_still() {
    for (name, more) in SCREENS
        .into_iter()
        .take(trials("screens of Lighthouse", 0, SCREENS.len()))
    {
        let demo = Demo::start(&["--widget=off"]).await;
        let report = measure(&demo, name, more).await;
        let scores: Vec<_> = ["performance", "accessibility", "best-practices", "seo"]
            .map(|category| format!("{category} {}", score(&report, category)))
            .into();
        let text = format!(
            "{}; below 100 for {}",
            scores.join(", "),
            below(&report).join(", ")
        );
        record(&format!("Lighthouse, {name}"), &text);
        for category in ["accessibility", "best-practices"] {
            assert_eq!(score(&report, category), "100", "{name}: {text}");
        }
        // Beside other browsers a late answer has once moved something by 0.0007, which nobody sees.
        let shift = report["audits"]["cumulative-layout-shift"]["numericValue"].as_f64();
        record(
            &format!("Lighthouse, {name}, layout shift"),
            &format!("{shift:?}"),
        );
        assert!(shift.is_some_and(|shift| shift < 0.001), "{name}: {shift:?}");
    }
}

/// The report, which stays in cargo's target folder as JSON and as a page.
async fn measure(demo: &Demo, name: &str, more: &[&str]) -> Value {
    let (origin, _) = demo.page.rsplit_once('/').expect("a path");
    let headers = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("origin", origin),
    ];
    let signed_in = post(&format!("{}/login", demo.page), &headers, "user=alice").await;
    let session = signed_in.cookie("portal-session").expect("a session");
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lighthouse/node_modules/lighthouse");
    let report = target_folder("lighthouse").join(name);
    let profile = tempfile::tempdir().expect("a folder");
    let flags = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage";
    let mut command = Command::new("node");
    command
        .arg(home.join("cli/index.js"))
        .arg(&demo.page)
        .args(more)
        .args([
            "--quiet",
            "--output=json",
            "--output=html",
            "--no-enable-error-reporting",
        ])
        .arg(format!("--output-path={}", report.display()))
        .arg(format!("--chrome-flags={flags}"))
        .arg(format!(
            "--extra-headers={}",
            json!({ "Cookie": format!("portal-session={session}") })
        ))
        .env("CHROME_PATH", "/usr/bin/chromium")
        .env("HOME", profile.path())
        .env("TMPDIR", profile.path())
        .kill_on_drop(true);
    let output = timeout(RUN, command.output())
        .await
        .expect("a report in time")
        .expect("node");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "tests/run --long installs Lighthouse: {said}"
    );
    let text = std::fs::read_to_string(report.with_extension("report.json")).expect("the report");
    serde_json::from_str(&text).expect("JSON")
}

/// Of 100.
fn score(report: &Value, category: &str) -> String {
    let score = report["categories"][category]["score"].as_f64();
    (score.unwrap_or_default() * 100.0).round().to_string()
}

/// The audits that keep a category from 100.
fn below(report: &Value) -> Vec<String> {
    let categories = report["categories"].as_object().expect("categories");
    let audits = categories.iter().flat_map(|(category, found)| {
        let audits = found["auditRefs"].as_array().into_iter().flatten();
        audits
            .filter(|audit| audit["weight"] != 0)
            .filter_map(|audit| audit["id"].as_str())
            .filter(|id| {
                report["audits"][id]["score"]
                    .as_f64()
                    .is_some_and(|score| score < 1.0)
            })
            .map(move |id| format!("{category}: {id}"))
    });
    audits.collect()
}
