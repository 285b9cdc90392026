use std::path::Path;

use crate::account::Account;
#[cfg(feature = "cli")]
use crate::account::{BackofficeConfig, is_proabonos};
#[cfg(feature = "cli")]
use crate::proabono::is_loopback;
#[cfg(feature = "cli")]
use crate::settings::Key;
#[cfg(feature = "cli")]
use crate::settings::values::api_origin;
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
            .with(Self::business_id.name, "1")
            .with(Self::segment_ref.name, "unused");
        not_half_emulated(&mut source);
        // Where no address of the Backoffice API is set, it follows from that of the Live API, and from ProAbono's where there is
        // none at all.
        if !source.says(&Self::api_base) || source.says(&BackofficeConfig::base) {
            source = source.with(Self::api_base.name, NOT_ASKED);
        }
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

/// Refuses an emulator of the Live API beside ProAbono's own Backoffice API: whoever has set one address for a trial would
/// change the real account with the other.
#[cfg(feature = "cli")]
fn not_half_emulated(source: &mut Source) {
    let address = |source: &Source, key: &Key| {
        let said = source.said(key)?.first()?;
        api_origin(said).ok()
    };
    if !address(source, &Account::api_base).is_some_and(|url| is_loopback(&url)) {
        return;
    }
    for key in [BackofficeConfig::base, BackofficeConfig::segment_base] {
        if address(source, &key).is_some_and(|url| is_proabonos(&url)) {
            source.problem_with(
                &key,
                format!(
                    "it is ProAbono's own host, and {} is on this machine: an emulator and the real account. Change one of \
                     the two",
                    Account::api_base.env
                ),
            );
        }
    }
}

/// Stands in the place of the Live API, which is not asked. It must be ProAbono's: beside another one, the Backoffice API would
/// be looked for there.
#[cfg(feature = "cli")]
const NOT_ASKED: &str = "https://api-1.proabono.com";

/// Stands in the place of a key that no request carries.
#[cfg(feature = "cli")]
const NOT_SENT: &str = "not-sent";
