use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use proabono_cli::terminal::{Failure, mutter, print};

use crate::config::{Config, OperationsConfig, Report, Source, keys};
use crate::proabono::{certificates, with_causes};
use crate::server;
use crate::settings::{REPEATED, Said};
use crate::web::client;

use super::configured::Configured;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  proabono-portal report --config portal.toml --output report.txt")]
pub(super) struct Arguments {
    #[command(flatten)]
    configured: Configured,
    /// The file to write. Left out: standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How long the server may take to answer one question.
const PATIENCE: Duration = Duration::from_secs(5);

/// The questions to the operator's listener of the server that runs.
const QUESTIONS: [&str; 3] = ["/readyz", "/warnings", "/metrics"];

const HEAD: &str = "\
A report of proabono-portal. Read it before you pass it on: it should hold no secret. Values of secrets are left
out, and of every address in the settings all but its origin.
";

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut text = HEAD.to_owned();
    let _ = writeln!(text, "\n== program\n\n{}", program());
    let file = arguments.configured.config.as_deref();
    let source = Source::new(keys()).needing_identity().filled(file);
    let (said, secrets, operations) = match &source {
        Ok(source) => (
            source.all_said(),
            source.secrets(),
            OperationsConfig::reached(file).ok(),
        ),
        Err(_) => (Vec::new(), Vec::new(), None),
    };
    let _ = writeln!(text, "== settings\n\n{}", settings(&said));
    let checked = source.and_then(Config::from_source);
    let _ = writeln!(text, "== check\n\n{}", check(checked));
    text.push_str(&actix_web::rt::System::new().block_on(running(operations)));
    let text = without(&text, secrets);
    match &arguments.output {
        None => print(text.as_bytes()),
        Some(path) => {
            std::fs::write(path, text)
                .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
            mutter(format_args!("written: {}", path.display()));
            Ok(())
        }
    }
}

fn program() -> String {
    let features = [
        ("emulator", cfg!(feature = "emulator")),
        ("otel", cfg!(feature = "otel")),
        ("redis", cfg!(feature = "redis")),
    ];
    let features = features.into_iter().filter(|(_, on)| *on).map(|(name, _)| name);
    format!(
        "version   {}\nbuilt for {} on {}, {}\nfeatures  cli{}\nat        {}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        if cfg!(debug_assertions) {
            "for development"
        } else {
            "for use"
        },
        features.fold(String::new(), |all, name| all + ", " + name),
        Timestamp::now(),
    )
}

/// One line for each setting that is said.
fn settings(said: &[Said]) -> String {
    let mut text = String::new();
    for Said { key, origin, values } in said {
        let _ = match values {
            Some(values) => writeln!(text, "{} = {}  ({origin})", key.name, values.join(", ")),
            None if key.secret => writeln!(text, "{} is set, and secret  ({origin})", key.name),
            None => writeln!(text, "{} is set, and cannot be read  ({origin})", key.name),
        };
    }
    if said.is_empty() {
        text.push_str("none\n");
    }
    text
}

/// The outcome of `check`.
fn check(config: Result<Config, Report>) -> String {
    let config = match config {
        Ok(config) => config,
        Err(report) => return problems(report),
    };
    let mut text = match server::examine(&config) {
        Ok(()) => "The configuration is complete.\n".to_owned(),
        Err(error) => format!("{}\n", with_causes(&error)),
    };
    for warning in &config.warnings {
        let _ = writeln!(text, "warning: {warning}");
    }
    text
}

/// The problems without the values, which they repeat for those who see the terminal.
fn problems(report: Report) -> String {
    let mut text = report
        .to_string()
        .lines()
        .take(1)
        .fold(String::new(), |all, line| all + line + "\n");
    for problem in report.problems {
        let what = problem.what.split(REPEATED).next().unwrap_or_default();
        let _ = writeln!(text, "{}: {what}", problem.place);
    }
    text
}

/// The answers of the server that runs with this configuration.
async fn running(operations: Option<SocketAddr>) -> String {
    let Some(address) = operations else {
        return "== server\n\nnot asked, since the settings do not say where operations.listen is\n"
            .to_owned();
    };
    let client = match certificates::for_http(client(PATIENCE)) {
        Ok(client) => client,
        Err(error) => return format!("== server\n\nnot asked: {error}\n"),
    };
    let mut text = String::new();
    for path in QUESTIONS {
        let url = format!("http://{address}{path}");
        let _ = writeln!(text, "== {url}\n");
        let answer = async {
            let answer = client.get(&url).send().await?;
            let status = answer.status().as_u16();
            answer.text().await.map(|body| (status, body))
        };
        match answer.await {
            Ok((200, body)) => text.push_str(if body.is_empty() { "nothing\n" } else { &body }),
            Ok((status, body)) => drop(writeln!(text, "status {status}\n{body}")),
            Err(error) if error.is_connect() => {
                text.push_str("no answer: no server runs with these settings, or it is on another machine. Add the end of its log.\n");
                return text;
            }
            // The others may still be answered: the warnings say why this one is slow.
            Err(error) => drop(writeln!(text, "no answer: {}", with_causes(&error.without_url()))),
        }
        text.push('\n');
    }
    text
}

/// The text without any of the secrets, should one stand in it after all.
fn without(text: &str, mut secrets: Vec<String>) -> String {
    // A secret may be a part of another one, so the longer is replaced first.
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    let replaced = |text: String, secret: String| text.replace(&secret, "[secret]");
    secrets.into_iter().fold(text.to_owned(), replaced)
}
