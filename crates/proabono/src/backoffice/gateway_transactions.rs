use jiff::Timestamp;
use macro_rules_attribute::apply;

use super::GatewayTransactions;
use super::words::{StatusTransaction, TypeTransaction};
use crate::call::Call;
use crate::list::Listing;
use crate::{CustomerId, GatewayAccountId, GatewayPermissionId, GatewayTransactionId, Links, Request};

/// A movement of money at a payment gateway.
#[apply(tracked)]
pub struct GatewayTransaction {
    /// ProAbono's own number of it.
    pub id: Option<GatewayTransactionId>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the gateway account.
    pub id_account: Option<GatewayAccountId>,
    /// The direction in which the money moved.
    pub type_transaction: Option<TypeTransaction>,
    /// The result.
    pub status_transaction: Option<StatusTransaction>,
    /// In minor units of the currency.
    pub amount: Option<i64>,
    /// ProAbono's own number of the permission.
    pub id_permission: Option<GatewayPermissionId>,
    /// The links, which are found by name.
    pub links: Links,
}

/// Filters of [`GatewayTransactions::list`].
#[apply(dated_filters)]
pub struct ListGatewayTransactions {
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the permission.
    pub id_permission: Option<GatewayPermissionId>,
    /// ProAbono's own number of the gateway account.
    pub id_account: Option<GatewayAccountId>,
    /// The direction in which the money moved.
    pub type_transaction: Option<TypeTransaction>,
    /// The lowest amount, in minor units of the currency.
    pub amount_min: Option<i64>,
    /// The highest amount, in minor units of the currency.
    pub amount_max: Option<i64>,
}

impl<'a> GatewayTransactions<'a> {
    /// `GET /Gateway/GatewayTransactions/{Id}`.
    pub fn retrieve(self, id: GatewayTransactionId) -> Request<'a, GatewayTransaction> {
        self.api.segment(Call::get(
            "retrieve_gateway_transaction",
            format!("/Gateway/GatewayTransactions/{id}"),
        ))
    }

    /// `GET /Gateway/GatewayTransactions`.
    pub fn list(self, options: &ListGatewayTransactions) -> Listing<'a, GatewayTransaction> {
        Listing::new(
            self.api.segment(
                Call::get("list_gateway_transactions", "/Gateway/GatewayTransactions").query(options),
            ),
        )
    }
}
