use jiff::Timestamp;
use macro_rules_attribute::apply;

use super::extra::Extra;
use super::words::{StateLife, TypeGateway};
use super::{CardPermissions, MandatePermissions};
use crate::call::Call;
use crate::list::Listing;
use crate::{CustomerId, GatewayAccountId, GatewayPermissionId, Links, Request, TypePayment};

/// A permission to charge a card.
#[apply(tracked)]
pub struct GatewayPermissionCard {
    /// ProAbono's own number of it.
    pub id: Option<GatewayPermissionId>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the gateway account.
    pub id_account: Option<GatewayAccountId>,
    /// The gateway.
    pub type_gateway: Option<TypeGateway>,
    /// The payment method.
    pub type_payment: Option<TypePayment>,
    /// The state: in use, or why it is not.
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
    /// The extra resource, where it comes under this name.
    pub extra_resource: Option<Extra>,
    /// The extra resource under the name of the gateway, and members that this version does not know.
    pub extra: Extra,
    /// The links, which are found by name.
    pub links: Links,
}

/// A permission to debit a bank account.
#[apply(tracked)]
pub struct GatewayPermissionMandate {
    /// ProAbono's own number of it.
    pub id: Option<GatewayPermissionId>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the gateway account.
    pub id_account: Option<GatewayAccountId>,
    /// The gateway.
    pub type_gateway: Option<TypeGateway>,
    /// The payment method.
    pub type_payment: Option<TypePayment>,
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// The extra resource under the name of the gateway, and members that this version does not know.
    pub extra: Extra,
    /// The links, which are found by name.
    pub links: Links,
}

/// A new permission, of a card or of a mandate. The extra resource of its gateway is mandatory, but for the dummies.
#[apply(gateway_request)]
pub struct GatewayPermissionRequest {
    /// ProAbono's own number of the customer.
    pub id_customer: CustomerId,
    /// ProAbono's own number of the gateway account.
    pub id_account: GatewayAccountId,
    /// The gateway.
    pub type_gateway: TypeGateway,
    /// The payment method.
    pub type_payment: TypePayment,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// The extra resource, under the name of the gateway.
    pub extra: Extra,
}

/// A new permission to charge a card.
pub type GatewayPermissionCardRequest = GatewayPermissionRequest;

/// A new permission to debit a bank account.
pub type GatewayPermissionMandateRequest = GatewayPermissionRequest;

/// Filters of [`CardPermissions::list`] and [`MandatePermissions::list`].
#[apply(dated_filters)]
pub struct ListGatewayPermissions {
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the gateway account.
    pub id_account: Option<GatewayAccountId>,
    /// The gateway.
    pub type_gateway: Option<TypeGateway>,
    /// The payment method.
    pub type_payment: Option<TypePayment>,
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
}

impl<'a> CardPermissions<'a> {
    /// `POST /Gateway/GatewayPermissionCards`: a new one.
    ///
    /// An extra resource with another name than its gateway's is [`Error::Unwritable`](crate::Error::Unwritable). The `self` link
    /// of the answer has a path of its own, which is not needed.
    pub fn create(self, request: &GatewayPermissionRequest) -> Request<'a, GatewayPermissionCard> {
        self.api.segment(
            Call::post("create_card_permission", "/Gateway/GatewayPermissionCards")
                .body(request)
                .unless(request.extra.fault(None, &request.type_gateway)),
        )
    }

    /// `GET /Gateway/GatewayPermissionCards/{Id}`.
    pub fn retrieve(self, id: GatewayPermissionId) -> Request<'a, GatewayPermissionCard> {
        self.api.segment(Call::get(
            "retrieve_card_permission",
            format!("/Gateway/GatewayPermissionCards/{id}"),
        ))
    }

    /// `GET /Gateway/GatewayPermissionCards`.
    pub fn list(self, options: &ListGatewayPermissions) -> Listing<'a, GatewayPermissionCard> {
        Listing::new(
            self.api.segment(
                Call::get("list_card_permissions", "/Gateway/GatewayPermissionCards").query(options),
            ),
        )
    }
}

impl<'a> MandatePermissions<'a> {
    /// `POST /Gateway/GatewayPermissionMandates`: a new one.
    ///
    /// An extra resource with another name than its gateway's is [`Error::Unwritable`](crate::Error::Unwritable). The `self` link
    /// of the answer has a path of its own, which is not needed.
    pub fn create(self, request: &GatewayPermissionRequest) -> Request<'a, GatewayPermissionMandate> {
        self.api.segment(
            Call::post("create_mandate_permission", "/Gateway/GatewayPermissionMandates")
                .body(request)
                .unless(request.extra.fault(None, &request.type_gateway)),
        )
    }

    /// `GET /Gateway/GatewayPermissionMandates/{Id}`.
    pub fn retrieve(self, id: GatewayPermissionId) -> Request<'a, GatewayPermissionMandate> {
        self.api.segment(Call::get(
            "retrieve_mandate_permission",
            format!("/Gateway/GatewayPermissionMandates/{id}"),
        ))
    }

    /// `GET /Gateway/GatewayPermissionMandates`.
    pub fn list(self, options: &ListGatewayPermissions) -> Listing<'a, GatewayPermissionMandate> {
        Listing::new(self.api.segment(
            Call::get("list_mandate_permissions", "/Gateway/GatewayPermissionMandates").query(options),
        ))
    }
}
