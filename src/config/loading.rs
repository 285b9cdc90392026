use std::path::Path;

#[cfg(feature = "cli")]
use super::account::KEYS;
use super::account::{Account, read};
#[cfg(feature = "cli")]
use super::backoffice;
use super::keys;
use super::report::Report;
use super::source::Source;

impl Account {
    /// Reads the account alone, from the file, when one is given, and the environment, which wins: for a command that
    /// calls ProAbono and serves no page.
    ///
    /// # Errors
    /// [`Report`] with every problem of the account, and with every setting that there is not.
    pub fn load(file: Option<&Path>) -> Result<Self, Report> {
        let mut source = Source::new(keys()).filled(file)?;
        let account = read(&mut source);
        source.finish()?;
        account.ok_or_else(Report::internal)
    }

    /// Reads it to show requests that are never sent: the keys may be missing.
    ///
    /// # Errors
    /// As for [`load`](Self::load).
    #[cfg(feature = "cli")]
    pub(crate) fn load_without_keys(file: Option<&Path>) -> Result<Self, Report> {
        let mut source = Source::new(keys()).filled(file)?;
        for key in KEYS.iter().filter(|key| key.name.ends_with("_key") && key.secret) {
            if source.raw(key).is_none() {
                source = source.with(key.name, "not-sent");
            }
        }
        let account = read(&mut source);
        source.finish()?;
        account.ok_or_else(Report::internal)
    }

    /// Reads it for calls of the Backoffice API alone: what only the Live API needs is not looked at. Without keys for
    /// requests that are never sent.
    ///
    /// # Errors
    /// As for [`load`](Self::load).
    #[cfg(feature = "cli")]
    pub(crate) fn load_backoffice(file: Option<&Path>, without_keys: bool) -> Result<Self, Report> {
        let mut source = Source::new(keys()).filled(file)?;
        let [agent_key, api_key] = ["proabono.agent_key", "proabono.api_key"];
        for (name, unused) in [
            ("proabono.api_base", "https://backoffice.invalid"),
            ("proabono.business_id", "1"),
            ("proabono.segment_ref", "unused"),
        ] {
            source = source.with(name, unused);
        }
        let own = backoffice::has_keys(&source);
        for (name, has_own) in [(agent_key, own[0]), (api_key, own[1])] {
            if (without_keys || has_own)
                && KEYS
                    .iter()
                    .all(|key| key.name != name || source.raw(key).is_none())
            {
                source = source.with(name, "not-sent");
            }
        }
        let account = read(&mut source);
        source.finish()?;
        account.ok_or_else(Report::internal)
    }
}
