//! The command `handoff`: the code that it prints signs in, and its test says what came.

use std::process::Command;

use crate::support::portal::{Finished, run_by};
use crate::support::tokens::SECRET;

use super::{APP, KEY, Site};

/// Runs the command with the settings of that site, and more.
pub(super) async fn handoff(site: &Site, more: &[(&str, &str)], arguments: &[&str]) -> Finished {
    handoff_by("exec \"$@\"", site, more, arguments).await
}

/// The same through a line of the shell, in which `"$@"` is the command.
async fn handoff_by(line: &str, site: &Site, more: &[(&str, &str)], arguments: &[&str]) -> Finished {
    let page = format!("{}/Subscriptions", site.origin);
    let mut variables = vec![
        ("PROABONO_API_BASE", "http://127.0.0.1:9"),
        ("PROABONO_BUSINESS_ID", "1"),
        ("PROABONO_SEGMENT_REF", "acme-eur"),
        ("PROABONO_AGENT_KEY", "agent-demo"),
        ("PROABONO_API_KEY", "api-demo"),
        ("PORTAL_SERVER__PUBLIC_URL", &page),
        ("PORTAL_PAGE__SIGN_IN_URL", "https://app.acme.example/login"),
        ("PORTAL_SESSIONS__KEY", KEY),
        ("PORTAL_IDENTITY__HANDOFF__ISSUER", APP),
        ("PORTAL_IDENTITY__HANDOFF__KEY", SECRET),
        ("PORTAL_IDENTITY__HANDOFF__ORIGINS", APP),
    ];
    variables.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    variables.extend(more);
    let arguments: Vec<&str> = ["handoff"].iter().chain(arguments).copied().collect();
    run_by(line, &variables, &arguments).await
}

fn assert_no_secret(finished: &Finished) {
    for text in [&finished.stdout, &finished.stderr] {
        assert!(!text.contains(SECRET) && !text.contains("eyJ"), "{text}");
    }
}

#[tokio::test]
async fn a_snippet_has_the_settings_and_no_secret() {
    let site = Site::start(&[]);
    for (language, comment) in [
        ("node", "//"),
        ("python", "#"),
        ("php", "//"),
        ("ruby", "#"),
        ("csharp", "//"),
        ("go", "//"),
        ("rust", "//"),
    ] {
        let printed = handoff(&site, &[], &["snippet", "--language", language]).await;
        assert!(printed.status.success(), "{}", printed.stderr);
        assert_no_secret(&printed);
        for part in [
            APP.to_owned(),
            format!("{}/Subscriptions", site.origin),
            format!("{comment} With the settings of this server."),
        ] {
            assert!(
                printed.stdout.contains(&part),
                "{language}: {part}\n{}",
                printed.stdout
            );
        }
    }
}

#[tokio::test]
async fn a_snippet_names_the_claims_that_become_references_and_metadata() {
    let site = Site::start(&[]);
    let more = [
        ("PORTAL_CUSTOMERS__REFERENCE", "{claim.org}"),
        ("PORTAL_CUSTOMERS__AUTHORITY", "metadata"),
        ("PORTAL_CUSTOMERS__METADATA", "department"),
    ];
    let printed = handoff(&site, &more, &["snippet", "--language", "node"]).await;
    assert!(printed.status.success(), "{}", printed.stderr);
    assert!(
        printed.stdout.contains("`department`, `org`"),
        "{}",
        printed.stdout
    );
}

#[tokio::test]
async fn the_token_of_a_snippet_signs_in() {
    let site = Site::start(&[]);
    let folder = tempfile::tempdir().expect("a folder");
    for (language, file, program, call) in [
        (
            "node",
            "snippet.mjs",
            "node",
            "console.log(portalToken({ id: 42, name: 'Zoë', email: 'z@acme.example' }, process.env.KEY));",
        ),
        (
            "python",
            "snippet.py",
            "python3",
            "import os\nprint(portal_token({'id': '42', 'name': 'Zoë', 'email': 'z@acme.example'}, os.environ['KEY']))",
        ),
    ] {
        let printed = handoff(&site, &[], &["snippet", "--language", language])
            .await
            .stdout;
        std::fs::write(folder.path().join(file), format!("{printed}\n{call}\n")).expect("the snippet");
        let ran = Command::new(program)
            .arg(file)
            .current_dir(folder.path())
            .env("KEY", SECRET)
            .output()
            .expect("the snippet runs");
        let errors = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{errors}");
        let token = String::from_utf8(ran.stdout).expect("text");
        let token = token.trim();
        let mut visitor = site.visitor();
        let posted = visitor
            .post("/Subscriptions/handoff", APP, &[("token", token)])
            .await;
        let welcomed = visitor.follow(&posted).await;
        visitor.follow(&welcomed).await.assert_text("\"cust-42\"");
    }
}

#[tokio::test]
async fn the_test_of_the_hand_off_signs_in_and_out_and_makes_no_customer() {
    let site = Site::start(&[]);
    // A page on this machine needs no certificates of authorities, and is not asked through the proxy of this machine.
    let none = [
        ("SSL_CERT_FILE", "/nonexistent"),
        ("SSL_CERT_DIR", "/nonexistent"),
        ("HTTP_PROXY", "http://127.0.0.1:9"),
    ];
    let tested = handoff(&site, &none, &["test"]).await;
    assert!(tested.status.success(), "{}{}", tested.stdout, tested.stderr);
    assert_no_secret(&tested);
    for part in [
        "By the configuration the token is good",
        "/Subscriptions/handoff from https://app.acme.example: 303",
        "The user is the customer cust-handoff-test in the segment acme-eur.",
        "/Subscriptions/logout: 303",
        "The hand-off works.",
    ] {
        assert!(tested.stdout.contains(part), "{part}\n{}", tested.stdout);
    }
    assert_eq!(site.served.upstream.reads_and_writes().await, (0, 0));
    // A token of the application's own, from a file.
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("token");
    std::fs::write(&file, format!("{}\n", site.token("alice"))).expect("a token");
    let path = file.to_str().expect("UTF-8");
    let tested = handoff(&site, &[], &["test", "--token", path]).await;
    assert!(tested.status.success(), "{}{}", tested.stdout, tested.stderr);
    for part in ["\"alice\"", "/Subscriptions/logout: 303"] {
        assert!(tested.stdout.contains(part), "{part}\n{}", tested.stdout);
    }
    // It counts once.
    let again = handoff(&site, &[], &["test", "--token", path]).await;
    assert_eq!(again.status.code(), Some(1), "{}", again.stdout);
    for part in ["was taken once already", "make a new one"] {
        assert!(again.stderr.contains(part), "{part}: {}", again.stderr);
    }
}

