//! The units for systemd, by systemd's own judgement.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/packaging/systemd");
const UNITS: [&str; 2] = ["proabono-portal.service", "proabono-portal.socket"];
/// In tenths: 2.0 of 10.
const MOST_EXPOSED: u32 = 20;

fn analyze(arguments: &[&str], folder: &Path) -> Output {
    Command::new("systemd-analyze")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("systemd-analyze; tests/run installs what the tests need")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

/// A copy of the units that starts the program of this build, since systemd looks whether there is one.
fn units(more: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for unit in UNITS {
        let text = fs::read_to_string(Path::new(FOLDER).join(unit)).expect("a unit");
        let text = text.replace("/usr/bin/proabono-portal", env!("CARGO_BIN_EXE_proabono-portal"));
        let text = text.replace("\n[Service]\n", &format!("\n[Service]\n{more}"));
        fs::write(folder.path().join(unit), text).expect("a copy");
    }
    folder
}

#[test]
fn systemd_finds_nothing_wrong_with_the_units() {
    let arguments = [&["verify", "--man=no"][..], &UNITS].concat();
    let sound = analyze(&arguments, units("").path());
    assert!(
        sound.status.success() && text(&sound).is_empty(),
        "{}",
        text(&sound)
    );
    let odd = analyze(&arguments, units("ProtectClok=yes\n").path());
    assert!(text(&odd).contains("ProtectClok"), "{}", text(&odd));
}

#[test]
fn the_service_is_exposed_to_two_of_ten_at_most() {
    let threshold = format!("--threshold={MOST_EXPOSED}");
    let arguments = ["security", "--offline=true", &threshold, UNITS[0]];
    let judged = analyze(&arguments, Path::new(FOLDER));
    assert!(judged.status.success(), "{}", text(&judged));
    let bare = tempfile::tempdir().expect("a folder");
    fs::write(bare.path().join(UNITS[0]), "[Service]\nExecStart=/bin/true\n").expect("a unit");
    assert!(!analyze(&arguments, bare.path()).status.success());
}
