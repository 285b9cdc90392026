use jiff::Timestamp;
use macro_rules_attribute::apply;

use super::GatewayRequests;
use super::words::{StatusGatewayRequest, TypeGatewayRequest};
use crate::call::Call;
use crate::list::Listing;
use crate::{CustomerId, GatewayAccountId, GatewayPermissionId, GatewayRequestId, Links, Request};

/// A request to a payment gateway, and its result.
#[apply(tracked)]
pub struct GatewayRequest {
    /// ProAbono's own number of it.
    pub id: Option<GatewayRequestId>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the gateway account.
    pub id_account: Option<GatewayAccountId>,
    /// ProAbono's own number of the permission.
    pub id_permission: Option<GatewayPermissionId>,
    /// The kind of request.
    pub type_request: Option<TypeGatewayRequest>,
    /// In minor units of the currency.
    pub amount: Option<i64>,
    /// The result.
    pub status_request: Option<StatusGatewayRequest>,
    /// The HTTP status of the gateway.
    pub status_http: Option<i64>,
    /// The message of the gateway.
    pub message: Option<String>,
    /// How long it took.
    pub elapsed_milliseconds: Option<i64>,
    /// The links, which are found by name.
    pub links: Links,
}

/// Filters of [`GatewayRequests::list`].
#[apply(dated_filters)]
pub struct ListGatewayRequests {
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the permission.
    pub id_permission: Option<GatewayPermissionId>,
    /// ProAbono's own number of the gateway account.
    pub id_account: Option<GatewayAccountId>,
    /// The kind of request.
    pub type_request: Option<TypeGatewayRequest>,
    /// The result.
    pub status_request: Option<StatusGatewayRequest>,
    /// The lowest HTTP status of the gateway.
    pub status_http_min: Option<i64>,
    /// The highest HTTP status of the gateway.
    pub status_http_max: Option<i64>,
    /// The lowest amount, in minor units of the currency.
    pub amount_min: Option<i64>,
    /// The highest amount, in minor units of the currency.
    pub amount_max: Option<i64>,
    /// The shortest time it took.
    pub elapsed_milliseconds_min: Option<i64>,
    /// The longest time it took.
    pub elapsed_milliseconds_max: Option<i64>,
}

impl<'a> GatewayRequests<'a> {
    /// `GET /Gateway/GatewayRequests/{Id}`.
    pub fn retrieve(self, id: GatewayRequestId) -> Request<'a, GatewayRequest> {
        self.api.segment(Call::get(
            "retrieve_gateway_request",
            format!("/Gateway/GatewayRequests/{id}"),
        ))
    }

    /// `GET /Gateway/GatewayRequests`.
    pub fn list(self, options: &ListGatewayRequests) -> Listing<'a, GatewayRequest> {
        Listing::new(
            self.api
                .segment(Call::get("list_gateway_requests", "/Gateway/GatewayRequests").query(options)),
        )
    }
}
