use schemars::JsonSchema;
use serde::Deserialize;

use proabono::TaxProfileId;
use proabono::backoffice::{TaxProfileRequest, TaxProfileUpdateRequest};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &["Id", "Name", "Label", "RateDefault", "TypeRateTax"];

/// The tax profile in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: TaxProfileId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::one(
            "create",
            "POST /Organization/TaxProfiles",
            "Creates a tax profile",
            |api, _: Nothing, _: Nothing, body: TaxProfileRequest| api.tax_profiles().create(&body),
        )
        .example("--name 'VAT in France' --label 'TVA 20%' --rate-default 2000 --type-rate-tax Standard"),
        Operation::one(
            "retrieve",
            "GET /Organization/TaxProfiles/{Id}",
            "Reads a tax profile",
            |api, of: Of, _: Nothing, _: Nothing| api.tax_profiles().retrieve(of.id),
        )
        .example("$TAX"),
        Operation::one(
            "update",
            "PUT /Organization/TaxProfiles",
            "Writes a tax profile",
            |api, _: Nothing, _: Nothing, body: TaxProfileUpdateRequest| api.tax_profiles().update(&body),
        )
        .example("--id $TAX --name 'VAT in France' --label TVA --rate-default 2000 --type-rate-tax Standard"),
        Operation::list(
            "list",
            "GET /Organization/TaxProfiles",
            "Lists tax profiles",
            |api, options| api.tax_profiles().list(&options),
        )
        .columns(COLUMNS)
        .example("--all"),
    ]
}
