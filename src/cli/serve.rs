use std::path::Path;

use proabono_cli::Failure;

use crate::config::Config;
use crate::{server, telemetry};

pub(super) fn run(file: Option<&Path>) -> Result<(), Failure> {
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
