use std::path::Path;

use crate::account::Account;
#[cfg(feature = "cli")]
use crate::account::BackofficeConfig;
use crate::settings::{Report, Section as _, Source};

use super::keys;

impl Account {
    /// Reads the account alone, from the file, when one is given, and the environment, which wins: for a command that
    /// calls ProAbono and serves no page.
    ///
    /// # Errors
    /// [`Report`] with every problem of the account, and with every setting that there is not.
    pub fn load(file: Option<&Path>) -> Result<Self, Report> {
        Self::read_alone(Source::new(keys()).filled(file)?)
    }

    /// Reads it to show requests that are never sent: the keys may be missing.
    ///
    /// # Errors
    /// As for [`load`](Self::load).
    #[cfg(feature = "cli")]
    pub(crate) fn load_without_keys(file: Option<&Path>) -> Result<Self, Report> {
        let mut source = Source::new(keys()).filled(file)?;
        for key in [Self::agent_key, Self::api_key] {
            if !source.says(&key) {
                source = source.with(key.name, NOT_SENT);
            }
        }
        Self::read_alone(source)
    }

    /// Reads it for calls of the Backoffice API alone: what only the Live API needs is not looked at. Without keys for
    /// requests that are never sent.
    ///
    /// # Errors
    /// As for [`load`](Self::load).
    #[cfg(feature = "cli")]
    pub(crate) fn load_backoffice(file: Option<&Path>, without_keys: bool) -> Result<Self, Report> {
        let mut source = Source::new(keys())
            .filled(file)?
            .with(Self::api_base.name, "https://backoffice.invalid")
            .with(Self::business_id.name, "1")
            .with(Self::segment_ref.name, "unused");
        for (key, own) in [
            (Self::agent_key, BackofficeConfig::agent_key),
            (Self::api_key, BackofficeConfig::api_key),
        ] {
            if !source.says(&key) && (without_keys || source.says(&own)) {
                source = source.with(key.name, NOT_SENT);
            }
        }
        Self::read_alone(source)
    }

    fn read_alone(mut source: Source) -> Result<Self, Report> {
        let account = Self::read(&mut source);
        source.finish()?;
        account.ok_or_else(Report::internal)
    }
}

/// Stands in the place of a key that no request carries.
#[cfg(feature = "cli")]
const NOT_SENT: &str = "not-sent";
