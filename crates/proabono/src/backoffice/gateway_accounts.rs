use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::{StateLife, TypeGateway};
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Error, GatewayAccountId, Links, SecretText, UserId};

/// A gateway account.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct GatewayAccount {
    /// ProAbono's own number of it.
    pub id: Option<GatewayAccountId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// Who changed it last.
    pub id_user_update: Option<UserId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// When it was made.
    pub date_creation: Option<Timestamp>,
    /// Who made it.
    pub id_user_creation: Option<UserId>,
    /// The name.
    pub name: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Whether money moves.
    pub is_in_real_money: Option<bool>,
    /// Which gateway.
    pub type_gateway: Option<TypeGateway>,
    /// Whether it is in use.
    pub state_life: Option<StateLife>,
    /// The keys at Stripe. The blocks of Paybox and `GoCardless` are documented nowhere.
    pub card_stripe: Option<CardStripe>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// The keys of a gateway account at Stripe.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct CardStripe {
    /// The public key.
    pub key_public: String,
    /// The secret key: a credential.
    pub key_secret: SecretText,
}

impl CardStripe {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(key_public: String, key_secret: SecretText) -> Self {
        Self {
            key_public,
            key_secret,
        }
    }
}

/// A new gateway account. The block with the credentials is named after the gateway; that of Stripe alone is documented, the
/// dummies have none. For the others, see [`Untyped`](crate::Untyped).
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct GatewayAccountRequest {
    /// ProAbono's own number of the business.
    pub id_business: BusinessId,
    /// The name.
    pub name: String,
    /// ISO 4217.
    pub currency: String,
    /// Which gateway.
    pub type_gateway: TypeGateway,
    /// Whether money moves.
    pub is_in_real_money: bool,
    /// The keys at Stripe, `KeyPublic` and `KeySecret`. The blocks of Paybox and `GoCardless` are documented nowhere.
    pub card_stripe: Option<CardStripe>,
}

impl GatewayAccountRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(
        id_business: BusinessId,
        name: String,
        currency: String,
        type_gateway: TypeGateway,
        is_in_real_money: bool,
    ) -> Self {
        Self {
            id_business,
            name,
            currency,
            type_gateway,
            is_in_real_money,
            card_stripe: None,
        }
    }
}

/// What to write; whether what is left out is kept is documented nowhere, so say everything that is known.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct GatewayAccountUpdateRequest {
    /// The name.
    pub name: String,
    /// Whether money moves.
    pub is_in_real_money: bool,
    /// Whether it is in use.
    pub state_life: StateLife,
}

impl GatewayAccountUpdateRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(name: String, is_in_real_money: bool, state_life: StateLife) -> Self {
        Self {
            name,
            is_in_real_money,
            state_life,
        }
    }
}

/// Filters of [`GatewayAccounts::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListGatewayAccounts {
    /// Made at this time or later.
    pub date_creation_min: Option<Timestamp>,
    /// Made at this time or earlier.
    pub date_creation_max: Option<Timestamp>,
    /// Changed at this time or later.
    pub date_update_min: Option<Timestamp>,
    /// Changed at this time or earlier.
    pub date_update_max: Option<Timestamp>,
    /// Which gateway.
    pub type_gateway: Option<TypeGateway>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Whether money moves.
    pub is_in_real_money: Option<bool>,
    /// Whether it is in use.
    pub state_life: Option<StateLife>,
}

/// The operations on accounts at payment gateways.
#[derive(Clone, Copy)]
pub struct GatewayAccounts<'a> {
    api: &'a Backoffice,
}

impl<'a> GatewayAccounts<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `POST /Gateway/GatewayAccounts`: a new one.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn create(self, request: &GatewayAccountRequest) -> Result<Option<GatewayAccount>, Error> {
        let call = Call::post("create_gateway_account", "/Gateway/GatewayAccounts").body(request)?;
        self.api.account().send(call).await
    }

    /// `GET /Gateway/GatewayAccounts/{Id}`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: GatewayAccountId) -> Result<Option<GatewayAccount>, Error> {
        let call = Call::get(
            "retrieve_gateway_account",
            format!("/Gateway/GatewayAccounts/{id}"),
        );
        self.api.account().send(call).await
    }

    /// `PUT /Gateway/GatewayAccounts/{Id}`: writes it.
    ///
    /// What the answer holds is not documented; that it came is the success.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update(
        self,
        id: GatewayAccountId,
        request: &GatewayAccountUpdateRequest,
    ) -> Result<Option<Value>, Error> {
        let call =
            Call::put("update_gateway_account", format!("/Gateway/GatewayAccounts/{id}")).body(request)?;
        self.api.account().send(call).await
    }

    /// `GET /Gateway/GatewayAccounts`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListGatewayAccounts) -> Result<Listing<'a, GatewayAccount>, Error> {
        let call = Call::get("list_gateway_accounts", "/Gateway/GatewayAccounts").query(options)?;
        Ok(Listing::new(self.api.account(), call))
    }
}
