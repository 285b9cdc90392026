//! The files that are shipped beside the program agree with it and with each other.

use proabono_portal::config::keys;

use crate::support::portal::run;
use crate::support::served::{borrowed, variables};

use super::document::{between, coded, read, rows};

/// The value of a line such as `name = "value"` or `name: value`, each time it comes.
fn said<'a>(text: &'a str, name: &str, between: &str) -> Vec<&'a str> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches('#'));
    let values = lines.filter_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(between));
    values.map(|value| value.trim().trim_matches('"')).collect()
}

fn seconds(text: &str, name: &str) -> u32 {
    let value = said(text, name, "=")[0].strip_suffix('s').expect("seconds");
    value.parse().expect("a number")
}

#[test]
fn the_page_for_upgrades_has_each_setting_with_another_name() {
    let page = read("UPGRADING.md");
    let table = rows(between(&page, "renamed"));
    let mut told: Vec<_> = table
        .iter()
        .map(|row| (coded(&row[0])[0].clone(), coded(&row[1])[0].clone()))
        .collect();
    let renamed = keys().filter(|key| !key.formerly.is_empty());
    let mut renamed: Vec<_> = renamed
        .map(|key| (key.formerly.to_owned(), key.name.to_owned()))
        .collect();
    told.sort();
    renamed.sort();
    assert_eq!(told, renamed);
}

#[tokio::test]
async fn the_settings_of_the_package_are_complete_with_those_that_it_leaves_to_the_operator() {
    let file = format!("{}/packaging/debian/portal.toml", env!("CARGO_MANIFEST_DIR"));
    let mut variables = variables("http://127.0.0.1:9", &[]);
    variables.retain(|(name, _)| !name.ends_with("LISTEN") && !name.contains("SHUTDOWN"));
    let finished = run(&borrowed(&variables), &["check", "--config", &file]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    // Each line that is commented out is a setting that there is.
    let text = read("packaging/debian/portal.toml");
    let mut section = "";
    for line in text.lines() {
        section = line
            .strip_prefix('[')
            .map_or(section, |name| name.trim_end_matches(']'));
        let Some((name, _)) = line.strip_prefix('#').and_then(|line| line.split_once(" = ")) else {
            continue;
        };
        if !name.contains(' ') {
            let name = format!("{section}.{name}");
            assert!(keys().any(|key| key.name == name), "{name}");
        }
    }
    let secrets = read("packaging/debian/secrets.env");
    for line in secrets.lines().filter(|line| line.ends_with('=')) {
        let name = line.trim_start_matches('#').trim_end_matches('=');
        assert!(keys().any(|key| key.env == name && key.secret), "{name}");
    }
}

#[test]
fn the_sockets_of_the_unit_are_where_the_settings_of_the_package_say() {
    let unit = read("packaging/systemd/proabono-portal.socket");
    let (_, section) = unit.split_once("[Socket]\nListenStream").expect("the section");
    let section = format!("ListenStream{section}");
    let settings = read("packaging/debian/portal.toml");
    assert_eq!(
        said(&section, "ListenStream", "="),
        said(&settings, "listen", "=")
    );
}

#[test]
fn kubernetes_waits_for_longer_than_the_end_takes() {
    let manifest = read("packaging/kubernetes/proabono-portal.yaml");
    let (delay, timeout) = (
        seconds(&manifest, "shutdown_delay"),
        seconds(&manifest, "shutdown_timeout"),
    );
    let grace: u32 = said(&manifest, "terminationGracePeriodSeconds", ":")[0]
        .parse()
        .expect("seconds");
    assert!(
        grace > delay + 2 * timeout,
        "{grace} s for {delay} s and twice {timeout} s"
    );
    // Its probes notice within the delay.
    let (_, probe) = manifest.split_once("readinessProbe").expect("a probe");
    let number = |name: &str| said(probe, name, ":")[0].parse::<u32>().expect("a number");
    assert!(number("periodSeconds") * number("failureThreshold") < delay);
}
