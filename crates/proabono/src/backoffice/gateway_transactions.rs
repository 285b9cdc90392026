use jiff::Timestamp;
use macro_rules_attribute::apply;

use super::GatewayTransactions;
use super::words::{StatusTransaction, TypeTransaction};
use crate::call::Call;
use crate::list::Listing;
use crate::{
    CustomerId, GatewayAccountId, GatewayPermissionId, GatewayTransactionId, Links, Request, UserId,
};

/// A gateway transaction.
#[apply(answer)]
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
    pub links: Links,
}

/// Filters of [`GatewayTransactions::list`].
#[apply(options)]
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
