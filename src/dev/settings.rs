//! The integrator's configuration, with the emulator's account in the place of ProAbono's.

use std::net::SocketAddr;
use std::path::Path;

use data_encoding::HEXLOWER;

use crate::account::Account;
use crate::config::{
    Config, CustomersConfig, FrameConfig, OperationsConfig, Problem, Report, ServerConfig, SessionsConfig,
    Source, WidgetConfig, keys,
};
use crate::emulated::{account, is_local, played, widget_script};
use crate::emulator::{Catalogue, Options};
use crate::proabono::SegmentReference;

/// The account of the emulator. Of what the configuration says of ProAbono, the names of segments alone are kept, since the
/// look-up table and the claims of users name them.
pub(super) fn emulated(
    file: Option<&Path>,
    listen: SocketAddr,
    catalogue: Option<Catalogue>,
) -> Result<Options, Report> {
    let said = Source::new(keys()).filled(file)?;
    let segment = |text: &str| SegmentReference::new(text).map(|name| name.to_string());
    let mut options = account(listen);
    if let Some(usual) = said.understood(&Account::segment_ref, segment).pop() {
        options.segment_ref = usual;
    }
    options.further_segments = said.understood(&CustomersConfig::segments, segment);
    options.further_segments.retain(|one| *one != options.segment_ref);
    options.catalogue = catalogue;
    // The users are the integrator's own, and each begins as somebody whom ProAbono does not know.
    options.stories = false;
    options.answers = true;
    Ok(options)
}

/// The configuration of the page in front of that emulator.
pub(super) fn configuration(
    file: Option<&Path>,
    account: &Options,
    emulator: &str,
) -> Result<Config, Report> {
    let source = Source::new(keys())
        .needing_identity()
        // A key of its own for each start will do, unless one is set.
        .with(
            SessionsConfig::key.name,
            HEXLOWER.encode(&rand::random::<[u8; 64]>()),
        );
    let source = played(source, account, emulator)
        .fixed(&FrameConfig::hosts, None)
        .fixed(&FrameConfig::extra_sources, None)
        .filled(file)?;
    let widget = source
        .says(&WidgetConfig::script_url)
        .then(|| widget_script(emulator));
    let config = Config::from_source(source.fixed(&WidgetConfig::script_url, widget))?;
    stays_here(&config)?;
    Ok(config)
}

/// The configuration for the pages of the panel's listener. A script of somebody else's could read the panel and press its
/// buttons from any page of that origin, so the chat is on none of them. The way back may be a path, which leads nowhere there.
/// A frame of somebody else's could have its buttons clicked unseen. The table of customers would be watched twice.
pub(super) fn of_panel(of_page: &Config) -> Config {
    let mut config = of_page.clone();
    config.chat = None;
    config.page.home_url = None;
    config.headers.frame_ancestors.clear();
    config.customers.table = None;
    config
}

/// Refuses every address under which somebody elsewhere could reach the page.
fn stays_here(config: &Config) -> Result<(), Report> {
    let listeners = [
        (ServerConfig::listen.env, config.server.listen),
        (OperationsConfig::listen.env, config.operations.listen),
    ];
    let outside = listeners
        .into_iter()
        .filter(|(_, address)| !address.ip().is_loopback());
    let mut problems: Vec<Problem> = outside
        .map(|(setting, address)| {
            let port = address.port();
            problem(
                setting,
                format!("{address} is reached from other machines; `dev` runs on this one alone: set it to 127.0.0.1:{port}"),
            )
        })
        .collect();
    let public = config.server.public_url.as_ref();
    if let Some(url) = public.filter(|url| !is_local(&url.origin)) {
        let what = format!(
            "{} is not on this machine, where `dev` runs: set it to the address of the page in your own browser, such as \
             http://localhost:8000{}",
            url.page(),
            url.path.page()
        );
        problems.push(problem(ServerConfig::public_url.env, what));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Report { problems })
    }
}

fn problem(setting: &str, what: String) -> Problem {
    Problem {
        place: setting.to_owned(),
        what,
    }
}
