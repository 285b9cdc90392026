use std::time::Duration;

use proabono_cli::terminal::{Failure, say};

use crate::config::OperationsConfig;
use crate::proabono::certificates::for_http;
use crate::web::client;

use super::configured::Configured;

/// Shorter than the limit of Docker, which is 30 seconds.
const TIMEOUT: Duration = Duration::from_secs(5);

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal health
  proabono-portal health --ready --config portal.toml")]
pub(super) struct Arguments {
    #[command(flatten)]
    configured: Configured,
    /// Asks whether it takes visitors (/readyz) instead of whether it runs (/healthz).
    #[arg(long)]
    ready: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let path = if arguments.ready { "readyz" } else { "healthz" };
    let address = OperationsConfig::reached(arguments.configured.config.as_deref())?;
    let url = format!("http://{address}/{path}");
    actix_web::rt::System::new().block_on(async {
        let client = for_http(client(TIMEOUT))?;
        let answer = client.get(&url).send().await;
        let answer = answer.map_err(|error| {
            let error = error.without_url();
            format!("no server answers at {url} ({error}); operations.listen says where it is asked")
        })?;
        let status = answer.status();
        let said = answer.text().await.unwrap_or_default();
        if status.is_success() {
            say(said.trim_end())?;
            return Ok(());
        }
        Err(format!("{url} answers {}: {}", status.as_u16(), said.trim_end()).into())
    })
}
