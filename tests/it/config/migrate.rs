//! `config migrate`: settings with another name now are rewritten, and all else in the file stays as it stands.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::PathBuf;

use proabono_portal::config::keys;
use tempfile::TempDir;

use crate::support::portal::{Finished, run};

const OLD: &str = "\u{feff}# The proxy of the host.\r\n[identity.proxy]\r\nfrom = [\"10.0.0.0/8\"]  # both of them\r\n\
                   \"secret_previous\" = \"0123456789abcdef0123456789abcdef\"  # until Friday\r\n\
                   secret = \"secret_previous\"\r\n";

struct Place {
    folder: TempDir,
}

impl Place {
    fn with(text: &str) -> Self {
        let place = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        fs::write(place.file(), text).expect("a file");
        place
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("portal.toml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).expect("the file")
    }

    async fn migrate(&self, more: &[&str]) -> Finished {
        migrate(&self.file().to_string_lossy(), more, &[]).await
    }
}

async fn migrate(file: &str, more: &[&str], variables: &[(&str, &str)]) -> Finished {
    let arguments = [&["config", "migrate", "--config", file], more].concat();
    run(variables, &arguments).await
}

#[tokio::test]
async fn the_old_name_is_replaced_and_nothing_else() {
    let place = Place::with(OLD);
    let mode = fs::Permissions::from_mode(0o640);
    fs::set_permissions(place.file(), mode).expect("a mode");
    let finished = place.migrate(&[]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    let said = "portal.toml:4: identity.proxy.secret_previous is identity.proxy.previous_secret now";
    assert!(finished.stdout.contains(said), "{}", finished.stdout);
    assert_eq!(
        place.text(),
        OLD.trim_start_matches('\u{feff}')
            .replace("\"secret_previous\" =", "previous_secret =")
    );
    let mode = fs::metadata(place.file()).expect("the file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(fs::read_dir(place.folder.path()).expect("a folder").count(), 1);
    let again = place.migrate(&[]).await;
    assert_eq!(again.stdout, "Every setting has its present name.\n");
}

#[tokio::test]
async fn a_check_changes_nothing_and_is_told_by_the_exit_code() {
    let place = Place::with(OLD);
    let finished = place.migrate(&["--check"]).await;
    assert_eq!(finished.status.code(), Some(1));
    assert!(
        finished.stdout.contains("previous_secret now"),
        "{}",
        finished.stdout
    );
    assert_eq!(place.text(), OLD);
    let new = Place::with("[server]\nworkers = 2\n");
    assert!(new.migrate(&["--check"]).await.status.success());
}

#[tokio::test]
async fn the_file_behind_a_link_is_rewritten() {
    let place = Place::with("identity.proxy.secret_previous = \"a\"\n");
    let link = place.folder.path().join("link.toml");
    symlink(place.file(), &link).expect("a link");
    let finished = migrate(&link.to_string_lossy(), &[], &[]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    assert_eq!(place.text(), "identity.proxy.previous_secret = \"a\"\n");
    assert!(link.is_symlink());
}

#[tokio::test]
async fn both_names_in_one_file_are_refused_and_the_file_stays() {
    let text = "[identity.proxy]\nprevious_secret = \"a\"\nsecret_previous = \"b\"\n";
    let place = Place::with(text);
    let finished = place.migrate(&[]).await;
    assert_eq!(finished.status.code(), Some(1));
    for words in ["portal.toml:3", "take one out"] {
        assert!(finished.stderr.contains(words), "{}", finished.stderr);
    }
    assert_eq!(place.text(), text);
}

#[tokio::test]
async fn variables_are_named_since_the_command_cannot_change_them() {
    let place = Place::with("");
    let file = place.file();
    let old = ("PORTAL_IDENTITY__PROXY__SECRET_PREVIOUS_FILE", "/run/secrets/old");
    for (more, code) in [(&[][..], 0), (&["--check"], 1)] {
        let finished = migrate(&file.to_string_lossy(), more, &[old]).await;
        assert_eq!(finished.status.code(), Some(code), "{}", finished.stderr);
        let now = "PORTAL_IDENTITY__PROXY__PREVIOUS_SECRET_FILE now";
        assert!(finished.stdout.contains(now), "{}", finished.stdout);
    }
}

#[test]
fn a_setting_keeps_its_section_when_it_is_renamed() {
    // The command replaces the name where it stands, so the section above it must be the same.
    let section = |name: &'static str| name.rsplit_once('.').expect("a section").0;
    for key in keys().filter(|key| !key.formerly.is_empty()) {
        assert_eq!(section(key.name), section(key.formerly), "{}", key.name);
    }
}
