//! Shells take off quotes, comments, marks and line ends, and `docker --env-file` keeps them. They are taken off where there is
//! no doubt, and named where there is one.

use proabono_portal::config::{Key, keys};

use super::{NOWHERE, assert_refused, check, check_with, problems};
use crate::support::portal::run;
use crate::support::served::{borrowed, variables};

/// A value that is long and random enough for any secret, and no value for most other settings.
const CANARY: &str = "Zq7secret-9c2f7a1e5b8d4036f1a7c3e85d2b69407e1d4c9a2f6b8035d3e7a1c95b2f8460";

/// The value of a setting as somebody would write it.
fn value(key: &Key) -> &'static str {
    match (key.token, key.default, key.example) {
        (true, ..) => CANARY,
        (_, "", example) => example,
        (_, default, _) => default,
    }
}

#[tokio::test]
async fn each_setting_in_quotes_is_named_and_no_secret_is_shown() {
    for (open, close) in [("\"", "\""), ("'", "'"), ("“", "”")] {
        let quoted: Vec<_> = keys()
            .map(|key| (key.env, format!("{open}{}{close}", value(key))))
            .collect();
        let finished = check(&borrowed(&quoted)).await;
        assert_refused(&finished);
        let named = problems(&finished);
        for key in keys() {
            let remedy = |(place, what): &(String, String)| {
                place == key.env && what.contains("quotes") && what.contains("docker --env-file")
            };
            assert!(named.iter().any(remedy), "{}: {}", key.env, finished.stderr);
        }
        assert!(!finished.stderr.contains(CANARY), "{}", finished.stderr);
    }
}

#[tokio::test]
async fn quotes_around_the_values_of_a_list_are_named() {
    for list in [
        "\"a.proabono.com\",\"b.proabono.com\"",
        "proabono.com, 'a.proabono.com'",
    ] {
        let finished = check_with(&[("PORTAL_FRAME__HOSTS", list)]).await;
        assert_refused(&finished);
        assert!(problems(&finished)[0].1.contains("quotes"), "{}", finished.stderr);
    }
}

#[tokio::test]
async fn a_comment_behind_a_value_is_named() {
    let secret = format!("{CANARY} # the key");
    for (name, value) in [
        ("PROABONO_SEGMENT_REF", "acme-eur # the segment"),
        ("PORTAL_PAGE__APPLICATION", "Acme # our name"),
        ("PROABONO_PORTAL_SECRET", secret.as_str()),
        ("PROABONO_API_KEY", secret.as_str()),
    ] {
        let finished = check_with(&[(name, value)]).await;
        assert_refused(&finished);
        let (place, what) = &problems(&finished)[0];
        assert!(place == name && what.contains("comment"), "{}", finished.stderr);
        assert!(!finished.stderr.contains(CANARY), "{}", finished.stderr);
    }
    let numbered = check_with(&[("PORTAL_PAGE__APPLICATION", "Acme #1")]).await;
    assert!(numbered.status.success(), "{}", numbered.stderr);
}

#[tokio::test]
async fn quotes_that_a_file_is_told_to_have_are_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    std::fs::write(&file, "[page]\napplication = \"'Acme'\"\n").expect("a file");
    let complete = variables(NOWHERE, &[]);
    let path = file.to_str().expect("a path");
    let finished = run(&borrowed(&complete), &["check", "--config", path]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
}

/// The lines of a file of variables, as Docker takes them: the name up to the first `=`, and all that follows.
async fn from_lines(text: &str) -> crate::support::portal::Finished {
    let lines = text.split('\n').filter_map(|line| line.split_once('='));
    check(&lines.collect::<Vec<_>>()).await
}

#[tokio::test]
async fn a_file_of_variables_with_a_mark_and_windows_line_ends_is_read() {
    let complete = variables(NOWHERE, &[]);
    let lines: Vec<_> = complete
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    for turn in 0..lines.len() {
        let mut lines = lines.clone();
        // Each variable is the first one once, with the mark before its name.
        lines.rotate_left(turn);
        let finished = from_lines(&format!("\u{feff}{}\r\n", lines.join("\r\n"))).await;
        assert!(finished.status.success(), "{}: {}", lines[0], finished.stderr);
    }
}

#[tokio::test]
async fn marks_and_line_ends_in_files_are_no_part_of_what_they_hold() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    };
    let settings = file("portal.toml", b"\xef\xbb\xbf[page]\r\napplication = \"Acme\"\r\n");
    let table = file("table.csv", b"\xef\xbb\xbfid,reference\r\nalice,acme-1\r\n");
    let secret = file("secret", format!("\u{feff}{CANARY}\r\n").as_bytes());
    let path = format!("{secret}\r");
    let mut pairs = variables(NOWHERE, &[("customers.table", &table)]);
    pairs.retain(|(name, _)| *name != "PROABONO_API_KEY");
    let mut pairs = borrowed(&pairs);
    pairs.push(("PROABONO_API_KEY_FILE", &path));
    let finished = run(&pairs, &["check", "--config", &settings]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(finished.stdout.contains("1 users"), "{}", finished.stdout);
}

