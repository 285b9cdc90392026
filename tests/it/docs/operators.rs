//! The pages for operators and for host applications name what the program has.

use proabono_portal::config::keys;

use super::document::{between, blocks, coded, read, rows};

#[test]
fn every_secret_has_a_row_that_says_how_to_change_it() {
    let page = read("docs/operations.md");
    let table = rows(between(&page, "secrets"));
    let named: Vec<String> = table.iter().flat_map(|row| coded(&row[0])).collect();
    for key in keys().filter(|key| key.secret) {
        // The secret before the last change is named where the change is told.
        let told = if key.name.contains("previous") {
            page.contains(&format!("`{}`", key.env))
        } else {
            named.iter().any(|name| name == key.env)
        };
        assert!(told, "docs/operations.md does not say how to change {}", key.env);
    }
    for name in named {
        assert!(keys().any(|key| key.env == name), "{name} is no setting");
    }
}

#[test]
fn the_upgrade_is_quoted_as_it_is_tested() {
    let page = read("docs/operations.md");
    assert!(blocks(&page, "nginx").contains(&read("examples/nginx-upgrade.conf")));
}

#[test]
fn the_page_that_posts_by_itself_is_quoted_as_it_is_tested() {
    let page = read("docs/sign-in/hand-off.md");
    assert!(blocks(&page, "js").contains(&read("examples/handoff/sign-in-page.mjs")));
}

/// A manifest as TOML.
fn manifest(text: &str) -> toml::Table {
    text.parse().expect("TOML")
}

/// The version and the features that a dependency asks for.
fn asked(dependency: &toml::Value) -> (Option<&str>, Vec<&str>) {
    let version = dependency
        .as_str()
        .or_else(|| dependency.get("version")?.as_str());
    let features = dependency.get("features").and_then(toml::Value::as_array);
    let features = features.into_iter().flatten().filter_map(toml::Value::as_str);
    (version, features.collect())
}

/// The same of a crate that the page or one of its examples is built with.
fn known<'a>(ours: &'a toml::Table, name: &str) -> (Option<&'a str>, Vec<&'a str>) {
    // The examples come first: they ask for more features.
    let dependency = ["dev-dependencies", "dependencies"]
        .into_iter()
        .find_map(|section| ours[section].get(name))
        .unwrap_or_else(|| panic!("{name} is no dependency"));
    match dependency.get("workspace") {
        Some(_) => asked(&ours["workspace"]["dependencies"][name]),
        None => asked(dependency),
    }
}

#[test]
fn the_manifest_for_host_applications_asks_for_what_there_is() {
    let page = read("docs/sign-in/host-application.md");
    let host = manifest(&blocks(&page, "toml")[0]);
    let ours = manifest(&read("Cargo.toml"));
    let mut crates = 0;
    for section in ["dependencies", "dev-dependencies"] {
        for (name, dependency) in host[section].as_table().expect("a section") {
            crates += 1;
            let (version, features) = asked(dependency);
            if name.starts_with("proabono") {
                // One of this repository, without the features of the program.
                let folder = name.strip_prefix("proabono-").filter(|rest| *rest != "portal");
                let path = folder.map_or("Cargo.toml".to_owned(), |rest| {
                    format!("crates/{rest}/Cargo.toml")
                });
                assert_eq!(
                    manifest(&read(&path))["package"]["name"].as_str(),
                    Some(name.as_str())
                );
                continue;
            }
            let (known, with) = known(&ours, name);
            assert_eq!(
                version, known,
                "{name}: another version than the page is built with"
            );
            assert!(
                features.iter().all(|feature| with.contains(feature)),
                "{name}: {features:?}"
            );
        }
    }
    assert!(crates >= 4, "{host:?}");
    let portal = &host["dependencies"]["proabono-portal"];
    assert_eq!(portal["default-features"].as_bool(), Some(false));
}
