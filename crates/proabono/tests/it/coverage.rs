//! The contract against the typed client: every operation has a method, which sends every path part, filter and member of a
//! body where it belongs.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::num::NonZeroU32;

use proabono::backoffice::Backoffice;
use proabono::{Error, Live, Prepared, UsageRequest};
use proabono_contract::{Api, Contract, Host, Operation, Parameter, Type};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{live, settings};

/// A value for each property of an operation.
struct Given {
    parameters: RefCell<Map<String, Value>>,
    body: Value,
}

impl Given {
    /// A parameter that is an argument of its own.
    fn take<T: DeserializeOwned>(&self, name: &str) -> T {
        let value = self.parameters.borrow_mut().remove(name);
        serde_json::from_value(value.unwrap_or_else(|| panic!("there is no {name}"))).unwrap()
    }

    /// All other parameters, which have to be members of one type.
    fn options<T: DeserializeOwned>(&self) -> T {
        let rest = std::mem::take(&mut *self.parameters.borrow_mut());
        serde_json::from_value(Value::Object(rest)).unwrap()
    }

    fn body<T: DeserializeOwned>(&self) -> T {
        serde_json::from_value(self.body.clone()).unwrap()
    }
}

type Done = Result<Prepared, Error>;

const FIRST: NonZeroU32 = NonZeroU32::MIN;

