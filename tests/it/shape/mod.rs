//! The shape of the code: who may import whom, and what must not stand in sources and templates.

mod code;
mod demo;
mod lines;
mod order;
mod paths;
mod sources;
mod templates;

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
    let mut faults = order::faults("src", "lib.rs");
    for name in sources::folders("crates") {
        faults.extend(order::faults(&format!("crates/{name}/src"), "lib.rs"));
    }
    assert_clean(&faults);
}

/// Lines that are too long and were there before this was checked. Only fewer are welcome: lower the number then.
const TOO_LONG: [(&str, usize); 4] = [
    ("src", 3),
    ("tests", 12),
    ("crates/emulator", 9),
    ("crates/proabono", 2),
];

#[test]
fn no_line_is_so_long_that_rustfmt_leaves_it_alone() {
    let mut folders: Vec<_> = ["src", "tests", "examples", "benches"].map(str::to_owned).into();
    folders.extend(
        sources::folders("crates")
            .iter()
            .map(|name| format!("crates/{name}")),
    );
    let mut found = Vec::new();
    for folder in folders {
        let files = sources::read(&folder, "rs");
        let faults: Vec<_> = files.iter().flat_map(lines::faults).collect();
        let known = TOO_LONG.iter().find(|(known, _)| *known == folder);
        if faults.len() > known.map_or(0, |(_, most)| *most) {
            found.push(format!("{folder}: {} lines", faults.len()));
            found.extend(faults);
        }
    }
    assert_clean(&found);
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
fn the_lock_file_of_the_browser_tests_names_no_registry() {
    let lock = include_str!("../../browser/package-lock.json");
    assert!(
        lock.contains("integrity") && !lock.contains("resolved"),
        "npm install writes hosts: take those lines out"
    );
}
