use proabono::RetrieveOffer;

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "ReferenceOffer",
    "TitleLocalized",
    "PricingTotal",
    "AmountRecurrence",
    "DurationRecurrence",
    "UnitRecurrence",
    "IsVisible",
];

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::list("list", "GET /v1/Offers", "Lists offers", |live, options| {
            live.offers().list(&options)
        })
        .columns(COLUMNS)
        .example("--is-visible --html=false")
        .example("--reference-customer cust-alice --upgrade --json"),
        Operation::one(
            "retrieve",
            "GET /v1/Offer",
            "Reads an offer",
            |live, _: Nothing, options: RetrieveOffer, _: Nothing| live.offers().retrieve(&options),
        )
        .example("--reference-offer offer-pro --language fr"),
    ]
}