#[tokio::test]
async fn a_file_in_utf_16_is_named_with_the_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    let name = path.to_str().expect("UTF-8");
    let complete = variables(NOWHERE, &[]);
    let text = format!("{CANARY}\r\n");
    let low: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let high: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [
        &[&b"\xff\xfe"[..], &low].concat(),
        &[&b"\xfe\xff"[..], &high].concat(),
        &low,
    ] {
        std::fs::write(&path, bytes).expect("a file");
        let mut pairs = borrowed(&complete);
        pairs.retain(|(name, _)| *name != "PROABONO_API_KEY");
        pairs.push(("PROABONO_API_KEY_FILE", name));
        let secret = run(&pairs, &["check"]).await;
        let settings = run(&borrowed(&complete), &["check", "--config", name]).await;
        for finished in [&secret, &settings] {
            assert_refused(finished);
            assert!(
                finished.stderr.contains("save it as UTF-8"),
                "{}",
                finished.stderr
            );
        }
        assert!(
            secret.stderr.contains("PROABONO_API_KEY_FILE"),
            "{}",
            secret.stderr
        );
        assert!(secret.stderr.contains("PowerShell"), "{}", secret.stderr);
    }
}

#[tokio::test]
async fn an_empty_variable_for_a_file_is_as_if_it_were_not_set() {
    for empty in ["", "  ", "\r"] {
        let finished = check_with(&[("PROABONO_API_KEY_FILE", empty)]).await;
        assert!(finished.status.success(), "{empty:?}: {}", finished.stderr);
        let missing = check_with(&[("PROABONO_API_KEY", ""), ("PROABONO_API_KEY_FILE", empty)]).await;
        assert_refused(&missing);
        let (place, what) = &problems(&missing)[0];
        assert!(
            place.starts_with("PROABONO_API_KEY (") && what.contains("it is not set"),
            "{place}: {what}"
        );
    }
}

#[tokio::test]
async fn a_path_in_quotes_is_named() {
    let file = [
        ("PROABONO_API_KEY", ""),
        ("PROABONO_API_KEY_FILE", "\"/run/secrets/key\""),
    ];
    let finished = check_with(&file).await;
    assert_refused(&finished);
    let named = problems(&finished);
    let of_file =
        |(place, what): &(String, String)| place == "PROABONO_API_KEY_FILE" && what.contains("quotes");
    assert!(named.iter().any(of_file), "{}", finished.stderr);
    let mut complete = variables(NOWHERE, &[]);
    complete.push(("PORTAL_CONFIG", "\"portal.toml\"".to_owned()));
    let finished = run(&borrowed(&complete), &["check"]).await;
    assert_refused(&finished);
    assert!(finished.stderr.contains("quotes"), "{}", finished.stderr);
}

const BEFORE: &str = "PORTAL_IDENTITY__PROXY__SECRET_PREVIOUS";
const NOW: &str = "PORTAL_IDENTITY__PROXY__PREVIOUS_SECRET";

#[tokio::test]
async fn a_setting_is_taken_by_its_former_name_and_not_by_both() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("secret");
    std::fs::write(&path, CANARY).expect("a file");
    let name = path.to_str().expect("UTF-8");
    let (before_file, now_file) = (format!("{BEFORE}_FILE"), format!("{NOW}_FILE"));
    let said = [
        (BEFORE, CANARY),
        (before_file.as_str(), name),
        (NOW, CANARY),
        (now_file.as_str(), name),
    ];
    for (index, one) in said.into_iter().enumerate() {
        let finished = check_with(&[one]).await;
        assert!(finished.status.success(), "{}: {}", one.0, finished.stderr);
        for other in said.into_iter().skip(index + 1) {
            let finished = check_with(&[one, other]).await;
            assert_refused(&finished);
            assert!(
                finished.stderr.contains("set one of the two") && !finished.stderr.contains(CANARY),
                "{} and {}: {}",
                one.0,
                other.0,
                finished.stderr
            );
        }
    }
    let short = check_with(&[(BEFORE, "short")]).await;
    assert!(
        short.stderr.contains(BEFORE) && short.stderr.contains("32 characters"),
        "{}",
        short.stderr
    );
}

#[tokio::test]
async fn a_file_takes_the_former_name_and_not_both() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("portal.toml");
    let secret = [
        ("identity.proxy.secret_header", "X-Portal-Secret"),
        ("identity.proxy.secret", "9c2f7a1e5b8d4036f1a7c3e85d2b6940"),
    ];
    let complete = variables(NOWHERE, &secret);
    let arguments = ["check", "--config", path.to_str().expect("UTF-8")];
    for (lines, complete_then) in [
        (format!("secret_previous = \"{CANARY}\""), true),
        (
            format!("secret_previous = \"{CANARY}\"\nprevious_secret = \"{CANARY}\""),
            false,
        ),
    ] {
        std::fs::write(&path, format!("[identity.proxy]\n{lines}\n")).expect("a file");
        let finished = run(&borrowed(&complete), &arguments).await;
        assert_eq!(
            finished.status.success(),
            complete_then,
            "{lines}: {}",
            finished.stderr
        );
        assert!(!finished.stderr.contains(CANARY), "{}", finished.stderr);
    }
}
