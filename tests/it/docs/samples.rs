//! `.env.sample`, `examples/portal.toml` and `docs/configuration.md` hold exactly the keys of the program.

use std::fmt::Write as _;
use std::process::Command;

use data_encoding::BASE64;

use crate::support::portal;

use super::document::{between, hold, read, root};
use super::keys::{Section, Setting, sections, wrapped};

/// The look-up table that the samples name.
const TABLE: &str = "examples/customers.csv";

const ENVIRONMENT: &str = "\
# Every setting of proabono-portal, as environment variables. docs/configuration.md says more.
# A line that is commented out shows the default, or an example where nothing holds by default.
#
#   cp .env.sample .env             then fill in the five lines that are not commented out, and choose
#                                   a way to sign in: docs/sign-in/README.md
#   set -a; . ./.env; set +a        proabono-portal does not read .env by itself
#   proabono-portal check
";

const FILE: &str = "\
# Every setting of proabono-portal, as a file: proabono-portal serve --config portal.toml
# Environment variables win over it. docs/configuration.md says more.
# A line that is commented out shows the default, or an example where nothing holds by default.
";

fn comment(text: &mut String, sentences: &str) {
    for line in wrapped(sentences, 98) {
        let _ = writeln!(text, "# {line}");
    }
}

fn mark(setting: &Setting) -> &'static str {
    if setting.required { "" } else { "#" }
}

fn environment() -> String {
    let mut text = ENVIRONMENT.to_owned();
    for Section {
        name,
        about,
        settings,
    } in sections()
    {
        let _ = writeln!(text, "\n\n# --- {name}\n# {about}");
        for setting in &settings {
            let key = setting.key;
            text.push('\n');
            comment(&mut text, key.doc);
            if key.secret {
                comment(
                    &mut text,
                    &format!("A file can hold it: {}_FILE names that file.", key.env),
                );
            }
            comment(&mut text, setting.kind());
            let _ = writeln!(text, "{}{}={}", mark(setting), key.env, setting.value());
        }
    }
    text
}

fn file() -> String {
    let mut text = FILE.to_owned();
    for Section {
        name,
        about,
        settings,
    } in sections()
    {
        let _ = writeln!(text, "\n\n# {about}\n[{name}]");
        for setting in &settings {
            text.push('\n');
            comment(&mut text, setting.key.doc);
            if setting.key.secret {
                comment(
                    &mut text,
                    &format!("Better in {}_FILE than in this file.", setting.key.env),
                );
            }
            comment(&mut text, setting.kind());
            let _ = writeln!(
                text,
                "{}{} = {}",
                mark(setting),
                setting.short(),
                toml_value(setting)
            );
        }
    }
    text
}

fn toml_value(setting: &Setting) -> String {
    let value = setting.value();
    if setting.list {
        let items: Vec<_> = value.split(',').map(|item| format!("{item:?}")).collect();
        return format!("[{}]", items.join(", "));
    }
    let bare = matches!(value.as_str(), "true" | "false") || value.parse::<u64>().is_ok();
    if bare { value } else { format!("{value:?}") }
}

fn reference() -> String {
    let mut text = String::new();
    for Section {
        name,
        about,
        settings,
    } in sections()
    {
        let _ = writeln!(text, "\n## `[{name}]`\n\n{about}");
        for setting in &settings {
            let key = setting.key;
            let _ = writeln!(text, "\n### `{}`\n\n{}\n", key.name, key.doc);
            let _ = writeln!(text, "- Variable: `{}`", key.env);
            if key.secret {
                let _ = writeln!(text, "- Secret: `{}_FILE` may name a file that holds it", key.env);
            }
            let _ = match (setting.required, key.default) {
                (true, _) => writeln!(text, "- Required"),
                (false, "") => writeln!(text, "- Default: not set"),
                (false, default) => writeln!(text, "- Default: `{default}`"),
            };
            let _ = writeln!(
                text,
                "- In the file: `{} = {}`",
                setting.short(),
                toml_value(setting)
            );
        }
    }
    text.push('\n');
    text
}

#[test]
fn the_sample_environment_holds_every_key() {
    hold(".env.sample", &environment());
}

#[test]
fn the_sample_file_holds_every_key() {
    hold("examples/portal.toml", &file());
}

#[test]
fn the_reference_of_the_configuration_holds_every_key() {
    let path = "docs/configuration.md";
    let text = read(path);
    let marked = |inside: &str| format!("<!-- keys -->\n{inside}<!-- /keys -->");
    let old = marked(between(&text, "keys"));
    hold(path, &text.replacen(&old, &marked(&reference()), 1));
}

