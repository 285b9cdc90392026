//! The parts of the commands `demo` and `dev` are named where they belong, and nowhere else.

use super::complain;
use super::paths::code_only;
use super::sources::{self, Source};

/// A name, and the folders whose files may say it.
const RESERVED: [(&str, &[&str]); 11] = [
    // A server for real visitors never depends on a made-up ProAbono.
    (
        "emulator::",
        &["src/cli/", "src/demo/", "src/dev/", "src/emulated/"],
    ),
    ("for_emulator", &["src/emulated/", "src/crylk/"]),
    ("Policy::Emulator", &["src/crylk/"]),
    ("SAMPLE_SIGN_IN", &["src/demo/"]),
    ("emulated::", &["src/demo/", "src/dev/"]),
    ("crate::demo", &["src/cli/"]),
    ("crate::dev", &["src/cli/"]),
    // Nobody else looks on, overrules what an operator says, or keeps sessions for a while.
    ("Findings::begin", &["src/dev/"]),
    (".fixed(", &["src/dev/", "src/emulated/"]),
    // The look of the pages is that of the configuration, except where one is tried.
    (".restyle(", &["src/demo/"]),
    ("for_a_while", &["src/dev/", "src/sign_in/"]),
];

fn faults(file: &Source) -> Vec<String> {
    let code = code_only(&file.text);
    let mut found = Vec::new();
    for (name, folders) in RESERVED {
        if folders.iter().any(|folder| file.path.starts_with(folder)) {
            continue;
        }
        for (at, _) in code.match_indices(name) {
            let line = code[..at].matches('\n').count() + 1;
            found.push(complain(
                &file.path,
                line,
                &format!("{name} belongs to {folders:?}"),
            ));
        }
    }
    found
}

#[test]
fn the_policy_and_the_sign_in_of_the_demonstration_are_out_of_reach_of_serve() {
    let files = sources::read("src", "rs");
    for (name, _) in RESERVED {
        assert!(
            files.iter().any(|file| file.text.contains(name)),
            "{name} is gone: change this test"
        );
    }
    let faults: Vec<_> = files.iter().flat_map(faults).collect();
    super::assert_clean(&faults);
}

#[test]
fn a_use_elsewhere_is_found() {
    let count = |path, text| faults(&Source::planted(path, text)).len();
    assert_eq!(
        count("src/portal.rs", "let gate = Gate::for_emulator(origin);"),
        1
    );
    assert_eq!(count("src/server/mod.rs", "use crate::demo::SAMPLE_SIGN_IN;"), 2);
    assert_eq!(count("src/demo/server.rs", "Gate::for_emulator(origin)"), 1);
    assert_eq!(count("src/emulated/stage.rs", "Gate::for_emulator(origin)"), 0);
    assert_eq!(count("src/server/mod.rs", "use crate::emulated::unreal;"), 1);
    assert_eq!(count("src/config/mod.rs", "source.fixed(&key, None)"), 1);
    assert_eq!(count("src/demo/server.rs", "Policy::Emulator { origin }"), 1);
    assert_eq!(count("src/portal.rs", "// Gate::for_emulator"), 0);
}
