use std::ffi::OsStr;
use std::path::Path;
use std::process::ExitCode;

use proabono_cli::terminal::Failure;

use crate::config::{Config, LogFormat};
use crate::{server, telemetry};

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
    let config = Config::load_for_server(file)?;
    telemetry::start(&config.log).map_err(|error| error.to_string())?;
    for warning in &config.warnings {
        tracing::warn!("{warning}");
    }
    actix_web::rt::System::new().block_on(async {
        server::outlive();
        let server = server::build(&config)?;
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

/// Says what is wrong with the command line, where that is one of `serve` and its log is JSON; false in any other case.
pub(super) fn misused(error: &clap::Error) -> bool {
    let command = std::env::args_os().nth(1);
    let file = std::env::var_os("PORTAL_CONFIG");
    let format = LogFormat::early(file.as_deref().map(Path::new));
    let ours = error.use_stderr() && command.as_deref() == Some(OsStr::new("serve"));
    let json = ours && format == LogFormat::Json;
    if json {
        let text = error.render().to_string();
        failure::report(&*Failure::from(text.trim()), format);
    }
    json
}
