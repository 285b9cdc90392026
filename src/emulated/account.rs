use std::net::SocketAddr;

use crate::account::Account;
use crate::config::{CustomersConfig, InSiteConfig, OffersConfig, ServerConfig, Source, WidgetConfig, keys};
use crate::emulator::Options;

/// A secret that both sides know, so that the hash is checked as in production.
const PORTAL_SECRET: &str = "demo-portal-secret";

/// An account of an emulator on that address. Its keys are known to everybody, and so are its controls: no page in a browser may reach
/// them by a name of its own.
pub(crate) fn account(listen: SocketAddr) -> Options {
    Options {
        listen,
        this_machine_alone: true,
        portal_secret: Some(PORTAL_SECRET.to_owned()),
        ..Options::default()
    }
}

/// Says the settings of that account, whose emulator has that origin, in the place of everything that the file and the
/// environment say of ProAbono's. The times are short, so that a change at the emulator shows at the next visit. No event is
/// received: the file of real events stays as it is, and no application is told of what never happened.
pub(crate) fn played(source: Source, account: &Options, origin: &str) -> Source {
    let real = keys().filter(|key| key.name.starts_with("proabono.") || key.name.starts_with("webhooks."));
    let source = real.fold(source, |source, key| source.fixed(key, None));
    let secret = account.portal_secret.clone();
    [
        (&Account::api_base, Some(origin.to_owned())),
        (&Account::business_id, Some(account.business_id.to_string())),
        (&Account::segment_ref, Some(account.segment_ref.clone())),
        (&Account::agent_key, Some(account.agent_key.clone())),
        (&Account::api_key, Some(account.api_key.clone())),
        (&Account::portal_secret, secret),
        (&InSiteConfig::script_url, Some(format!("{origin}/Get/portal.js"))),
        (&InSiteConfig::sources, None),
        (&WidgetConfig::sources, None),
        (&OffersConfig::pricing_table, None),
        (&CustomersConfig::links_fresh_for, Some("1s".to_owned())),
        (&OffersConfig::fresh_for, Some("1s".to_owned())),
        (&ServerConfig::shutdown_delay, Some("0s".to_owned())),
        (&ServerConfig::shutdown_timeout, Some("1s".to_owned())),
    ]
    .into_iter()
    .fold(source, |source, (key, value)| source.fixed(key, value))
}

/// The address of the emulator's floating widget.
pub(crate) fn widget_script(origin: &str) -> String {
    format!("{origin}/widget.js")
}
