//! Configuration: the settings of all parts, from a TOML file and the environment, with every problem in one report.
//!
//! Each part declares its settings in a file of its own, and this module puts them together and checks what only several
//! parts together can tell. Nothing below it imports it.

mod checks;
mod loading;
mod server;

use std::path::Path;

use crate::settings::{Section, settings};

pub use crate::account::{Account, BackofficeConfig, HttpProxy};
pub use crate::chat::{ChatConfig, ChatDatum, ChatLanguage};
pub use crate::customers::CustomersConfig;
pub use crate::events::{HostConfig, HostKey, WebhooksConfig};
pub use crate::identity::{
    ClientAuth, HandoffAlgorithm, HandoffConfig, IdentityConfig, OidcConfig, ProxyConfig,
};
pub use crate::openings::{FrameConfig, Generation, InSiteConfig, WidgetConfig};
pub use crate::pages::{OffersConfig, PublicOffers, ReturnsConfig};
pub use crate::rights::{Quantities, RightsConfig, ServerKey, WhenUnknown};
pub use crate::sessions::{SealingKey, SessionsConfig};
pub use crate::settings::{Key, Problem, Report, Source};
pub use crate::shared::{RedisConfig, RedisUrl, SharedError};
pub use crate::sign_in::SignInConfig;
pub use crate::telemetry::{LogConfig, LogFormat, TelemetryConfig};
pub use crate::visit::{ColorScheme, Colour, Home, PageConfig, Place, ThemeConfig, ThemeError};
pub use crate::web::{BasePath, HeadersConfig, PublicUrl};
pub use crate::words::{Language, TextsError};

pub use server::{OperationsConfig, ServerConfig};

use checks::{
    ids_are_no_addresses, listeners_are_apart, providers_are_not_confused, signing_in_is_possible,
    somebody_can_be_known, the_proxy_has_the_claims,
};

settings! {
    /// Everything that can be set, checked.
    pub struct Config in "" {}
    parts {
        /// The addresses of the server and of the page.
        server: ServerConfig,
        /// The listener for probes and metrics.
        operations: OperationsConfig,
        /// The ProAbono account.
        account: Account,
        /// The providers of identity.
        identity: IdentityConfig,
        /// The ways in which visitors sign in here.
        sign_in: SignInConfig,
        /// The Redis that several instances share.
        redis: Option<RedisConfig>,
        /// The mapping from users to customers.
        customers: CustomersConfig,
        /// The rules for the frame.
        frame: FrameConfig,
        /// Security headers.
        headers: HeadersConfig,
        /// Names and ways on.
        page: PageConfig,
        /// The floating widget.
        widget: WidgetConfig,
        /// The in-site portal.
        insite: InSiteConfig,
        /// The chat.
        chat: Option<ChatConfig>,
        /// The page before sign-up.
        offers: OffersConfig,
        /// The way back from a workflow.
        returns: ReturnsConfig,
        /// ProAbono's events.
        webhooks: WebhooksConfig,
        /// The features that customers may use.
        rights: RightsConfig,
        /// The log.
        log: LogConfig,
        /// Traces by OpenTelemetry.
        telemetry: Option<TelemetryConfig>,
    }
    beside {
        /// The oddities that do not keep the server from starting.
        warnings: Vec<String> = Vec::new(),
    }
    checks {
        listeners_are_apart(server, operations),
        somebody_can_be_known(),
        the_proxy_has_the_claims(identity, customers),
        providers_are_not_confused(identity, sign_in, customers),
        ids_are_no_addresses(sign_in, customers),
        signing_in_is_possible(server, page),
    }
}

/// Every key, in the order of the documentation.
pub fn keys() -> impl Iterator<Item = &'static Key> {
    <Config as Section>::keys().into_iter()
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

    /// Checks the values of a source.
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
}
