use std::net::{Ipv4Addr, SocketAddr};

use proabono_cli::terminal::{Failure, say};

use crate::config::{LogConfig, LogFormat};
use crate::demo::{self, Addresses, Floating};
use crate::emulator::STORIES;
use crate::telemetry;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  proabono-portal demo --port 8081 --widget=single-page")]
pub(super) struct Arguments {
    /// The port of the page; 0 takes any free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The port of the emulator of ProAbono.
    #[arg(long, default_value_t = 8090)]
    emulator_port: u16,
    /// The port of the probes and metrics.
    #[arg(long, default_value_t = 9090)]
    operations_port: u16,
    /// How the emulator's floating widget is installed, which a button of the page opens.
    #[arg(
        long,
        value_enum,
        num_args = 0..=1,
        require_equals = true,
        default_value = "off",
        default_missing_value = "page"
    )]
    widget: Floating,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let log = LogConfig {
        level: "info".to_owned(),
        format: LogFormat::Text,
    };
    telemetry::start(&log).map_err(|error| error.to_string())?;
    let loopback = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let addresses = Addresses {
        page: loopback(arguments.port),
        operations: loopback(arguments.operations_port),
        emulator: loopback(arguments.emulator_port),
    };
    actix_web::rt::System::new().block_on(async {
        let demo = demo::build(addresses, arguments.widget)?;
        introduce(&demo)?;
        demo.server.run_until_signal().await?;
        demo.emulator.stop().await;
        Ok(())
    })
}

fn introduce(demo: &demo::Demo) -> Result<(), Failure> {
    say("A demonstration, offline: nothing here is real, and no money moves.\n")?;
    say(format_args!("  Start here     {}", demo.menu_url))?;
    say(format_args!("  The page       {}", demo.page_url))?;
    say(format_args!("  Sign in        {}/login", demo.page_url))?;
    say(format_args!("  Mailed links   {}/mails", demo.emulator_url))?;
    say(format_args!("  The emulator   {}/", demo.emulator_url))?;
    say(format_args!(
        "  Metrics        http://{}/metrics\n",
        demo.server.operations_address()
    ))?;
    say("Who can sign in:")?;
    for story in STORIES {
        say(format_args!("  {:<14} {}", story.name, story.story))?;
    }
    say("\nStart at the menu, sign in, look around. Ctrl-C ends it.")?;
    Ok(())
}
