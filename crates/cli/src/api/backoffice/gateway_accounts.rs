use schemars::JsonSchema;
use serde::Deserialize;

use proabono::GatewayAccountId;
use proabono::backoffice::{GatewayAccountRequest, GatewayAccountUpdateRequest};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "Name",
    "TypeGateway",
    "Currency",
    "IsInRealMoney",
    "StateLife",
];

/// The gateway account in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: GatewayAccountId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::one("create", "POST /Gateway/GatewayAccounts", "Creates a gateway account", |api, _: Nothing, _: Nothing, body: GatewayAccountRequest| {
 api.gateway_accounts().create(&body)
})
.example("--id-business $BUSINESS --name 'Test cards' --currency EUR --type-gateway CardDummy --is-in-real-money=false")
.example("--body stripe.json --dry-run"),
Operation::one("retrieve", "GET /Gateway/GatewayAccounts/{Id}", "Reads a gateway account", |api, of: Of, _: Nothing, _: Nothing| {
 api.gateway_accounts().retrieve(of.id)
})
.example("$ACCOUNT"),
Operation::one("update", "PUT /Gateway/GatewayAccounts/{Id}", "Writes a gateway account", |api, of: Of, _: Nothing, body: GatewayAccountUpdateRequest| {
 api.gateway_accounts().update(of.id, &body)
})
.example("$ACCOUNT --name 'Test cards' --is-in-real-money=false --state-life DisabledUser"),
Operation::list("list", "GET /Gateway/GatewayAccounts", "Lists gateway accounts", |api, options| {
 api.gateway_accounts().list(&options)
})
.columns(COLUMNS)
.example("--type-gateway CardDummy --currency EUR")]
}
