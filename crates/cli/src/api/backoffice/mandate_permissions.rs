use schemars::JsonSchema;
use serde::Deserialize;

use proabono::GatewayPermissionId;
use proabono::backoffice::GatewayPermissionMandateRequest;

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "IdCustomer",
    "IdAccount",
    "TypeGateway",
    "TypePayment",
    "StateLife",
];

/// The mandate permission in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: GatewayPermissionId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::one("create", "POST /Gateway/GatewayPermissionMandates", "Creates a mandate permission", |api, _: Nothing, _: Nothing, body: GatewayPermissionMandateRequest| {
 api.mandate_permissions().create(&body)
})
.example("--id-customer $CUSTOMER --id-account $ACCOUNT --type-gateway DirectDebitDummySepa --type-payment DirectDebit"),
Operation::one("retrieve", "GET /Gateway/GatewayPermissionMandates/{Id}", "Reads a mandate permission", |api, of: Of, _: Nothing, _: Nothing| {
 api.mandate_permissions().retrieve(of.id)
})
.example("$MANDATE"),
Operation::list("list", "GET /Gateway/GatewayPermissionMandates", "Lists mandate permissions", |api, options| {
 api.mandate_permissions().list(&options)
})
.columns(COLUMNS)
.example("--all")]
}
