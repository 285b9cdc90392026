//! The Live API: one file for each resource.

mod address;
mod balance;
mod billing;
mod customer;
mod customer_actions;
mod customers;
mod features;
mod invoices;
mod lines;
mod links;
mod offer_view;
mod offers;
mod overrides;
mod quote;
mod quoting;
mod settings_payment;
mod shared;
mod subscription;
mod subscription_actions;
mod subscription_view;
mod subscriptions;
mod usage;
mod usages;

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, web};
use proabono_contract::Api;
use serde_json::{Value, json};

use crate::api;
use crate::api::declared::{self, Beyond, Further};
use crate::api::operation::{ID_OF_SEGMENT, Operation, Route, Run, SEGMENT};
use crate::api::property::{ID, Kind, PAGE, SIZE_PAGE};
use crate::shared::Shared;
use crate::world::World;

/// Every operation, with the function that answers it.
const ROUTES: &[&[Route]] = &[
    customer::ROUTES,
    customer_actions::ROUTES,
    customers::ROUTES,
    address::ROUTES,
    settings_payment::ROUTES,
    usage::ROUTES,
    usages::ROUTES,
    offers::ROUTES,
    features::ROUTES,
    subscription::ROUTES,
    subscription_actions::ROUTES,
    subscriptions::ROUTES,
    invoices::ROUTES,
    billing::ROUTES,
    quoting::ROUTES,
    balance::ROUTES,
];

const BEYOND: Beyond = Beyond {
    operations: &[
        // ProAbono's own node sends the number of the segment in the place of its reference.
        Further {
            route: "POST /v1/Customer",
            like: "POST /v1/Customer",
            without: &[],
            with: &[(ID_OF_SEGMENT, ID)],
        },
        // ProAbono's own code asks for pages.
        Further {
            route: "GET /v1/Usages",
            like: "GET /v1/Usages",
            without: &[],
            with: &[("Page", PAGE), ("SizePage", SIZE_PAGE)],
        },
        // ProAbono's clients of 2025 call the resource by this name.
        Further {
            route: "GET /v1/CustomerBillingAddress",
            like: "GET /v1/CustomerAddressBilling",
            without: &[],
            with: &[],
        },
        Further {
            route: "POST /v1/CustomerBillingAddress",
            like: "POST /v1/CustomerAddressBilling",
            without: &[],
            with: &[],
        },
        // Every `self` link of a subscription leads there.
        Further {
            route: "GET /v1/Subscription/{IdSubscription}",
            like: "GET /v1/Subscription",
            without: &["ReferenceCustomer", "ReferenceOffer"],
            with: &[],
        },
    ],
    words: &[],
    everywhere: &[
        (None, SEGMENT, Kind::Reference),
        (Some("GET"), "lang", Kind::Text),
    ],
};

static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let routes = ROUTES.iter().copied().flatten();
    let routes = routes.filter_map(|(route, run)| {
        let (method, path) = route.split_once(' ')?;
        Some((method, path, Run::Alone(*run)))
    });
    declared::operations(Api::Live, &BEYOND, routes)
});

/// The names of all operations, such as `GET /v1/Customer`.
pub(crate) fn names() -> impl Iterator<Item = String> {
    OPERATIONS.iter().map(Operation::name)
}

/// Any request below `/v1/`.
pub(crate) async fn dispatch(
    request: HttpRequest,
    body: Result<web::Bytes, actix_web::Error>,
    shared: web::Data<Shared>,
) -> HttpResponse {
    api::dispatch(&*OPERATIONS, None, &request, body, &shared).await
}

/// All objects of this API. They have no links, because showing a link issues it.
pub(crate) fn dump(world: &World) -> Value {
    let customers: Vec<_> = world.customers().collect();
    let subscriptions: Vec<_> = world
        .subscriptions()
        .map(|one| subscription_view::members(one, false, world))
        .collect();
    let invoices: Vec<_> = world
        .invoices()
        .map(|one| invoices::members(one, world))
        .collect();
    let lines: Vec<_> = world.lines().map(|one| lines::members(one, world)).collect();
    json!({ "customers": customers, "subscriptions": subscriptions, "invoices": invoices, "balance": lines })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Api, BEYOND, names};

    #[test]
    fn every_operation_of_the_contract_and_no_other_is_answered() {
        let declared = Api::Live
            .contract()
            .operations
            .iter()
            .map(proabono_contract::Operation::route);
        let further = BEYOND.operations.iter().map(|one| one.route.to_owned());
        let expected: BTreeSet<String> = declared.chain(further).collect();
        assert_eq!(names().collect::<BTreeSet<_>>(), expected);
    }
}
