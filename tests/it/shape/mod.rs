//! The shape of the code: who may import whom, and what must not stand in sources and templates.

mod code;
mod demo;
mod lines;
mod order;
mod paths;
mod sources;
mod templates;
mod warnings;

/// A rule that a file breaks, as the reader of the failure sees it.
fn complain(file: &str, line: usize, what: &str) -> String {
    format!("{file}:{line}: {what}")
}

#[track_caller]
fn assert_clean(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_module_imports_from_those_below_it_alone() {
    let mut faults = order::faults("src");
    for name in sources::folders("crates") {
        faults.extend(order::faults(&format!("crates/{name}/src")));
    }
    assert_clean(&faults);
}

#[test]
fn no_line_is_so_long_that_rustfmt_leaves_it_alone() {
    let folders = ["src", "tests", "examples", "benches", "crates"];
    let files = folders.map(|folder| sources::read(folder, "rs"));
    let faults: Vec<_> = files.iter().flatten().flat_map(lines::faults).collect();
    assert_clean(&faults);
}

#[test]
fn frame_urls_are_made_by_the_gate_alone_and_nothing_prints() {
    let files = ["src", "crates/cli/src"].map(|folder| sources::read(folder, "rs"));
    let faults: Vec<_> = files.iter().flatten().flat_map(code::faults).collect();
    assert_clean(&faults);
}

#[test]
fn templates_hold_no_script_no_style_and_nothing_unescaped() {
    let files = sources::read("templates", "");
    let faults: Vec<_> = files.iter().flat_map(templates::faults).collect();
    assert_clean(&faults);
}

#[test]
fn the_dark_colours_are_the_same_for_a_browser_that_prefers_them_and_for_a_page_that_chooses_them() {
    let style = include_str!("../../../static/portal.css");
    let places = [
        ":root:not([data-theme=\"light\"]) {",
        ":root[data-theme=\"dark\"] {",
    ];
    let [preferred, chosen] = places.map(|place| {
        let (_, rest) = style.split_once(place).expect(place);
        let (list, _) = rest.split_once('}').expect("its end");
        let colours = list
            .split(';')
            .map(str::trim)
            .filter(|line| line.starts_with("--"));
        colours.collect::<Vec<_>>()
    });
    assert!(preferred.len() > 5, "{preferred:?}");
    assert_eq!(preferred, chosen);
}

#[test]
fn the_lock_files_of_the_browser_tests_name_no_registry() {
    for lock in [
        include_str!("../../browser/package-lock.json"),
        include_str!("../../lighthouse/package-lock.json"),
    ] {
        assert!(
            lock.contains("integrity") && !lock.contains("resolved"),
            "npm install writes hosts: take those lines out"
        );
    }
}
