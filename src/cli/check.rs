use proabono_cli::terminal::{Failure, say};

use crate::config::{Config, CustomersConfig};
use crate::server;
use crate::web::PublicUrl;

use super::configured::Configured;
use super::online;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    configured: Configured,
    /// Also tries the keys at ProAbono, the OpenID provider's document and the application's published keys. Only reads.
    #[arg(long)]
    online: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = Config::load_for_server(arguments.configured.config.as_deref())?;
    server::examine(&config)?;
    for warning in &config.warnings {
        say(format_args!("warning: {warning}"))?;
    }
    say("The configuration is complete.")?;
    say(format_args!(
        "  page        http://{}{}",
        config.server.listen, config.server.base_path
    ))?;
    match address(&config) {
        Some(address) => say(format_args!("  public      {address}")),
        None => say("  public      not said (server.public_url): each request says where the page is"),
    }?;
    say(format_args!("  operations  http://{}", config.operations.listen))?;
    say(format_args!(
        "  ProAbono    {} (business {}, segment {})",
        config.account.api_base, config.account.business_id, config.account.segment_ref
    ))?;
    ways(&config)?;
    customers(&config.customers)?;
    let hash = if config.account.portal_secret.is_some() {
        "yes"
    } else {
        "no (PROABONO_PORTAL_SECRET is not set)"
    };
    say(format_args!("  widget hash {hash}"))?;
    if arguments.online {
        return online::run(&config);
    }
    say("Nothing was sent: `check --online` tries the keys at ProAbono, and the provider of identity.")?;
    Ok(())
}

/// The address of the page in the visitor's browser, when it is set.
fn address(config: &Config) -> Option<String> {
    config.server.public_url.as_ref().map(PublicUrl::page)
}

/// The ways to sign in: who vouches for users, and where they come from and go to.
fn ways(config: &Config) -> Result<(), Failure> {
    let page = address(config).unwrap_or_default();
    if let Some(proxy) = &config.identity.proxy {
        let from: Vec<String> = proxy.from.iter().map(ToString::to_string).collect();
        let secret = if proxy.secret.is_some() { "with" } else { "without" };
        say(format_args!(
            "  sign-in     by a proxy: the header {} from {}, {secret} a secret",
            proxy.header,
            from.join(", ")
        ))?;
    }
    if let Some(oidc) = &config.sign_in.oidc {
        let found = oidc.discovery_url.as_ref();
        let found = found.map_or_else(String::new, |url| format!(", whose document is at {url}"));
        say(format_args!(
            "  sign-in     at {}{found}; back at {page}/callback",
            oidc.issuer
        ))?;
    }
    if let Some(handoff) = &config.sign_in.handoff {
        let origins = handoff.posting_origins(config.server.public_url.as_ref());
        say(format_args!(
            "  sign-in     by hand-off: {} of {}, from pages of {} to {page}/handoff",
            handoff.algorithm.name(),
            handoff.issuer,
            origins.join(", ")
        ))?;
        say(format_args!(
            "              with the audience {}",
            handoff.expected_audience(&page)
        ))?;
        if let Some(keys) = &handoff.jwks_url {
            say(format_args!("              and the keys at {keys}"))?;
        }
    }
    Ok(())
}

/// How users become customers: what is wrong here shows months later, as two users with one page.
fn customers(config: &CustomersConfig) -> Result<(), Failure> {
    let shared = if config.reference.shares() {
        "; users who agree in it share one customer"
    } else {
        ""
    };
    say(format_args!("  customers   {}{shared}", config.reference))?;
    if let Some(table) = &config.table {
        let others = if config.table_only {
            "others are refused"
        } else {
            "others by the template"
        };
        let (path, users) = (table.path().display(), table.users());
        say(format_args!("  table       {path}, {users} users; {others}"))?;
    }
    if let Some(segment) = &config.segment {
        say(format_args!("  segment     {segment}"))?;
    }
    Ok(())
}
