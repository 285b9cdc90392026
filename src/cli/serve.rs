use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use listenfd::ListenFd;
use proabono_cli::terminal::Failure;

use crate::config::{Config, LogFormat};
use crate::server::{self, StartError};
use crate::telemetry;

use super::failure;

pub(super) fn run(file: Option<&Path>) -> ExitCode {
    let format = LogFormat::early(file);
    telemetry::on_panic(format);
    match serve(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            failure::report(&*error, format);
            ExitCode::FAILURE
        }
    }
}

fn serve(file: Option<&Path>) -> Result<(), Failure> {
    // At first, while there is one thread: the variables by which they are passed on are taken away.
    let sockets = passed()?;
    let config = Config::load_for_server(file)?;
    let recent = telemetry::start(&config.log).map_err(|error| error.to_string())?;
    for warning in &config.warnings {
        tracing::warn!(code = "odd-setting", "{warning}");
    }
    actix_web::rt::System::new().block_on(async {
        server::outlive();
        let server = server::build_on(&config, sockets, recent)?;
        tracing::info!(
            page = format!("http://{}{}", server.address(), config.server.base_path),
            operations = format!("http://{}", server.operations_address()),
            "listening"
        );
        server.run_until_signal().await?;
        tracing::info!("ended");
        Ok(())
    })
}

/// The sockets that systemd, or what does the same, has opened for this process.
fn passed() -> Result<Vec<TcpListener>, StartError> {
    let mut passed = ListenFd::from_env();
    let sockets = (0..passed.len()).filter_map(|index| passed.take_tcp_listener(index).transpose());
    sockets.collect::<Result<_, _>>().map_err(StartError::Unusable)
}

/// Says what is wrong with the command line, where that is one of `serve` and its log is JSON; false in any other case.
pub(super) fn misused(error: &clap::Error) -> bool {
    let command = std::env::args_os().nth(1);
    if !error.use_stderr() || command.as_deref() != Some(OsStr::new("serve")) {
        return false;
    }
    let format = LogFormat::early(file().as_deref());
    let json = format == LogFormat::Json;
    if json {
        let text = error.render().to_string();
        failure::report(&*Failure::from(text.trim()), format);
    }
    json
}

/// The file of `--config` or of its variable, on a command line with a mistake in it, at which clap stops.
fn file() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip(2);
    while let Some(argument) = arguments.next() {
        if argument == "--config" {
            return arguments.next().map(PathBuf::from);
        }
        if let Some(file) = argument.to_str().and_then(|text| text.strip_prefix("--config=")) {
            return Some(PathBuf::from(file));
        }
    }
    std::env::var_os("PORTAL_CONFIG").map(PathBuf::from)
}
