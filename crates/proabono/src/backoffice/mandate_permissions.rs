use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::words::{StateLife, TypeGateway};
use super::{Backoffice, capitals};
use crate::call::Call;
use crate::list::Listing;
use crate::{CustomerId, Error, GatewayAccountId, GatewayPermissionId, Links, TypePayment, UserId};

/// A mandate permission.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GatewayPermissionMandate {
    /// ProAbono's own number of it.
    pub id: Option<GatewayPermissionId>,
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
    /// Which gateway.
    pub type_gateway: Option<TypeGateway>,
    /// The payment method.
    pub type_payment: Option<TypePayment>,
    /// Whether it is in use.
    pub state_life: Option<StateLife>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// What to write of `GatewayPermissionMandate`.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct GatewayPermissionMandateRequest {
    /// ProAbono's own number of the customer.
    pub id_customer: CustomerId,
    /// ProAbono's own number of the gateway account.
    pub id_account: GatewayAccountId,
    /// Which gateway.
    pub type_gateway: TypeGateway,
    /// The payment method.
    pub type_payment: TypePayment,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
}

impl GatewayPermissionMandateRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(
        id_customer: CustomerId,
        id_account: GatewayAccountId,
        type_gateway: TypeGateway,
        type_payment: TypePayment,
    ) -> Self {
        Self {
            id_customer,
            id_account,
            type_gateway,
            type_payment,
            country: None,
        }
    }
}

/// Filters of [`MandatePermissions::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListMandatePermissions {
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
    /// ProAbono's own number of the gateway account.
    pub id_account: Option<GatewayAccountId>,
    /// Which gateway.
    pub type_gateway: Option<TypeGateway>,
    /// The payment method.
    pub type_payment: Option<TypePayment>,
    /// Whether it is in use.
    pub state_life: Option<StateLife>,
}

impl GatewayPermissionMandateRequest {
    /// The country in capitals, as for every other one.
    fn spelt(mut self) -> Self {
        self.country = capitals(self.country);
        self
    }
}

/// The operations on permissions to debit a bank account.
#[derive(Clone, Copy)]
pub struct MandatePermissions<'a> {
    api: &'a Backoffice,
}

impl<'a> MandatePermissions<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `POST /Gateway/GatewayPermissionMandates`: a new one.
    ///
    /// The `self` link of the answer has a path of its own, which is not needed.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn create(
        self,
        request: &GatewayPermissionMandateRequest,
    ) -> Result<Option<GatewayPermissionMandate>, Error> {
        let call = Call::post("create_mandate_permission", "/Gateway/GatewayPermissionMandates")
            .body(&request.clone().spelt())?;
        self.api.segment()?.send(call).await
    }

    /// `GET /Gateway/GatewayPermissionMandates/{Id}`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: GatewayPermissionId) -> Result<Option<GatewayPermissionMandate>, Error> {
        let call = Call::get(
            "retrieve_mandate_permission",
            format!("/Gateway/GatewayPermissionMandates/{id}"),
        );
        self.api.segment()?.send(call).await
    }

    /// `GET /Gateway/GatewayPermissionMandates`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(
        self,
        options: &ListMandatePermissions,
    ) -> Result<Listing<'a, GatewayPermissionMandate>, Error> {
        let call =
            Call::get("list_mandate_permissions", "/Gateway/GatewayPermissionMandates").query(options)?;
        Ok(Listing::new(self.api.segment()?, call))
    }
}