const LIVE: [(&str, fn(&Live, &Given) -> Done); 39] = [
    ("GET /v1/Balance", |live, given| {
        live.balance().list(&given.options()).prepared(FIRST)
    }),
    ("POST /v1/BalanceLine", |live, given| {
        live.balance()
            .add_line(&given.body(), &given.options())
            .prepared()
    }),
    ("GET /v1/CustomerAddressBilling", |live, given| {
        live.billing_addresses()
            .retrieve(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("POST /v1/CustomerAddressBilling", |live, given| {
        live.billing_addresses()
            .update(&given.take("ReferenceCustomer"), &given.body())
            .prepared()
    }),
    ("GET /v1/Customer", |live, given| {
        live.customers()
            .retrieve(&given.take("ReferenceCustomer"), &given.options())
            .prepared()
    }),
    ("GET /v1/Customers", |live, given| {
        live.customers().list(&given.options()).prepared(FIRST)
    }),
    ("POST /v1/Customer", |live, given| {
        live.customers().create_or_update(&given.body()).prepared()
    }),
    ("POST /v1/Customer/LinksRevokation", |live, given| {
        live.customers()
            .revoke_links(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("POST /v1/Customer/Suspension", |live, given| {
        live.customers()
            .suspend(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("POST /v1/Customer/Anonymization", |live, given| {
        live.customers()
            .anonymize(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("POST /v1/Customer/Invalidation", |live, given| {
        live.customers()
            .invalidate(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("GET /v1/Features", |live, given| {
        live.features().list(&given.options()).prepared(FIRST)
    }),
    ("GET /v1/Feature", |live, given| {
        live.features().retrieve(&given.options()).prepared()
    }),
    ("GET /v1/Feature/{id}", |live, given| {
        live.features().retrieve_by_id(given.take("id")).prepared()
    }),
    ("GET /v1/Invoices", |live, given| {
        live.invoices().list(&given.options()).prepared(FIRST)
    }),
    ("GET /v1/Invoice/{id}", |live, given| {
        live.invoices().retrieve(given.take("id")).prepared()
    }),
    ("GET /v1/Invoice", |live, given| {
        live.invoices().retrieve_by_number(&given.options()).prepared()
    }),
    ("POST /v1/Billing/Customer", |live, given| {
        live.invoices().bill_customer(&given.body()).prepared()
    }),
    ("GET /v1/Offers", |live, given| {
        live.offers().list(&given.options()).prepared(FIRST)
    }),
    ("GET /v1/Offer", |live, given| {
        live.offers().retrieve(&given.options()).prepared()
    }),
    ("GET /v1/CustomerSettingsPayment", |live, given| {
        live.payment_settings()
            .retrieve(&given.take("ReferenceCustomer"))
            .prepared()
    }),
    ("POST /v1/CustomerSettingsPayment", |live, given| {
        live.payment_settings()
            .update(&given.take("ReferenceCustomer"), &given.body())
            .prepared()
    }),
    ("POST /v1/Quoting/Subscription", |live, given| {
        live.quoting()
            .subscription(&given.body(), &given.options())
            .prepared()
    }),
    (
        "POST /v1/Quoting/Subscription/{IdSubscription}/Start",
        |live, given| {
            live.quoting()
                .start(given.take("IdSubscription"), &given.options())
                .prepared()
        },
    ),
    (
        "POST /v1/Quoting/Subscription/{IdSubscription}/Upgrade",
        |live, given| {
            live.quoting()
                .upgrade(given.take("IdSubscription"), &given.options())
                .prepared()
        },
    ),
    ("POST /v1/Quoting/Usage", |live, given| {
        live.quoting().usage(&given.body(), &given.options()).prepared()
    }),
    ("POST /v1/Quoting/BalanceLine", |live, given| {
        live.quoting()
            .balance_line(&given.body(), &given.options())
            .prepared()
    }),
    ("GET /v1/Subscriptions", |live, given| {
        live.subscriptions().list(&given.options()).prepared(FIRST)
    }),
    ("GET /v1/Subscription", |live, given| {
        live.subscriptions().retrieve(&given.options()).prepared()
    }),
    ("POST /v1/Subscription", |live, given| {
        live.subscriptions()
            .create(&given.body(), &given.options())
            .prepared()
    }),
    (
        "POST /v1/Subscription/{IdSubscription}/Suspension",
        |live, given| {
            live.subscriptions()
                .suspend(given.take("IdSubscription"))
                .prepared()
        },
    ),
    ("POST /v1/Subscription/{IdSubscription}/Start", |live, given| {
        live.subscriptions()
            .start(given.take("IdSubscription"), &given.options())
            .prepared()
    }),
    ("POST /v1/Subscription/{IdSubscription}/Upgrade", |live, given| {
        live.subscriptions()
            .upgrade(given.take("IdSubscription"), &given.options())
            .prepared()
    }),
    (
        "POST /v1/Subscription/{IdSubscription}/Termination",
        |live, given| {
            live.subscriptions()
                .terminate(given.take("IdSubscription"), &given.options())
                .prepared()
        },
    ),
    (
        "POST /v1/Subscription/{IdSubscription}/DateTerm",
        |live, given| {
            live.subscriptions()
                .update_term_date(given.take("IdSubscription"), &given.body())
                .prepared()
        },
    ),
    ("GET /v1/Usages", |live, given| {
        live.usages().list(&given.options()).prepared(FIRST)
    }),
    ("GET /v1/Usage", |live, given| {
        live.usages().retrieve(&given.options()).prepared()
    }),
    ("POST /v1/Usage", |live, given| {
        live.usages().update(&given.body()).prepared()
    }),
    ("POST /v1/Usages", |live, given| {
        live.usages()
            .update_many(&given.body::<Vec<UsageRequest>>())
            .prepared()
    }),
];

const BACKOFFICE: [(&str, fn(&Backoffice, &Given) -> Done); 62] = [
    ("POST /Distribution/Agents", |api, given| {
        api.agents().create(&given.body()).prepared()
    }),
    ("GET /Distribution/Agents/{Id}", |api, given| {
        api.agents().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Distribution/Agents/", |api, given| {
        api.agents().update(&given.body()).prepared()
    }),
    ("DELETE /Distribution/Agents/{Id}", |api, given| {
        api.agents().delete(given.take("Id")).prepared()
    }),
    ("GET /Organization/Agents", |api, given| {
        api.agents().list(&given.options()).prepared(FIRST)
    }),
    ("POST /HostedPages/LocalizationByBusinesses", |api, given| {
        api.business_localizations()
            .create_or_update(&given.body())
            .prepared()
    }),
    ("GET /HostedPages/LocalizationByBusinesses", |api, given| {
        api.business_localizations()
            .list(&given.options())
            .prepared(FIRST)
    }),
    ("POST /Organization/Businesses", |api, given| {
        api.businesses().create(&given.body()).prepared()
    }),
    ("GET /Organization/Businesses/{Id}", |api, given| {
        api.businesses().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Organization/Businesses/{Id}", |api, given| {
        api.businesses()
            .update(given.take("Id"), &given.body())
            .prepared()
    }),
    ("GET /Organization/Businesses", |api, given| {
        api.businesses().list(&given.options()).prepared(FIRST)
    }),
    (
        "PUT /Organization/Businesses/{Id}/AddressBilling",
        |api, given| {
            api.businesses()
                .update_billing_address(given.take("Id"), &given.body())
                .prepared()
        },
    ),
    (
        "PUT /Organization/Businesses/{Id}/SettingsInvoice",
        |api, given| {
            api.businesses()
                .update_invoice_settings(given.take("Id"), &given.body())
                .prepared()
        },
    ),
    (
        "GET /Organization/Businesses/{Id}/AddressBilling",
        |api, given| {
            api.businesses()
                .retrieve_billing_address(given.take("Id"))
                .prepared()
        },
    ),
    (
        "GET /Organization/Businesses/{Id}/SettingsInvoice",
        |api, given| {
            api.businesses()
                .retrieve_invoice_settings(given.take("Id"))
                .prepared()
        },
    ),
    ("POST /Gateway/GatewayPermissionCards", |api, given| {
        api.card_permissions().create(&given.body()).prepared()
    }),
    ("GET /Gateway/GatewayPermissionCards/{Id}", |api, given| {
        api.card_permissions().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Gateway/GatewayPermissionCards", |api, given| {
        api.card_permissions().list(&given.options()).prepared(FIRST)
    }),
    ("GET /Distribution/Customers/{Id}", |api, given| {
        api.customers().retrieve(given.take("Id")).prepared()
    }),
    ("POST /Gateway/GatewayAccounts", |api, given| {
        api.gateway_accounts().create(&given.body()).prepared()
    }),
    ("GET /Gateway/GatewayAccounts/{Id}", |api, given| {
        api.gateway_accounts().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Gateway/GatewayAccounts/{Id}", |api, given| {
        api.gateway_accounts()
            .update(given.take("Id"), &given.body())
            .prepared()
    }),
    ("GET /Gateway/GatewayAccounts", |api, given| {
        api.gateway_accounts().list(&given.options()).prepared(FIRST)
    }),
    ("GET /Gateway/GatewayRequests/{Id}", |api, given| {
        api.gateway_requests().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Gateway/GatewayRequests", |api, given| {
        api.gateway_requests().list(&given.options()).prepared(FIRST)
    }),
    ("GET /Gateway/GatewayTransactions/{Id}", |api, given| {
        api.gateway_transactions().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Gateway/GatewayTransactions", |api, given| {
        api.gateway_transactions().list(&given.options()).prepared(FIRST)
    }),
    ("POST /Gateway/GatewayPermissionMandates", |api, given| {
        api.mandate_permissions().create(&given.body()).prepared()
    }),
    ("GET /Gateway/GatewayPermissionMandates/{Id}", |api, given| {
        api.mandate_permissions().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Gateway/GatewayPermissionMandates", |api, given| {
        api.mandate_permissions().list(&given.options()).prepared(FIRST)
    }),
    ("POST /HostedPages/LocalizationBySegments", |api, given| {
        api.segment_localizations()
            .create_or_update(&given.body())
            .prepared()
    }),
    ("GET /HostedPages/LocalizationBySegments", |api, given| {
        api.segment_localizations().list(&given.options()).prepared(FIRST)
    }),
    ("POST /Organization/Segments", |api, given| {
        api.segments().create(&given.body()).prepared()
    }),
    ("GET /Organization/Segments/{Id}", |api, given| {
        api.segments().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Organization/Segments/{Id}", |api, given| {
        api.segments().update(given.take("Id"), &given.body()).prepared()
    }),
    ("GET /Organization/Segments", |api, given| {
        api.segments().list(&given.options()).prepared(FIRST)
    }),
    ("PUT /Organization/Segments/{Id}/Settings", |api, given| {
        api.segments()
            .update_settings(given.take("Id"), &given.body())
            .prepared()
    }),
    (
        "PUT /Organization/Segments/{Id}/SettingsRedirection",
        |api, given| {
            api.segments()
                .update_redirections(given.take("Id"), &given.body())
                .prepared()
        },
    ),
    ("PUT /Organization/Segments/{Id}/SettingsPayment", |api, given| {
        api.segments()
            .update_payment_settings(given.take("Id"), &given.body())
            .prepared()
    }),
    (
        "PUT /Organization/Segments/{Id}/SettingsHostedPages",
        |api, given| {
            api.segments()
                .update_hosted_pages_settings(given.take("Id"), &given.body())
                .prepared()
        },
    ),
    ("GET /Organization/Segments/{Id}/Settings", |api, given| {
        api.segments().retrieve_settings(given.take("Id")).prepared()
    }),
    (
        "GET /Organization/Segments/{Id}/SettingsRedirection",
        |api, given| api.segments().retrieve_redirections(given.take("Id")).prepared(),
    ),
    ("GET /Organization/Segments/{Id}/SettingsPayment", |api, given| {
        api.segments()
            .retrieve_payment_settings(given.take("Id"))
            .prepared()
    }),
    (
        "GET /Organization/Segments/{Id}/SettingsHostedPages",
        |api, given| {
            api.segments()
                .retrieve_hosted_pages_settings(given.take("Id"))
                .prepared()
        },
    ),
    ("POST /Organization/TaxProfileExceptions", |api, given| {
        api.tax_profile_exceptions().create(&given.body()).prepared()
    }),
    ("GET /Organization/TaxProfileExceptions/{Id}", |api, given| {
        api.tax_profile_exceptions().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Organization/TaxProfileExceptions", |api, given| {
        api.tax_profile_exceptions().update(&given.body()).prepared()
    }),
    ("GET /Organization/TaxProfileExceptions", |api, given| {
        api.tax_profile_exceptions()
            .list(&given.options())
            .prepared(FIRST)
    }),
    ("POST /Organization/TaxProfiles", |api, given| {
        api.tax_profiles().create(&given.body()).prepared()
    }),
    ("GET /Organization/TaxProfiles/{Id}", |api, given| {
        api.tax_profiles().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Organization/TaxProfiles", |api, given| {
        api.tax_profiles().update(&given.body()).prepared()
    }),
    ("GET /Organization/TaxProfiles", |api, given| {
        api.tax_profiles().list(&given.options()).prepared(FIRST)
    }),
    ("GET /Notification/WebhookNotifications/{Id}", |api, given| {
        api.webhook_notifications().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Notification/WebhookNotifications", |api, given| {
        api.webhook_notifications().list(&given.options()).prepared(FIRST)
    }),
    (
        "GET /Notification/WebhookNotifications/RewindEvents",
        |api, given| {
            api.webhook_notifications()
                .rewind(&given.options())
                .prepared(FIRST)
        },
    ),
    ("POST /Notification/Webhooks", |api, given| {
        api.webhooks().create(&given.body()).prepared()
    }),
    ("GET /Notification/Webhooks/{Id}", |api, given| {
        api.webhooks().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Notification/Webhooks", |api, given| {
        api.webhooks().list(&given.options()).prepared(FIRST)
    }),
    ("DELETE /Notification/Webhooks/{Id}", |api, given| {
        api.webhooks().delete(given.take("Id")).prepared()
    }),
    ("GET /Notification/Webhooks/{Id}/Verification", |api, given| {
        api.webhooks().send_code(given.take("Id")).prepared()
    }),
    ("POST /Notification/Webhooks/{Id}/Verification", |api, given| {
        api.webhooks()
            .verify(given.take("Id"), &given.take::<String>("code"))
            .prepared()
    }),
    ("GET /Notification/Webhooks/Sample", |api, given| {
        api.webhooks().sample(&given.take("TypeTrigger")).prepared()
    }),
];

fn sample(name: &str, kind: &Type, contract: &Contract) -> Value {
    match kind {
        // The client spells it as ISO 3166 does.
        Type::Text if name == "Country" => json!("FR"),
        Type::Text | Type::Any => json!("sample"),
        Type::Integer => json!(7),
        Type::TextOrInteger => json!("12"),
        Type::Boolean => json!(false),
        Type::Moment => json!("2026-09-15T21:35:32Z"),
        Type::Metadata => json!({ "plan": "trial" }),
        Type::Words(words) => json!(words.last().unwrap()),
        Type::List { item, .. } | Type::Page { item, .. } => json!([sample(name, item, contract)]),
        Type::Record(members) => members
            .iter()
            .map(|(name, kind)| (name.clone(), sample(name, kind, contract)))
            .collect(),
        Type::Object(schema) => object(schema, contract),
    }
}

fn object(schema: &str, contract: &Contract) -> Value {
    let members = contract.members(schema).iter();
    members
        .map(|member| (member.name.clone(), sample(&member.name, &member.kind, contract)))
        .collect()
}

fn given(operation: &Operation, contract: &Contract) -> Given {
    let said = operation
        .parameters
        .iter()
        .filter(|one| !one.constant && !is_of_pages(&one.name));
    let value = |one: &Parameter| (one.name.clone(), sample(&one.name, &one.kind, contract));
    let body = operation.body.as_ref();
    Given {
        parameters: RefCell::new(said.map(value).collect()),
        body: body.map_or(Value::Null, |kind| sample("", kind, contract)),
    }
}

fn is_of_pages(name: &str) -> bool {
    matches!(name, "Page" | "SizePage")
}

/// Compares a request with the contract.
fn compare(operation: &Operation, contract: &Contract, prepared: &Prepared) {
    let route = operation.route();
    let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let of = |one: &Parameter| {
        text(if one.constant {
            json!(true)
        } else {
            sample(&one.name, &one.kind, contract)
        })
    };
    assert_eq!(prepared.method, operation.method, "{route}");
    let mut path = operation.path.clone();
    for part in operation.path_parts() {
        path = path.replace(&format!("{{{}}}", part.name), &of(part));
    }
    assert_eq!(prepared.path, path, "{route}");
    let host = match operation.host {
        Host::Account => "http://127.0.0.1:9",
        Host::Segment => "http://localhost:9",
    };
    assert_eq!(prepared.origin, host, "{route}");
    let sent = url::form_urlencoded::parse(prepared.query.as_bytes()).into_owned();
    let sent: BTreeSet<_> = sent.filter(|(name, _)| !is_of_pages(name)).collect();
    let filters = operation.filters().filter(|one| !is_of_pages(&one.name));
    let due: BTreeSet<_> = filters.map(|one| (one.name.clone(), of(one))).collect();
    assert_eq!(sent, due, "{route}");
    let Some(kind) = &operation.body else { return };
    let mut due = sample("", kind, contract);
    if let Some(key) = due.pointer_mut("/CardStripe/KeySecret") {
        *key = json!("(hidden)");
    }
    let body: Value = serde_json::from_str(prepared.body.as_deref().unwrap_or_default()).unwrap();
    assert_eq!(body, due, "{route}");
}

#[test]
fn every_operation_of_the_contracts_has_a_method_that_sends_all_of_it() {
    let contract = Api::Live.contract();
    let client = live(settings("http://127.0.0.1:9"));
    for operation in &contract.operations {
        let (_, call) = LIVE
            .iter()
            .find(|(route, _)| *route == operation.route())
            .unwrap();
        compare(
            operation,
            contract,
            &call(&client, &given(operation, contract)).unwrap(),
        );
    }
    let contract = Api::Backoffice.contract();
    let segment = "http://localhost:9".parse().unwrap();
    let client = Backoffice::new(settings("http://127.0.0.1:9"), Some(segment)).unwrap();
    for operation in &contract.operations {
        let (_, call) = BACKOFFICE
            .iter()
            .find(|(route, _)| *route == operation.route())
            .unwrap();
        compare(
            operation,
            contract,
            &call(&client, &given(operation, contract)).unwrap(),
        );
    }
}
