use jiff::Timestamp;
use macro_rules_attribute::apply;
use serde_json::Value;

use super::GatewayAccounts;
use super::extra::Extra;
use super::words::{StateLife, TypeGateway};
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, GatewayAccountId, Links, Request, SecretText};

/// An account at a payment gateway.
#[apply(tracked)]
pub struct GatewayAccount {
    /// ProAbono's own number of it.
    pub id: Option<GatewayAccountId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The name.
    pub name: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// True if money moves.
    pub is_in_real_money: Option<bool>,
    /// The gateway.
    pub type_gateway: Option<TypeGateway>,
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// The keys at Stripe, `KeyPublic` and `KeySecret`, as far as ProAbono shows them.
    pub card_stripe: Option<Extra>,
    /// The extra resource of another gateway, and members that this version does not know.
    pub extra: Extra,
    /// The links, which are found by name.
    pub links: Links,
}

/// The keys of a gateway account at Stripe.
#[apply(request)]
pub struct CardStripe {
    /// The public key.
    pub key_public: String,
    /// The secret key: a credential.
    pub key_secret: SecretText,
}

/// A new gateway account. Its extra resource, with the credentials, is mandatory, but for the dummies.
#[apply(gateway_request)]
pub struct GatewayAccountRequest {
    /// ProAbono's own number of the business.
    pub id_business: BusinessId,
    /// The name.
    pub name: String,
    /// ISO 4217.
    pub currency: String,
    /// The gateway.
    pub type_gateway: TypeGateway,
    /// True if money moves.
    pub is_in_real_money: bool,
    /// The extra resource of Stripe: `KeyPublic` and `KeySecret`.
    pub card_stripe: Option<CardStripe>,
    /// The extra resource of another gateway, under its name.
    pub extra: Extra,
}

/// The members to write. It is not documented whether a member that is left out is kept, so give all that you know.
#[apply(request)]
pub struct GatewayAccountUpdateRequest {
    /// The name.
    pub name: String,
    /// True if money moves.
    pub is_in_real_money: bool,
    /// The state: in use, or why it is not.
    pub state_life: StateLife,
}

/// Filters of [`GatewayAccounts::list`].
#[apply(dated_filters)]
pub struct ListGatewayAccounts {
    /// The gateway.
    pub type_gateway: Option<TypeGateway>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// True if money moves.
    pub is_in_real_money: Option<bool>,
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
}

impl<'a> GatewayAccounts<'a> {
    /// `POST /Gateway/GatewayAccounts`: a new one. An extra resource with another name than its gateway's is
    /// [`Error::Unwritable`](crate::Error::Unwritable).
    pub fn create(self, request: &GatewayAccountRequest) -> Request<'a, GatewayAccount> {
        let stripe = request.card_stripe.as_ref().map(|_| "CardStripe");
        self.api.account(
            Call::post("create_gateway_account", "/Gateway/GatewayAccounts")
                .body(request)
                .unless(request.extra.fault(stripe, &request.type_gateway)),
        )
    }

    /// `GET /Gateway/GatewayAccounts/{Id}`.
    pub fn retrieve(self, id: GatewayAccountId) -> Request<'a, GatewayAccount> {
        self.api.account(Call::get(
            "retrieve_gateway_account",
            format!("/Gateway/GatewayAccounts/{id}"),
        ))
    }

    /// `PUT /Gateway/GatewayAccounts/{Id}`: writes it.
    ///
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn update(self, id: GatewayAccountId, request: &GatewayAccountUpdateRequest) -> Request<'a, Value> {
        self.api.account(
            Call::put("update_gateway_account", format!("/Gateway/GatewayAccounts/{id}")).body(request),
        )
    }

    /// `GET /Gateway/GatewayAccounts`.
    pub fn list(self, options: &ListGatewayAccounts) -> Listing<'a, GatewayAccount> {
        Listing::new(
            self.api
                .account(Call::get("list_gateway_accounts", "/Gateway/GatewayAccounts").query(options)),
        )
    }
}
