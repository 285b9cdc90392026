use schemars::JsonSchema;
use serde::Deserialize;

use proabono::BusinessId;
use proabono::backoffice::{
    BusinessAddressBillingRequest, BusinessRequest, BusinessSettingsInvoiceRequest, BusinessUpdateRequest,
};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &["Id", "Name", "LanguageDefault", "StateLife"];

/// The business in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: BusinessId,
}

pub(super) fn operations() -> Vec<Operation> {
    let mut operations = vec![
        Operation::one(
            "create",
            "POST /Organization/Businesses",
            "Creates a business",
            |api, _: Nothing, _: Nothing, body: BusinessRequest| api.businesses().create(&body),
        )
        .example("--name Acme --language-default en"),
        Operation::one(
            "retrieve",
            "GET /Organization/Businesses/{Id}",
            "Reads a business",
            |api, of: Of, _: Nothing, _: Nothing| api.businesses().retrieve(of.id),
        )
        .example("$BUSINESS"),
        Operation::one(
            "update",
            "PUT /Organization/Businesses/{Id}",
            "Writes a business",
            |api, of: Of, _: Nothing, body: BusinessUpdateRequest| api.businesses().update(of.id, &body),
        )
        .example("$BUSINESS --name 'Acme Ltd' --language-default fr --state-life Ok"),
        Operation::list(
            "list",
            "GET /Organization/Businesses",
            "Lists businesses",
            |api, options| api.businesses().list(&options),
        )
        .columns(COLUMNS)
        .example("--all"),
    ];
    operations.extend(settings_written());
    operations.extend(settings_read());
    operations
}

fn settings_written() -> [Operation; 2] {
    [
        Operation::one(
            "update-billing-address",
            "PUT /Organization/Businesses/{Id}/AddressBilling",
            "Writes the billing address of a business",
            |api, of: Of, _: Nothing, body: BusinessAddressBillingRequest| {
                api.businesses().update_billing_address(of.id, &body)
            },
        )
        .example("$BUSINESS --company 'Acme Ltd' --zip-code 75008 --city Paris --country FR"),
        Operation::one(
            "update-invoice-settings",
            "PUT /Organization/Businesses/{Id}/SettingsInvoice",
            "Writes the invoice settings of a business",
            |api, of: Of, _: Nothing, body: BusinessSettingsInvoiceRequest| {
                api.businesses().update_invoice_settings(of.id, &body)
            },
        )
        .example("$BUSINESS --language-forced fr --type-prorata-on-upgrade Balanced --id-tax-profile1 $TAX"),
    ]
}

/// Not in the reference: the links of the object lead there.
fn settings_read() -> [Operation; 2] {
    [
        Operation::one(
            "retrieve-billing-address",
            "GET /Organization/Businesses/{Id}/AddressBilling",
            "Reads the billing address of a business",
            |api, of: Of, _: Nothing, _: Nothing| api.businesses().retrieve_billing_address(of.id),
        )
        .example("$BUSINESS"),
        Operation::one(
            "retrieve-invoice-settings",
            "GET /Organization/Businesses/{Id}/SettingsInvoice",
            "Reads the invoice settings of a business",
            |api, of: Of, _: Nothing, _: Nothing| api.businesses().retrieve_invoice_settings(of.id),
        )
        .example("$BUSINESS"),
    ]
}
