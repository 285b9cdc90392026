//! Configuration: a TOML file and the environment, one small file per concern, every problem in one report.
//!
//! Each key is declared once, in the `KEYS` of its concern; the loader, `.env.sample` and `docs/configuration.md` all
//! follow from there. Settings that one part takes as they are stand in that part, and are read here; those that the
//! assembly shares out among several parts stand here as well. Nothing below this module imports it.

mod account;
mod backoffice;
mod customers;
mod frame;
mod handoff;
mod headers;
mod identity;
mod insite;
mod key;
mod loading;
mod log;
mod offers;
mod oidc;
mod operations;
mod page;
mod placeholder;
mod proxy;
mod report;
mod returns;
mod server;
mod sessions;
mod sign_in;
mod source;
mod table;
mod toml_file;
mod values;
mod widget;

use std::path::Path;

pub use crate::customers::CustomersConfig;
pub use crate::identity::{ClaimNames, ClientAuth, HandoffAlgorithm, HandoffConfig, HandoffKeys, OidcConfig};
pub use crate::openings::{Generation, InSiteConfig, WidgetConfig};
pub use crate::pages::{OffersConfig, PublicOffers, ReturnsConfig};
pub use crate::sessions::SessionsConfig;
pub use crate::sign_in::SignInConfig;
pub use crate::telemetry::{LogConfig, LogFormat};
pub use crate::visit::PageConfig;
pub use crate::web::{BasePath, PublicUrl};
pub use crate::words::Language;

pub use account::Account;
pub use backoffice::BackofficeConfig;
pub use frame::FrameConfig;
pub use headers::HeadersConfig;
pub use identity::IdentityConfig;
pub use key::Key;
pub use operations::OperationsConfig;
pub use report::{Problem, Report};
pub use server::ServerConfig;
pub use source::Source;

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
    /// The in-site portal.
    pub insite: InSiteConfig,
    /// The page before sign-up.
    pub offers: OffersConfig,
    /// The way back from a workflow.
    pub returns: ReturnsConfig,
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
        insite::KEYS,
        offers::KEYS,
        returns::KEYS,
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
        let config = Self::read(&mut source);
        let warnings = source.finish()?;
        config
            .map(|config| Self { warnings, ..config })
            .ok_or_else(Report::internal)
    }

    /// Reads every part, so that every problem is found, before any is asked for.
    fn read(source: &mut Source) -> Option<Self> {
        let server = server::read(source);
        let operations = operations::read(source);
        let account = account::read(source);
        let identity = identity::read(source);
        let sign_in = sign_in::read(source);
        let customers = customers::read(source);
        let frame = frame::read(source);
        let headers = headers::read(source);
        let page = page::read(source);
        let widget = widget::read(source);
        let insite = insite::read(source);
        let offers = offers::read(source);
        let returns = returns::read(source);
        let log = log::read(source);
        if let (Some(server), Some(operations)) = (&server, &operations) {
            operations::check(source, operations, server);
        }
        let proxy = identity.as_ref().and_then(|identity| identity.proxy.as_ref());
        if let (Some(trusted), Some(customers)) = (proxy, &customers) {
            proxy::check_claims(source, trusted, customers);
        }
        if let (Some(server), Some(_), Some(sign_in), Some(customers), Some(page)) =
            (&server, &identity, &sign_in, &customers, &page)
        {
            sign_in::check(source, sign_in, proxy.is_some(), (server, page, customers));
        }
        Some(Self {
            server: server?,
            operations: operations?,
            account: account?,
            identity: identity?,
            sign_in: sign_in?,
            customers: customers?,
            frame: frame?,
            headers: headers?,
            page: page?,
            widget: widget?,
            insite: insite?,
            offers: offers?,
            returns: returns?,
            log: log?,
            warnings: Vec::new(),
        })
    }
}