/// UTF-16, as Windows writes it.
fn utf_16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[tokio::test]
async fn a_token_is_read_as_editors_and_shells_write_it() {
    let site = Site::start(&[]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("token");
    let path = file.to_str().expect("UTF-8");
    let piped = format!("cat '{path}' | \"$@\"");
    for (before, after) in [("\u{feff}", "\r\n"), (" \t\n", " \n\n"), ("\u{feff}\r\n", "")] {
        for from in [path, "-"] {
            std::fs::write(&file, format!("{before}{}{after}", site.token("alice"))).expect("a token");
            let tested = handoff_by(&piped, &site, &[], &["test", "--token", from]).await;
            assert!(
                tested.status.success(),
                "{before:?} {from}: {}{}",
                tested.stdout,
                tested.stderr
            );
        }
    }
    let token = site.token("alice");
    for (bytes, said) in [
        (utf_16(&format!("\u{feff}{token}\r\n")), "it is not UTF-8"),
        (utf_16(&token), "it is not UTF-8"),
        (Vec::new(), "it is empty"),
        (b"\xef\xbb\xbf \r\n".to_vec(), "it is empty"),
    ] {
        std::fs::write(&file, &bytes).expect("a file");
        for from in [path, "-"] {
            let tested = handoff_by(&piped, &site, &[], &["test", "--token", from]).await;
            assert_eq!(tested.status.code(), Some(1), "{said}: {}", tested.stdout);
            let said = format!("--token {from}: {said}");
            assert!(tested.stderr.contains(&said), "{said}: {}", tested.stderr);
            assert_no_secret(&tested);
        }
    }
}

#[tokio::test]
async fn a_good_token_for_which_no_page_would_open_is_told() {
    let site = Site::start(&[]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("token");
    std::fs::write(&file, site.token("alice")).expect("a token");
    let path = file.to_str().expect("UTF-8");
    let reference = [("PORTAL_CUSTOMERS__REFERENCE", "{claim.org}")];
    let tested = handoff(&site, &reference, &["test", "--token", path]).await;
    assert_eq!(tested.status.code(), Some(1), "{}", tested.stdout);
    assert!(
        tested.stderr.contains("the user has no claim \"org\""),
        "{}",
        tested.stderr
    );
}

#[tokio::test]
async fn a_token_that_is_made_here_is_tested_whatever_customers_are_made_from() {
    let site = Site::start(&[]);
    for (setting, template, said) in [
        (
            "PORTAL_CUSTOMERS__REFERENCE",
            "{claim.org}",
            "The user is the customer handoff-test in",
        ),
        (
            "PORTAL_CUSTOMERS__REFERENCE",
            "{provider}-{id}",
            "The user is the customer handoff-handoff-test in",
        ),
        // The sample claim is no segment.
        (
            "PORTAL_CUSTOMERS__SEGMENT",
            "{claim.plan_segment}",
            "no page opens for this user: the user's segment",
        ),
    ] {
        let tested = handoff(&site, &[(setting, template)], &["test"]).await;
        assert!(tested.status.success(), "{}{}", tested.stdout, tested.stderr);
        assert!(tested.stdout.contains(said), "{template}: {}", tested.stdout);
    }
}

#[tokio::test]
async fn the_test_of_the_hand_off_says_what_is_wrong() {
    let site = Site::start(&[]);
    let other = "0123456789abcdef0123456789abcdef-another-one";
    let nowhere = "http://127.0.0.1:9/Subscriptions";
    for (more, arguments, said) in [
        // The page that runs has another key than this configuration.
        (
            &[("PORTAL_IDENTITY__HANDOFF__KEY", other)][..],
            &["test"][..],
            "another key, issuer, audience or list of origins",
        ),
        (
            &[("PORTAL_IDENTITY__HANDOFF__ORIGINS", "https://other.acme.example")],
            &["test"],
            "another key, issuer, audience or list of origins",
        ),
        (&[], &["test", "--at", nowhere], "onnection refused"),
        (&[], &["test", "--token", "/nonexistent"], "cannot be read"),
        (
            &[],
            &["test", "--user", "undefined"],
            "the configuration refuses the token",
        ),
    ] {
        let tested = handoff(&site, more, arguments).await;
        assert_eq!(tested.status.code(), Some(1), "{arguments:?}: {}", tested.stdout);
        assert!(
            tested.stderr.contains(said),
            "{said}\n{}{}",
            tested.stdout,
            tested.stderr
        );
        assert_no_secret(&tested);
        assert!(!tested.stdout.contains("works"), "{}", tested.stdout);
    }
    let elsewhere = format!("{}/nothing", site.origin);
    let tested = handoff(&site, &[], &["test", "--at", &elsewhere]).await;
    assert!(
        tested.stderr.contains("no hand-off at this address"),
        "{}",
        tested.stderr
    );
}
