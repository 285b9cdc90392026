//! Configuration: a TOML file and the environment, one small file per concern, every problem in one report.
//!
//! Each key is declared once, in the `KEYS` of its concern; the loader, `.env.sample` and `docs/configuration.md` all
//! follow from there.

mod account;
mod backoffice;
mod customers;
mod frame;
mod handoff;
mod headers;
mod identity;
mod key;
mod log;
mod oidc;
mod operations;
mod page;
mod proxy;
mod report;
mod server;
mod sessions;
mod sign_in;
mod source;
mod table;
mod toml_file;
mod values;
mod widget;

use std::path::Path;

pub use account::Account;
pub use backoffice::BackofficeConfig;
pub use customers::CustomersConfig;
pub use frame::FrameConfig;
pub use handoff::{HandoffAlgorithm, HandoffConfig, HandoffKeys};
pub use headers::HeadersConfig;
pub use identity::IdentityConfig;
pub use key::Key;
pub use log::{LogConfig, LogFormat};
pub use oidc::{ClaimNames, OidcConfig};
pub use operations::OperationsConfig;
pub use page::PageConfig;
pub use report::{Problem, Report};
pub use server::ServerConfig;
pub use sessions::SessionsConfig;
pub use sign_in::SignInConfig;
pub use source::Source;
pub use values::{BasePath, PublicUrl};
pub use widget::WidgetConfig;

/// Everything that can be set, checked.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// Where the server listens and where the page is.
    pub server: ServerConfig,
    /// The listener for probes and metrics.
    pub operations: OperationsConfig,
    /// The ProAbono account.
    pub account: Account,
    /// Who is asking.
    pub identity: IdentityConfig,
    /// How visitors sign in here.
    pub sign_in: SignInConfig,
    /// Which customer.
    pub customers: CustomersConfig,
    /// What may be framed.
    pub frame: FrameConfig,
    /// Security headers.
    pub headers: HeadersConfig,
    /// Names and ways on.
    pub page: PageConfig,
    /// The floating widget.
    pub widget: WidgetConfig,
    /// The log.
    pub log: LogConfig,
    /// What is odd and keeps nothing from starting.
    pub warnings: Vec<String>,
}

/// Every key, in the order of the documentation.
pub fn keys() -> impl Iterator<Item = &'static Key> {
    [
        server::KEYS,
        operations::KEYS,
        account::KEYS,
        backoffice::KEYS,
        identity::KEYS,
        oidc::KEYS,
        handoff::KEYS,
        sign_in::KEYS,
        sessions::KEYS,
        customers::KEYS,
        frame::KEYS,
        headers::KEYS,
        page::KEYS,
        widget::KEYS,
        log::KEYS,
    ]
    .into_iter()
    .flatten()
}

impl Config {
    /// Reads the file, when one is given, and the environment, which wins. For a library in a host application,
    /// which may add its own provider of identity.
    ///
    /// # Errors
    /// [`Report`] with every problem that was found.
    pub fn load(file: Option<&Path>) -> Result<Self, Report> {
        Self::from_source(Source::new(keys()).filled(file)?)
    }

    /// The same for a server of its own, which needs a provider of identity in the configuration.
    ///
    /// # Errors
    /// [`Report`] with every problem that was found.
    pub fn load_for_server(file: Option<&Path>) -> Result<Self, Report> {
        Self::from_source(Source::new(keys()).needing_identity().filled(file)?)
    }

    /// Checks what a source holds.
    ///
    /// # Errors
    /// [`Report`] with every problem that was found.
    pub fn from_source(mut source: Source) -> Result<Self, Report> {
        let parts = (
            server::read(&mut source),
            operations::read(&mut source),
            account::read(&mut source),
            identity::read(&mut source),
            sign_in::read(&mut source),
            customers::read(&mut source),
            frame::read(&mut source),
            headers::read(&mut source),
            page::read(&mut source),
            widget::read(&mut source),
            log::read(&mut source),
        );
        if let (Some(server), Some(operations), ..) = &parts {
            operations::check(&mut source, operations, server);
        }
        if let (_, _, _, Some(identity), _, Some(customers), ..) = &parts
            && let Some(trusted) = &identity.proxy
        {
            proxy::check_claims(&mut source, trusted, customers);
        }
        if let (Some(server), _, _, Some(identity), Some(sign_in), Some(customers), .., Some(page), _, _) =
            &parts
        {
            let proxy = identity.proxy.is_some();
            sign_in::check(&mut source, sign_in, proxy, (server, page, customers));
        }
        let warnings = source.finish()?;
        match parts {
            (
                Some(server),
                Some(operations),
                Some(account),
                Some(identity),
                Some(sign_in),
                Some(customers),
                Some(frame),
                Some(headers),
                Some(page),
                Some(widget),
                Some(log),
            ) => Ok(Self {
                server,
                operations,
                account,
                identity,
                sign_in,
                customers,
                frame,
                headers,
                page,
                widget,
                log,
                warnings,
            }),
            _ => Err(Report::internal()),
        }
    }
}
