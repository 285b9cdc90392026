use schemars::JsonSchema;
use serde::Deserialize;

use proabono::{BillingCustomerRequest, InvoiceId, RetrieveInvoice};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "FullNumber",
    "ReferenceCustomer",
    "AmountTotal",
    "StateInvoice",
    "TypeCredit",
    "DateIssue",
    "DatePaymentLimit",
];

#[derive(Deserialize, JsonSchema)]
struct OfInvoice {
    /// ProAbono's own number of the invoice.
    id: InvoiceId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::list(
            "list",
            "GET /v1/Invoices",
            "Lists invoices and credit notes",
            |live, options| live.invoices().list(&options),
        )
        .columns(COLUMNS)
        .example("--reference-customer cust-alice --all"),
        Operation::one(
            "retrieve",
            "GET /v1/Invoice/{id}",
            "Reads an invoice by ProAbono's own number",
            |live, of: OfInvoice, _: Nothing, _: Nothing| live.invoices().retrieve(of.id),
        )
        .example("$INVOICE"),
        Operation::one(
            "retrieve-by-number",
            "GET /v1/Invoice",
            "Reads an invoice by the number that is printed on it",
            |live, _: Nothing, options: RetrieveInvoice, _: Nothing| {
                live.invoices().retrieve_by_number(&options)
            },
        )
        .placed("FullNumber")
        .example("--full-number $NUMBER")
        .example("$NUMBER"),
        Operation::one(
            "bill-customer",
            "POST /v1/Billing/Customer",
            "Turns the balance of a customer into an invoice, and may charge at once",
            |live, _: Nothing, _: Nothing, body: BillingCustomerRequest| live.invoices().bill_customer(&body),
        )
        .example("--reference-customer cust-alice --force-offline --note-localized 'Thank you'"),
    ]
}