/// Variables as a POSIX shell reads them from a file.
fn sourced(text: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("env");
    std::fs::write(&file, text).expect("the file");
    let script = "set -a; . \"$1\"; env";
    let output = Command::new("sh")
        .env_clear()
        .args(["-c", script, "sh"])
        .arg(&file)
        .output();
    let output = output.expect("a shell");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let ours = lines.lines().filter_map(|line| line.split_once('='));
    let ours = ours.filter(|(name, _)| name.starts_with("PORTAL_") || name.starts_with("PROABONO_"));
    ours.map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The same text with every setting that is commented out switched on.
fn switched_on(text: &str, is_setting: impl Fn(&str) -> bool) -> String {
    let line = |line: &str| match line.strip_prefix('#').filter(|rest| is_setting(rest)) {
        Some(setting) => format!("{setting}\n"),
        None => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

/// The same text as an operator completes it: real keys in the place of the hints, a table that exists, the hand-off's key and not the address
/// of a set, a word about the ids of several providers, and events that are on.
fn completed(text: &str) -> String {
    let real = |length: usize| {
        (0..length).map(|_| char::from(b"0123456789abcdef"[usize::from(rand::random::<u8>() % 16)]))
    };
    let table = root().join(TABLE).display().to_string();
    let line = |line: &str| {
        let line = line
            .replace("customers.csv", &table)
            .replace(
                "/etc/proabono-portal/texts",
                &root().join("examples/texts").display().to_string(),
            )
            .replace(
                "/etc/proabono-portal/look",
                &root().join("examples/look").display().to_string(),
            )
            .replace("another-agent-key", &real(32).collect::<String>())
            .replace("another-api-key", &real(32).collect::<String>())
            .replace("the-agent-key", &real(32).collect::<String>())
            .replace("the-api-key", &real(32).collect::<String>())
            .replace("the-portal-secret", &real(32).collect::<String>())
            .replace("the-client-secret", &real(32).collect::<String>())
            .replace("the-proxy-secret-before", &real(64).collect::<String>())
            .replace("openssl-rand-hex-64", &real(128).collect::<String>())
            .replace("the-sessions-key-before", &real(128).collect::<String>())
            .replace("the-rights-key-before", &real(64).collect::<String>())
            .replace("openssl-rand-hex-32", &real(64).collect::<String>())
            .replace("the-handoff-key-before", &real(64).collect::<String>())
            .replace("the-webhook-secret-before", &real(32).collect::<String>())
            .replace("the-webhook-secret", &real(32).collect::<String>())
            // As long as Base64 without padding.
            .replace(
                "openssl-rand-base64-32",
                &BASE64.encode(real(48).collect::<String>().as_bytes()),
            );
        let off = [
            "shared_ids",
            "enabled",
            "PORTAL_IDENTITY__SHARED_IDS",
            "PORTAL_WEBHOOKS__ENABLED",
        ];
        if off.iter().any(|name| line.starts_with(name)) {
            line.replace("false", "true")
        } else {
            line
        }
    };
    let text = spoken(text);
    let kept = text
        .lines()
        .filter(|line| !line.starts_with("jwks_url") && !line.starts_with(JWKS))
        .filter(|line| cfg!(feature = "otel") || !TRACES.iter().any(|start| line.starts_with(start)));
    kept.map(|text| line(text) + "\n").collect()
}

/// How the lines start that a program without the feature `otel` refuses.
const TRACES: [&str; 6] = [
    "PORTAL_TELEMETRY__",
    "otlp_endpoint",
    "service_name",
    "metrics_every",
    "accept_traceparent",
    "pass_traceparent",
];
/// A build without the feature refuses the settings of a Redis, which are three.
const REFUSES: bool = !cfg!(feature = "redis");

/// The text without what this build refuses.
fn spoken(text: &str) -> String {
    let refused = |part: &&str| REFUSES && part.starts_with("redis]");
    let sections: Vec<_> = text.split("\n[").filter(|part| !refused(part)).collect();
    let refused = |line: &&str| REFUSES && line.starts_with("PORTAL_REDIS__");
    let sections = sections.join("\n[");
    let lines = sections.lines().filter(|line| !refused(line));
    lines.map(|line| line.to_owned() + "\n").collect()
}

const JWKS: &str = "PORTAL_IDENTITY__HANDOFF__JWKS_URL";

#[track_caller]
fn assert_complete(finished: &portal::Finished) {
    let portal::Finished {
        status,
        stdout,
        stderr,
    } = finished;
    assert!(
        status.success() && !stdout.contains("warning"),
        "{stdout}{stderr}"
    );
    assert!(stdout.contains("The configuration is complete."), "{stdout}");
}

/// The samples as they are: complete, but for a choice that is left to whoever sets the page up.
#[track_caller]
fn assert_lacks_only_a_way_to_sign_in(finished: &portal::Finished) {
    let said = &finished.stderr;
    assert!(!finished.status.success(), "{said}");
    assert!(
        said.contains("1 problem in the configuration:") && said.contains("no way to sign in is on"),
        "{said}"
    );
}

async fn check(variables: &[(String, String)]) -> portal::Finished {
    let variables = variables.iter().map(|(name, value)| (&**name, &**value));
    portal::run(&variables.collect::<Vec<_>>(), &["check"]).await
}

/// The lines that belong to each way to sign in.
const WAYS: [&[&str]; 3] = [
    &["PORTAL_IDENTITY__PROXY__"],
    &[
        "PORTAL_IDENTITY__OIDC__",
        "PORTAL_SERVER__PUBLIC_URL",
        "PORTAL_SESSIONS__KEY",
    ],
    &[
        "PORTAL_IDENTITY__HANDOFF__",
        "PORTAL_SERVER__PUBLIC_URL",
        "PORTAL_SESSIONS__KEY",
        "PORTAL_PAGE__SIGN_IN_URL",
    ],
];

#[tokio::test]
async fn no_way_to_sign_in_is_on_in_the_samples() {
    let sample = sourced(&read(".env.sample"));
    let on = sample.iter().find(|(name, _)| name.contains("IDENTITY"));
    assert_eq!(on, None);
    let sample = sourced(&completed(&read(".env.sample")));
    assert_lacks_only_a_way_to_sign_in(&check(&sample).await);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    std::fs::write(&file, completed(&read("examples/portal.toml"))).expect("the file");
    let path = file.display().to_string();
    assert_lacks_only_a_way_to_sign_in(&portal::run(&[], &["check", "--config", &path]).await);
}

#[tokio::test]
async fn the_sample_environment_passes_check_with_each_way_to_sign_in_switched_on() {
    let sample = read(".env.sample");
    for way in WAYS {
        let is_of_it = |rest: &str| way.iter().any(|start| rest.starts_with(start));
        let text = completed(&switched_on(&sample, is_of_it));
        assert_complete(&check(&sourced(&text)).await);
    }
}

#[tokio::test]
async fn the_sample_environment_passes_check_with_every_line_switched_on() {
    let sample = read(".env.sample");
    let all = switched_on(&sample, |rest| {
        rest.starts_with("PORTAL_") || rest.starts_with("PROABONO_")
    });
    let all = completed(&all);
    let keys = proabono_portal::config::keys();
    let required = sections()
        .iter()
        .flat_map(|section| &section.settings)
        .filter(|s| s.required)
        .count();
    for (text, expected, complete) in [
        (&sample, required, false),
        (&all, keys.count() - 1 - if REFUSES { 3 } else { 0 }, true),
    ] {
        let variables = sourced(text);
        assert_eq!(variables.len(), expected, "{variables:?}");
        let odd = |value: &str| value.contains(|c: char| c.is_whitespace() || "\"'$`\\#;&<>".contains(c));
        // Docker and systemd read the same file, each with its own rules for quotes.
        assert!(!variables.iter().any(|(_, value)| odd(value)), "{variables:?}");
        if complete {
            assert_complete(&check(&variables).await);
        }
    }
}

#[tokio::test]
async fn the_sample_file_passes_check_with_every_line_switched_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = folder.path().join("portal.toml");
    let text = switched_on(&read("examples/portal.toml"), |rest| {
        rest.starts_with(|c: char| c.is_ascii_lowercase())
    });
    std::fs::write(&all, completed(&text)).expect("the file");
    let path = all.display().to_string();
    assert_complete(&portal::run(&[], &["check", "--config", &path]).await);
}

#[tokio::test]
async fn the_keys_of_the_samples_are_refused_until_they_are_filled_in() {
    let variables = sourced(&read(".env.sample"));
    let variables: Vec<_> = variables
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    let file = root().join("examples/portal.toml").display().to_string();
    for finished in [
        portal::run(&variables, &["check"]).await,
        portal::run(&[], &["check", "--config", &file]).await,
    ] {
        assert!(!finished.status.success(), "{}", finished.stdout);
        assert_eq!(
            finished.stderr.matches("this is a placeholder").count(),
            2,
            "{}",
            finished.stderr
        );
    }
}

#[tokio::test]
async fn the_keys_that_are_shown_as_lists_are_those_that_take_one() {
    let mut text = String::new();
    for section in sections() {
        let _ = writeln!(text, "[{}]", section.name);
        for setting in &section.settings {
            let _ = writeln!(text, "{} = [\"a\", \"b\"]", setting.short());
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("portal.toml");
    std::fs::write(&path, text).expect("the file");
    let finished = portal::run(&[], &["check", "--config", &path.display().to_string()]).await;
    for setting in sections().iter().flat_map(|section| &section.settings) {
        let start = format!("  {} (", setting.key.name);
        let refused = finished
            .stderr
            .lines()
            .any(|line| line.starts_with(&start) && line.contains("not a list"));
        assert_eq!(
            refused, !setting.list,
            "{}:\n{}",
            setting.key.name, finished.stderr
        );
    }
}
