//! The extra resource of a gateway: the members that it needs and no other gateway does.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::SecretText;
use crate::secret::is_gateway;

/// Members whose names depend on the gateway: an object of the Backoffice API has its extra resource under the name of its
/// gateway, such as `CardPaybox`. Of most gateways it is documented nowhere what the resource holds, so `Debug` shows the
/// names alone. Source: Backoffice API, "Payment Gateway Extra".
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Extra(pub BTreeMap<String, Value>);

impl Extra {
    /// Reads the members of a request that its type does not know. One that is not named after a gateway is refused, as
    /// ProAbono does.
    pub(super) fn of_request<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let extra = Self::deserialize(deserializer)?;
        match extra.0.keys().find(|name| !is_gateway(name)) {
            Some(unknown) => Err(D::Error::custom(format!(
                "unknown field `{unknown}`: only the extra resource, which has the name of its gateway, may stand beside the documented ones"
            ))),
            None => Ok(extra),
        }
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = SecretText(String::new());
        f.debug_map()
            .entries(self.0.keys().map(|name| (name, &hidden)))
            .finish()
    }
}
