use std::num::NonZeroU32;
use std::time::Duration;

use governor::Quota;
use url::Url;

use super::settings::OidcConfig;
use crate::identity::fetched::{Fetched, Pace, Source, place_of};
use crate::identity::http::Http;
use crate::identity::jwt::{Key, KeySet, Keys};

use super::metadata::Metadata;

/// How long the discovery document and the keys are used before they are fetched again.
const FRESH: Duration = Duration::from_hours(1);

/// A provider's metadata and its keys.
pub(super) struct Provider {
    pub(super) metadata: Metadata,
    pub(super) keys: KeySet,
}

impl Keys for Provider {
    fn keys(&self) -> &[Key] {
        self.keys.keys()
    }
}

/// A provider's discovery document and the keys that it names.
pub(super) struct Discovery {
    address: Url,
    issuer: String,
    http: Http,
}

/// Prepares the fetching of a provider's metadata. `None` when the configured address is not one.
pub(super) fn lookup(config: &OidcConfig, http: Http) -> Option<Fetched<Discovery>> {
    let well_known = || {
        let issuer = config.issuer.strip_suffix('/').unwrap_or(&config.issuer);
        Url::parse(&format!("{issuer}/.well-known/openid-configuration")).ok()
    };
    let discovery = Discovery {
        address: config.discovery_url.clone().or_else(well_known)?,
        issuer: config.issuer.clone(),
        http,
    };
    let pace = Pace {
        patience: config.timeout,
        fresh: FRESH,
        // Only tokens from the provider itself reach this point, so strangers cannot use up the quota.
        again: Quota::per_minute(NonZeroU32::MIN),
    };
    Some(Fetched::new(discovery, pace))
}

impl Source for Discovery {
    type Value = Provider;

    fn place(&self) -> String {
        place_of(&self.address)
    }

    async fn fetch(&self) -> Result<Provider, String> {
        let document = self.http.document(&self.address).await;
        let document = document.map_err(|error| error.to_string())?;
        let metadata = Metadata::read(&document, &self.address, &self.issuer)?;
        let keys = |cause| format!("the keys at its `jwks_uri`: {cause}");
        let set = self.http.document(&metadata.keys).await;
        let set = set.map_err(|error| keys(error.to_string()))?;
        let set = KeySet::read(&set);
        Ok(Provider {
            keys: set.map_err(|why| keys(format!("{}: {why}", place_of(&metadata.keys))))?,
            metadata,
        })
    }
}
