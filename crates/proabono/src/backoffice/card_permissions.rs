use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;

use super::words::{StateLife, TypeGateway};
use super::{Backoffice, capitals};
use crate::call::Call;
use crate::list::Listing;
use crate::{CustomerId, Error, GatewayAccountId, GatewayPermissionId, Links, TypePayment, UserId};

/// A card permission.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GatewayPermissionCard {
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
    /// When it expires.
    pub date_expiration: Option<Timestamp>,
    /// When it expires, as the card says.
    pub date_expiration_on_card: Option<String>,
    /// The number of the card, masked.
    pub mask_number: Option<String>,
    /// The brand of the card.
    pub type_card: Option<String>,
    /// What the gateway adds.
    pub extra_resource: Option<Map<String, Value>>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// What to write of `GatewayPermissionCard`.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct GatewayPermissionCardRequest {
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

impl GatewayPermissionCardRequest {
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

/// Filters of [`CardPermissions::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListCardPermissions {
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

impl GatewayPermissionCardRequest {
    /// The country in capitals, as for every other one.
    fn spelt(mut self) -> Self {
        self.country = capitals(self.country);
        self
    }
}

/// The operations on permissions to charge a card.
#[derive(Clone, Copy)]
pub struct CardPermissions<'a> {
    api: &'a Backoffice,
}

impl<'a> CardPermissions<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `POST /Gateway/GatewayPermissionCards`: a new one.
    ///
    /// The `self` link of the answer has a path of its own, which is not needed.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn create(
        self,
        request: &GatewayPermissionCardRequest,
    ) -> Result<Option<GatewayPermissionCard>, Error> {
        let call = Call::post("create_card_permission", "/Gateway/GatewayPermissionCards")
            .body(&request.clone().spelt())?;
        self.api.segment()?.send(call).await
    }

    /// `GET /Gateway/GatewayPermissionCards/{Id}`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: GatewayPermissionId) -> Result<Option<GatewayPermissionCard>, Error> {
        let call = Call::get(
            "retrieve_card_permission",
            format!("/Gateway/GatewayPermissionCards/{id}"),
        );
        self.api.segment()?.send(call).await
    }

    /// `GET /Gateway/GatewayPermissionCards`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListCardPermissions) -> Result<Listing<'a, GatewayPermissionCard>, Error> {
        let call = Call::get("list_card_permissions", "/Gateway/GatewayPermissionCards").query(options)?;
        Ok(Listing::new(self.api.segment()?, call))
    }
}
