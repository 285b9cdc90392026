//! The extra resource of a gateway: the members that it needs and no other gateway does.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::words::TypeGateway;
use crate::SecretText;

/// Members whose names depend on the gateway: an object of the Backoffice API has its extra resource under the name of its
/// gateway, such as `CardPaybox`. Of most gateways it is documented nowhere what the resource holds, so `Debug` shows the
/// names alone. Source: Backoffice API, "Payment Gateway Extra".
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Extra(pub BTreeMap<String, Value>);

impl Extra {
    /// Why a request for this gateway cannot be written: a member is neither documented nor the extra resource, which has the
    /// name of its gateway. The same goes for an extra resource that has a type of its own, by its name.
    pub(super) fn fault(&self, typed: Option<&str>, gateway: &TypeGateway) -> Option<String> {
        let mut names = typed.into_iter().chain(self.0.keys().map(String::as_str));
        let other = names.find(|name| *name != gateway.as_str())?;
        Some(format!(
            "member `{other}`: only the extra resource, which has the name of its gateway, may stand beside the documented ones"
        ))
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
