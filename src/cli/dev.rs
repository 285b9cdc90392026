use std::net::{Ipv4Addr, SocketAddr};

use proabono_cli::terminal::{Failure, say};

use crate::config::Config;
use crate::dev::{self, Addresses, Dev};
use crate::emulator::Catalogue;
use crate::telemetry;

use super::configured::Configured;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  proabono-portal dev --config portal.toml\n  proabono-portal dev --config portal.toml --catalogue catalogue.json"
)]
pub(super) struct Arguments {
    #[command(flatten)]
    configured: Configured,
    /// The port of the emulator of ProAbono; 0 takes any free one.
    #[arg(long, default_value_t = 8090)]
    emulator_port: u16,
    /// The port of the page that shows what happens.
    #[arg(long, default_value_t = 8070)]
    panel_port: u16,
    /// The features, offers, texts and customers of the account, instead of the sample ones: a JSON document, which the
    /// emulator's README describes.
    #[arg(long, value_name = "FILE", value_parser = |path: &str| Catalogue::from_file(path))]
    catalogue: Option<Catalogue>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let loopback = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let addresses = Addresses {
        emulator: loopback(arguments.emulator_port),
        panel: loopback(arguments.panel_port),
    };
    let file = arguments.configured.config.as_deref();
    actix_web::rt::System::new().block_on(async {
        let dev = dev::build(file, addresses, arguments.catalogue.clone())?;
        telemetry::start(&dev.config.log).map_err(|error| error.to_string())?;
        for warning in &dev.config.warnings {
            tracing::warn!(code = "odd-setting", "{warning}");
        }
        introduce(&dev)?;
        dev.run_until_signal().await?;
        Ok(())
    })
}

fn introduce(dev: &Dev) -> Result<(), Failure> {
    say(
        "Your page and your sign-in, with an emulator in ProAbono's place: nothing here is real, and no money moves.\n",
    )?;
    say(format_args!("  The page       {}", dev.page_url))?;
    say(format_args!("  What happens   {}", dev.panel_url))?;
    say(format_args!("  The emulator   {}/", dev.emulator.url()))?;
    say(format_args!(
        "  Metrics        http://{}/metrics\n",
        dev.operations_address()
    ))?;
    ways(&dev.config)?;
    if dev.config.server.public_url.is_none() {
        say(
            "\nserver.public_url is not set, so workflows come back to this server itself: set it to the address behind your proxy.",
        )?;
    }
    say("\nSign in to your application, and open the page there. Ctrl-C ends it.")?;
    Ok(())
}

/// The ways in which users become known.
fn ways(config: &Config) -> Result<(), Failure> {
    say("Who is asking, it learns from:")?;
    if let Some(proxy) = &config.identity.proxy {
        say(format_args!("  the header {} of your proxy", proxy.header))?;
    }
    if let Some(oidc) = &config.sign_in.oidc {
        say(format_args!("  the OpenID provider {}", oidc.issuer))?;
    }
    if let Some(handoff) = &config.sign_in.handoff {
        say(format_args!("  tokens of {}", handoff.issuer))?;
    }
    Ok(())
}
