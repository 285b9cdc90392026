use std::collections::BTreeSet;
use std::fmt;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::crylk::PaQuery;
use crate::customers::{Authority, CustomerKey, CustomersConfig, Existence};
use crate::identity::User;
use crate::proabono::SegmentReference;

use super::{InSiteConfig, Proof};

/// The most characters of metadata at ProAbono, names and values together.
const MOST_METADATA: usize = 450;

/// The arguments of `ProAbonoPortal.open` that are the same for every visitor. Source: ProAbono's guide of the in-site
/// portal.
#[derive(Debug)]
pub(crate) struct InSite {
    business_id: u64,
    segment: SegmentReference,
    script_url: String,
    authority: BTreeSet<Authority>,
    metadata: Vec<(String, String)>,
}

impl InSite {
    pub(crate) fn new(
        business_id: u64,
        segment: SegmentReference,
        config: &InSiteConfig,
        customers: &CustomersConfig,
    ) -> Self {
        Self {
            business_id,
            segment,
            script_url: config.script_url.to_string(),
            authority: customers.authority.clone(),
            metadata: customers.metadata.clone(),
        }
    }

    pub(crate) fn business_id(&self) -> u64 {
        self.business_id
    }

    pub(crate) fn script_url(&self) -> &str {
        &self.script_url
    }

    /// The portal of a customer, at its home or where `query` leads.
    pub(crate) fn of<'a>(
        &'a self,
        user: &'a User,
        customer: &'a CustomerKey,
        existence: Existence,
        proof: &Proof,
        query: Option<&'a PaQuery>,
    ) -> Opened<'a> {
        Opened {
            insite: self,
            who: Some((user, customer, existence)),
            hash: proof.hash(&customer.reference),
            query,
        }
    }

    /// The public pricing table.
    pub(crate) fn of_nobody(&self) -> Opened<'_> {
        Opened {
            insite: self,
            who: None,
            hash: None,
            query: None,
        }
    }

    fn meta<'a>(&'a self, user: &'a User) -> Vec<(&'a str, &'a str)> {
        let known = |(name, claim): &'a (String, String)| Some((name.as_str(), user.known_claim(claim)?));
        let meta: Vec<_> = self.metadata.iter().filter_map(known).collect();
        let length = |(name, value): &(&str, &str)| name.chars().count() + value.chars().count();
        if meta.iter().map(length).sum::<usize>() > MOST_METADATA {
            // Half of the metadata would overwrite the whole.
            tracing::warn!(
                code = "metadata-too-long",
                "a user's metadata has more than 450 characters and is not sent"
            );
            return Vec::new();
        }
        meta
    }
}

/// The argument of `ProAbonoPortal.open`. Serialises to exactly the documented names; `Debug` shows none of the values.
pub(crate) struct Opened<'a> {
    insite: &'a InSite,
    who: Option<(&'a User, &'a CustomerKey, Existence)>,
    hash: Option<String>,
    query: Option<&'a PaQuery>,
}

impl fmt::Debug for Opened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened").finish_non_exhaustive()
    }
}

impl Serialize for Opened<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let insite = self.insite;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("business_id", &insite.business_id)?;
        let segment = self
            .who
            .map_or(&insite.segment, |(_, customer, _)| &customer.segment);
        map.serialize_entry("segment_ref", segment.as_str())?;
        if let Some((user, customer, existence)) = self.who {
            map.serialize_entry("customer_ref", customer.reference.as_str())?;
            // Each opening overwrites these, so they go out only where the application is right, and for a customer that
            // the portal may have to create.
            let ours = |which| existence.takes_details() || insite.authority.contains(&which);
            if let Some(name) = user.known_name().filter(|_| ours(Authority::Name)) {
                map.serialize_entry("customer_name", name)?;
            }
            if ours(Authority::Language)
                && let Some(language) = user.language_code()
            {
                map.serialize_entry("customer_lang", &language)?;
            }
            let meta = insite.meta(user);
            if !meta.is_empty() && ours(Authority::Metadata) {
                let meta: serde_json::Map<String, serde_json::Value> = meta
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value.into()))
                    .collect();
                map.serialize_entry("customer_meta", &meta)?;
            }
        }
        if let Some(hash) = &self.hash {
            map.serialize_entry("hash", hash)?;
        }
        if let Some(query) = self.query {
            map.serialize_entry("query", query.as_str())?;
        }
        map.end()
    }
}
