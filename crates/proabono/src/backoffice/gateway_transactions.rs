use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::{StatusTransaction, TypeTransaction};
use crate::call::Call;
use crate::list::Listing;
use crate::{CustomerId, Error, GatewayAccountId, GatewayPermissionId, GatewayTransactionId, Links, UserId};

/// A gateway transaction.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GatewayTransaction {
    /// ProAbono's own number of it.
    pub id: Option<GatewayTransactionId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// Who changed it last.
    pub id_user_update: Option<UserId>,
    /// When it was made.
    pub date_creation: Option<Timestamp>,
    /// Who made it.
    pub id_user_creation: Option<UserId>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the gateway account.
    pub id_account: Option<GatewayAccountId>,
    /// Which way the money moved.
    pub type_transaction: Option<TypeTransaction>,
    /// What came of it.
    pub status_transaction: Option<StatusTransaction>,
    /// In minor units of the currency.
    pub amount: Option<i64>,
    /// ProAbono's own number of the permission.
    pub id_permission: Option<GatewayPermissionId>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// Filters of [`GatewayTransactions::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListGatewayTransactions {
    /// Made at this time or later.
    pub date_creation_min: Option<Timestamp>,
    /// Made at this time or earlier.
    pub date_creation_max: Option<Timestamp>,
    /// Changed at this time or later.
    pub date_update_min: Option<Timestamp>,
    /// Changed at this time or earlier.
    pub date_update_max: Option<Timestamp>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the permission.
    pub id_permission: Option<GatewayPermissionId>,
    /// ProAbono's own number of the gateway account.
    pub id_account: Option<GatewayAccountId>,
    /// Which way the money moved.
    pub type_transaction: Option<TypeTransaction>,
    /// At least: in minor units of the currency.
    pub amount_min: Option<i64>,
    /// At most: in minor units of the currency.
    pub amount_max: Option<i64>,
}

/// The operations on money that gateways moved.
#[derive(Clone, Copy)]
pub struct GatewayTransactions<'a> {
    api: &'a Backoffice,
}

impl<'a> GatewayTransactions<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `GET /Gateway/GatewayTransactions/{Id}`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: GatewayTransactionId) -> Result<Option<GatewayTransaction>, Error> {
        let call = Call::get(
            "retrieve_gateway_transaction",
            format!("/Gateway/GatewayTransactions/{id}"),
        );
        self.api.segment()?.send(call).await
    }

    /// `GET /Gateway/GatewayTransactions`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListGatewayTransactions) -> Result<Listing<'a, GatewayTransaction>, Error> {
        let call = Call::get("list_gateway_transactions", "/Gateway/GatewayTransactions").query(options)?;
        Ok(Listing::new(self.api.segment()?, call))
    }
}
