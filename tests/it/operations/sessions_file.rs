//! The file of the sessions: what it may be called, and that `check` makes none.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;

use crate::sign_in::KEY;
use crate::support::portal::{PortalProcess, run, run_by};
use crate::support::served::{borrowed, variables};

const NOWHERE: &str = "http://127.0.0.1:9";
const ANOTHER: &str = "; name another file";
const FOLDER: &str = "; name a file in a folder that this user can write to";

/// A configuration whose users sign in here, with the sessions in that file.
fn with_file(file: &str) -> Vec<(&'static str, String)> {
    let more = [
        ("server.public_url", "https://app.test/Subscriptions"),
        ("sessions.key", KEY),
        ("sessions.file", file),
        ("identity.shared_ids", "true"),
        ("identity.oidc.issuer", "https://issuer.test/"),
        ("identity.oidc.client_id", "subscriptions"),
    ];
    variables(NOWHERE, &more)
}

/// The files of a folder, with their modes and digests of their contents.
fn files(folder: &Path) -> BTreeMap<String, (u32, u64)> {
    let files = fs::read_dir(folder).expect("a folder").map(|file| {
        let file = file.expect("a file");
        let mode = file.metadata().expect("its mode").permissions().mode() & 0o777;
        let name = file.file_name().to_string_lossy().into_owned();
        let mut digest = DefaultHasher::new();
        fs::read(file.path()).expect("its content").hash(&mut digest);
        (name, (mode, digest.finish()))
    });
    files.collect()
}

#[tokio::test]
async fn check_makes_no_file_and_changes_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sessions.db");
    let settings = with_file(file.to_str().expect("UTF-8"));
    let pairs = borrowed(&settings);
    // Another system user could not open what was made here.
    let checked = run(&pairs, &["check"]).await;
    assert_eq!(checked.status.code(), Some(0), "{}", checked.stderr);
    assert_eq!(files(folder.path()), BTreeMap::new());

    // A server that was killed leaves the database with a journal beside it.
    let mut portal = PortalProcess::start(&pairs, &["serve"]).await;
    portal.kill();
    let before = files(folder.path());
    assert!(before.contains_key("sessions.db"), "{:?}", before.keys());
    let checked = run(&pairs, &["check"]).await;
    assert_eq!(checked.status.code(), Some(0), "{}", checked.stderr);
    assert_eq!(files(folder.path()), before);

    let closed = PortalProcess::start(&pairs, &["serve"]).await.terminate().await;
    assert!(closed.is_some());
    let before = files(folder.path());
    assert_eq!(run(&pairs, &["check"]).await.status.code(), Some(0));
    assert_eq!(files(folder.path()), before);
}

#[tokio::test]
async fn check_finds_what_would_keep_serve_from_starting() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name);
    fs::write(
        place("text"),
        "this is no database, and it is longer than the head of one. ".repeat(9),
    )
    .expect("a text");
    fs::write(place("short"), "short").expect("a text");
    fs::create_dir(place("folder")).expect("a folder");
    let made = Command::new("mkfifo")
        .arg(place("pipe"))
        .status()
        .expect("mkfifo");
    assert!(made.success());
    let newer = "application_id = 0x5041506f; PRAGMA user_version = 9";
    for (name, pragma) in [("other", "application_id = 7"), ("newer", newer)] {
        let other = Connection::open(place(name)).expect("a database");
        other
            .execute_batch(&format!("PRAGMA {pragma}; CREATE TABLE t (a);"))
            .expect("a table");
    }
    for (name, reason, remedy) in [
        ("text", "file is not a database", ANOTHER),
        ("short", "file is not a database", ANOTHER),
        ("folder", "it is not a regular file", ANOTHER),
        ("pipe", "it is not a regular file", ANOTHER),
        ("other", "it is a database of another program", ANOTHER),
        ("newer", "another version of this program", ANOTHER),
        ("away/sessions.db", "", FOLDER),
        ("text/sessions.db", "", FOLDER),
    ] {
        let settings = with_file(place(name).to_str().expect("UTF-8"));
        let before = fs::read_dir(folder.path()).expect("the folder").count();
        let checked = run(&borrowed(&settings), &["check"]).await;
        assert_eq!(
            fs::read_dir(folder.path()).expect("the folder").count(),
            before,
            "{name}"
        );
        let served = run(&borrowed(&settings), &["serve"]).await;
        for (command, finished) in [("check", checked), ("serve", served)] {
            let said = &finished.stderr;
            assert_eq!(finished.status.code(), Some(1), "{command} {name}: {said}");
            for words in ["PORTAL_SESSIONS__FILE", "cannot be used", reason, remedy] {
                let once = words.is_empty() || said.matches(words).count() == 1;
                assert!(once, "{command} {name}: {words} in {said}");
            }
        }
    }
}

#[tokio::test]
async fn a_file_that_this_user_may_not_write_to_is_named_with_its_owner() {
    // The second one is what a server that root started leaves beside the file.
    for name in ["sessions.db", "sessions.db-wal"] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(name);
        fs::write(&file, "").expect("a file");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).expect("a mode");
        let settings = with_file(folder.path().join("sessions.db").to_str().expect("UTF-8"));
        for command in ["check", "serve"] {
            // In a namespace of users without any, even root has no rights but those of the mode.
            let line = "exec unshare --user \"$@\"";
            let finished = run_by(line, &borrowed(&settings), &[command]).await;
            let said = &finished.stderr;
            assert_eq!(finished.status.code(), Some(1), "{command}: {said}");
            let named = format!("{name} cannot be used");
            for words in [
                "PORTAL_SESSIONS__FILE",
                &named,
                "belongs to the system user",
                "mode 400",
                "chown, chmod 600",
            ] {
                assert_eq!(said.matches(words).count(), 1, "{command}: {words} in {said}");
            }
            assert!(!said.contains(FOLDER), "{command}: {said}");
        }
    }
}

#[tokio::test]
async fn a_name_that_is_special_to_sqlite_is_a_file_of_that_name_that_nobody_else_reads() {
    for name in [
        // Without `./` those that begin with `file:` are refused.
        "./file:x.db",
        "./file:x.db?mode=memory",
        "./file::memory:?cache=shared",
        "./FILE:x",
        "x.db?vfs=none",
        ":memory:x",
    ] {
        let settings = with_file(name);
        let portal = PortalProcess::start(&borrowed(&settings), &["serve"]).await;
        let files = files(portal.folder());
        let name = name.trim_start_matches("./");
        assert!(files.contains_key(name), "{name}: {:?}", files.keys());
        for (file, (mode, _)) in &files {
            assert!(file.starts_with(name), "{name}: {file}");
            assert_eq!(*mode, 0o600, "{name}: {file}");
        }
    }
}

#[tokio::test]
async fn a_name_that_can_be_no_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let toml = folder.path().join("portal.toml");
    for name in ["", " ", ":memory:", "sessions/", "a\\u0000b"] {
        fs::write(&toml, format!("[sessions]\nfile = \"{name}\"\n")).expect("a file");
        let settings = with_file("unused");
        let mut pairs = borrowed(&settings);
        pairs.retain(|(variable, _)| *variable != "PORTAL_SESSIONS__FILE");
        let finished = run(&pairs, &["check", "--config", toml.to_str().expect("UTF-8")]).await;
        assert_eq!(finished.status.code(), Some(1), "{name:?}");
        let said = &finished.stderr;
        assert!(
            said.contains("sessions.file") && said.contains("write the path of a file"),
            "{name:?}: {said}"
        );
    }
}
