use schemars::JsonSchema;
use serde::Deserialize;

use proabono::GatewayTransactionId;

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "IdCustomer",
    "IdPermission",
    "TypeTransaction",
    "Amount",
    "StatusTransaction",
];

/// The gateway transaction in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: GatewayTransactionId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::one(
            "retrieve",
            "GET /Gateway/GatewayTransactions/{Id}",
            "Reads a gateway transaction",
            |api, of: Of, _: Nothing, _: Nothing| api.gateway_transactions().retrieve(of.id),
        )
        .example("$TRANSACTION"),
        Operation::list(
            "list",
            "GET /Gateway/GatewayTransactions",
            "Lists gateway transactions",
            |api, options| api.gateway_transactions().list(&options),
        )
        .columns(COLUMNS)
        .example("--type-transaction Debit --json"),
    ]
}
