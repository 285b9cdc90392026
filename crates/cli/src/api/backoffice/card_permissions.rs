use schemars::JsonSchema;
use serde::Deserialize;

use proabono::GatewayPermissionId;
use proabono::backoffice::GatewayPermissionCardRequest;

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "IdCustomer",
    "IdAccount",
    "TypeGateway",
    "MaskNumber",
    "DateExpirationOnCard",
    "StateLife",
];

/// The card permission in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: GatewayPermissionId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::one("create", "POST /Gateway/GatewayPermissionCards", "Creates a card permission", |api, _: Nothing, _: Nothing, body: GatewayPermissionCardRequest| {
 api.card_permissions().create(&body)
})
.example("--id-customer $CUSTOMER --id-account $ACCOUNT --type-gateway CardDummy --type-payment Card --country FR"),
Operation::one("retrieve", "GET /Gateway/GatewayPermissionCards/{Id}", "Reads a card permission", |api, of: Of, _: Nothing, _: Nothing| {
 api.card_permissions().retrieve(of.id)
})
.example("$CARD"),
Operation::list("list", "GET /Gateway/GatewayPermissionCards", "Lists card permissions", |api, options| {
 api.card_permissions().list(&options)
})
.columns(COLUMNS)
.example("--all")]
}
