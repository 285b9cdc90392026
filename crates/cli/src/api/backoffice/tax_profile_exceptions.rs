use schemars::JsonSchema;
use serde::Deserialize;

use proabono::TaxProfileExceptionId;
use proabono::backoffice::{TaxProfileExceptionRequest, TaxProfileExceptionUpdateRequest};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "IdTaxProfile",
    "Country",
    "Region",
    "Rate",
    "TypeRateTax",
    "IsCompany",
];

/// The tax profile exception in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: TaxProfileExceptionId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::one("create", "POST /Organization/TaxProfileExceptions", "Creates a tax profile exception", |api, _: Nothing, _: Nothing, body: TaxProfileExceptionRequest| {
 api.tax_profile_exceptions().create(&body)
})
.example("--id-tax-profile $TAX --rate 700 --type-rate-tax Reduced --country DE"),
Operation::one("retrieve", "GET /Organization/TaxProfileExceptions/{Id}", "Reads a tax profile exception", |api, of: Of, _: Nothing, _: Nothing| {
 api.tax_profile_exceptions().retrieve(of.id)
})
.example("$EXCEPTION"),
Operation::one("update", "PUT /Organization/TaxProfileExceptions", "Writes a tax profile exception", |api, _: Nothing, _: Nothing, body: TaxProfileExceptionUpdateRequest| {
 api.tax_profile_exceptions().update(&body)
})
.example("--id $EXCEPTION --id-tax-profile $TAX --rate 850 --type-rate-tax Reduced --country US --region US-DE"),
Operation::list("list", "GET /Organization/TaxProfileExceptions", "Lists tax profile exceptions", |api, options| {
 api.tax_profile_exceptions().list(&options)
})
.columns(COLUMNS)
.example("--id-tax-profile $TAX --country US")]
}
