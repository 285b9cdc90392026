use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::{StatusGatewayRequest, TypeGatewayRequest};
use crate::call::Call;
use crate::list::Listing;
use crate::{CustomerId, Error, GatewayAccountId, GatewayPermissionId, GatewayRequestId, Links, UserId};

/// A gateway request.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GatewayRequest {
    /// ProAbono's own number of it.
    pub id: Option<GatewayRequestId>,
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
    /// ProAbono's own number of the permission.
    pub id_permission: Option<GatewayPermissionId>,
    /// What was asked for.
    pub type_request: Option<TypeGatewayRequest>,
    /// In minor units of the currency.
    pub amount: Option<i64>,
    /// What came of it.
    pub status_request: Option<StatusGatewayRequest>,
    /// The HTTP status of the gateway.
    pub status_http: Option<i64>,
    /// What the gateway said.
    pub message: Option<String>,
    /// How long it took.
    pub elapsed_milliseconds: Option<i64>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// Filters of [`GatewayRequests::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListGatewayRequests {
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
    /// What was asked for.
    pub type_request: Option<TypeGatewayRequest>,
    /// What came of it.
    pub status_request: Option<StatusGatewayRequest>,
    /// At least: the HTTP status of the gateway.
    pub status_http_min: Option<i64>,
    /// At most: the HTTP status of the gateway.
    pub status_http_max: Option<i64>,
    /// At least: in minor units of the currency.
    pub amount_min: Option<i64>,
    /// At most: in minor units of the currency.
    pub amount_max: Option<i64>,
    /// At least: how long it took.
    pub elapsed_milliseconds_min: Option<i64>,
    /// At most: how long it took.
    pub elapsed_milliseconds_max: Option<i64>,
}

/// The operations on what gateways were asked, and answered.
#[derive(Clone, Copy)]
pub struct GatewayRequests<'a> {
    api: &'a Backoffice,
}

impl<'a> GatewayRequests<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `GET /Gateway/GatewayRequests/{Id}`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: GatewayRequestId) -> Result<Option<GatewayRequest>, Error> {
        let call = Call::get(
            "retrieve_gateway_request",
            format!("/Gateway/GatewayRequests/{id}"),
        );
        self.api.segment()?.send(call).await
    }

    /// `GET /Gateway/GatewayRequests`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListGatewayRequests) -> Result<Listing<'a, GatewayRequest>, Error> {
        let call = Call::get("list_gateway_requests", "/Gateway/GatewayRequests").query(options)?;
        Ok(Listing::new(self.api.segment()?, call))
    }
}
