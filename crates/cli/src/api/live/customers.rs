use proabono::{CustomerRequest, RetrieveCustomer};

use super::{Nothing, OfCustomer, Operation};

const COLUMNS: &[&str] = &["Id", "ReferenceCustomer", "Name", "Email", "Language", "Status"];

pub(super) fn operations() -> Vec<Operation> {
    let mut operations = vec![
        Operation::one(
            "retrieve",
            "GET /v1/Customer",
            "Reads a customer",
            |live, of: OfCustomer, options: RetrieveCustomer, _: Nothing| {
                live.customers().retrieve(&of.reference_customer, &options)
            },
        )
        .example("--reference-customer cust-alice")
        .example("--reference-customer cust-alice --reference-offer offer-pro --links"),
        Operation::list("list", "GET /v1/Customers", "Lists customers", |live, options| {
            live.customers().list(&options)
        })
        .columns(COLUMNS)
        .example("--all")
        .example("--reference-feature feat-users --json")
        .example("--count"),
        Operation::one(
            "create-or-update",
            "POST /v1/Customer",
            "Creates a customer, or writes what is said to the one that exists",
            |live, _: Nothing, _: Nothing, body: CustomerRequest| live.customers().create_or_update(&body),
        )
        .example("--reference-customer cust-flora --name 'Flora Field' --email flora@acme.example")
        .example("--reference-customer cust-flora --metadata plan=trial --metadata source=fair --dry-run"),
    ];
    operations.extend(transitions());
    operations
}

fn transitions() -> [Operation; 4] {
    [
        Operation::one(
            "revoke-links",
            "POST /v1/Customer/LinksRevokation",
            "Ends every link issued so far; the answer has new ones",
            |live, of: OfCustomer, _: Nothing, _: Nothing| {
                live.customers().revoke_links(&of.reference_customer)
            },
        )
        .example("--reference-customer cust-alice"),
        Operation::one(
            "suspend",
            "POST /v1/Customer/Suspension",
            "Closes portal, hosted pages and invoices; only the back office undoes it",
            |live, of: OfCustomer, _: Nothing, _: Nothing| live.customers().suspend(&of.reference_customer),
        )
        .example("--reference-customer cust-bruno"),
        Operation::one(
            "anonymize",
            "POST /v1/Customer/Anonymization",
            "Clears name and e-mail for good; refused while an invoice is due",
            |live, of: OfCustomer, _: Nothing, _: Nothing| live.customers().anonymize(&of.reference_customer),
        )
        .example("--reference-customer cust-bruno"),
        Operation::one(
            "invalidate",
            "POST /v1/Customer/Invalidation",
            "Swaps the reference for a random one: the application loses its key to the customer",
            |live, of: OfCustomer, _: Nothing, _: Nothing| {
                live.customers().invalidate(&of.reference_customer)
            },
        )
        .example("--reference-customer cust-bruno"),
    ]
}
