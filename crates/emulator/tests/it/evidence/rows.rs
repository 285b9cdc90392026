//! Demands that one request proves.

use super::Row;

/// Only the status counts.
const fn row(name: &'static str, request: &'static str, body: &'static str, status: u16) -> Row {
    Row {
        name,
        lenient: false,
        request,
        body,
        status,
        at: "",
        is: "",
    }
}

const fn has(row: Row, at: &'static str, is: &'static str) -> Row {
    Row { at, is, ..row }
}

const fn old(row: Row) -> Row {
    Row { lenient: true, ..row }
}

pub(super) const ROWS: &[Row] = &[
    // ReferenceSegment on every call.
    row(
        "segment on a read that does not declare it",
        "GET /v1/Customer?ReferenceCustomer=cust-alice&ReferenceSegment=acme-eur",
        "",
        200,
    ),
    row(
        "segment on usages",
        "GET /v1/Usages?ReferenceCustomer=cust-alice&ReferenceSegment=acme-eur",
        "",
        200,
    ),
    row(
        "segment on a subscription",
        "GET /v1/Subscription?ReferenceCustomer=cust-alice&ReferenceSegment=acme-eur",
        "",
        200,
    ),
    row(
        "segment on a feature",
        "GET /v1/Feature?ReferenceFeature=feat-users&ReferenceSegment=acme-eur",
        "",
        200,
    ),
    row(
        "segment on the balance",
        "GET /v1/Balance?ReferenceCustomer=cust-alice&ReferenceSegment=acme-eur",
        "",
        200,
    ),
    row(
        "segment in the body of a subscription",
        "POST /v1/Quoting/Subscription",
        r#"{"ReferenceCustomer":"cust-alice","ReferenceOffer":"offer-pro","ReferenceSegment":"acme-eur"}"#,
        200,
    ),
    row(
        "segment in the body of a usage",
        "POST /v1/Quoting/Usage",
        r#"{"ReferenceCustomer":"cust-alice","ReferenceFeature":"feat-users","QuantityCurrent":11,"ReferenceSegment":"acme-eur","DateStamp":"2025-03-01T10:00:00Z"}"#,
        200,
    ),
    row(
        "segment on a transition",
        "POST /v1/Quoting/Subscription/{subscription}/Start?ReferenceSegment=acme-eur",
        "",
        200,
    ),
    has(
        row(
            "another segment is refused on a read that does not declare it",
            "GET /v1/Customer?ReferenceCustomer=cust-alice&ReferenceSegment=acme-usd",
            "",
            422,
        ),
        "/0/Target",
        "\"ReferenceSegment\"",
    ),
    has(
        row(
            "another segment is refused in a body that does not declare it",
            "POST /v1/Quoting/Subscription",
            r#"{"ReferenceCustomer":"cust-alice","ReferenceOffer":"offer-pro","ReferenceSegment":"acme-usd"}"#,
            422,
        ),
        "/0/Target",
        "\"ReferenceSegment\"",
    ),
    // The same value twice.
    row(
        "a parameter twice with one value",
        "GET /v1/Customer?ReferenceCustomer=cust-alice&ReferenceCustomer=cust-alice",
        "",
        200,
    ),
    has(
        row(
            "a parameter twice with two values",
            "GET /v1/Customer?ReferenceCustomer=cust-alice&ReferenceCustomer=cust-bruno",
            "",
            422,
        ),
        "/0/Target",
        "\"ReferenceCustomer\"",
    ),
    row(
        "an id in the path and in the query",
        "GET /v1/Subscription/{subscription}?IdSubscription={subscription}",
        "",
        200,
    ),
    has(
        row(
            "an id in the path and another in the query is one problem",
            "GET /v1/Subscription/{subscription}?IdSubscription=7",
            "",
            422,
        ),
        "/1",
        "null",
    ),
    row(
        "a parameter in the query and in the body, as a number and as a text",
        "POST /v1/Subscription/{subscription}/Start?IdSubscription={subscription}",
        r#"{"IdSubscription":"{subscription}"}"#,
        409,
    ),
    // Empty is not said.
    row(
        "an empty affiliation",
        "POST /v1/Customer",
        r#"{"ReferenceCustomer":"mcp-verify-1","ReferenceSegment":"acme-eur","ReferenceAffiliation":""}"#,
        201,
    ),
    row(
        "every optional member empty",
        "POST /v1/Customer",
        r#"{"ReferenceCustomer":"mcp-verify-1","ReferenceSegment":"acme-eur","Name":"","Email":"","Language":"","ReferenceOffer":"","ReferenceAffiliation":""}"#,
        200,
    ),
    row(
        "an empty reference in a query",
        "GET /v1/Usages?ReferenceCustomer=cust-alice&ReferenceFeature=&IdSubscription=",
        "",
        200,
    ),
    row("an empty page", "GET /v1/Customers?Page=&SizePage=", "", 200),
    has(
        row(
            "an empty required reference is required",
            "GET /v1/Customer?ReferenceCustomer=",
            "",
            422,
        ),
        "/0/Code",
        "\"Error.Property.ValueRequired\"",
    ),
    // Spelling and language.
    row(
        "names in a query in any case",
        "GET /v1/Customer?referenceCustomer=cust-alice&REFERENCEOFFER=offer-pro",
        "",
        200,
    ),
    has(
        row(
            "a flag in another case",
            "POST /v1/Subscription?tryStart=true",
            r#"{"ReferenceCustomer":"cust-alice","ReferenceOffer":"offer-free"}"#,
            201,
        ),
        "/StateSubscription",
        "\"ActiveRunning\"",
    ),
    row(
        "lang on a read",
        "GET /v1/Customer?ReferenceCustomer=cust-alice&lang=fr",
        "",
        200,
    ),
    row("lang on a list", "GET /v1/Offers?lang=fr", "", 200),
    // null.
    has(
        row(
            "null of an optional member is not called required",
            "POST /v1/Customer",
            r#"{"ReferenceCustomer":"cust-alice","ReferenceSegment":"acme-eur","Name":null}"#,
            422,
        ),
        "/0/Code",
        "\"Error.Property.ConvertValue.Exception\"",
    ),
    old(row(
        "null of optional members, where the option takes it",
        "POST /v1/Customer",
        r#"{"ReferenceCustomer":"cust-alice","ReferenceSegment":"acme-eur","Name":null,"Email":null,"Metadata":null}"#,
        200,
    )),
    old(has(
        row(
            "null of a required member stays refused",
            "POST /v1/Usage",
            r#"{"ReferenceFeature":null,"QuantityCurrent":1,"DateStamp":"2025-03-01T10:00:00Z"}"#,
            422,
        ),
        "/0/Code",
        "\"Error.Property.ValueRequired\"",
    )),
    // Old names.
    row(
        "the address by its name of 2025",
        "GET /v1/CustomerBillingAddress?ReferenceCustomer=cust-alice",
        "",
        200,
    ),
    has(
        row(
            "the address written by its name of 2025",
            "POST /v1/CustomerBillingAddress?ReferenceCustomer=cust-alice",
            r#"{"City":"Lyon"}"#,
            200,
        ),
        "/City",
        "\"Lyon\"",
    ),
    has(
        row(
            "and read by the other name",
            "GET /v1/CustomerAddressBilling?ReferenceCustomer=cust-alice",
            "",
            200,
        ),
        "/City",
        "\"Lyon\"",
    ),
    row(
        "DateTime is refused without the option",
        "POST /v1/Quoting/Usage",
        r#"{"ReferenceCustomer":"cust-alice","ReferenceFeature":"feat-users","QuantityCurrent":11,"DateTime":"2025-03-01T10:00:00Z"}"#,
        422,
    ),
    old(row(
        "DateTime with the option",
        "POST /v1/Usage",
        r#"{"ReferenceCustomer":"cust-alice","ReferenceFeature":"feat-users","QuantityCurrent":10,"DateTime":"2025-03-01T10:00:00Z"}"#,
        200,
    )),
    old(row(
        "DateTime in a list of usages",
        "POST /v1/Usages",
        r#"[{"ReferenceCustomer":"cust-alice","ReferenceFeature":"feat-users","QuantityCurrent":10,"DateTime":"2025-03-01T10:00:00Z"}]"#,
        200,
    )),
    old(has(
        row(
            "IsAutoBilling",
            "POST /v1/CustomerSettingsPayment?ReferenceCustomer=cust-alice",
            r#"{"IsAutoBilling":false}"#,
            200,
        ),
        "/ModeBilling",
        "\"Manual\"",
    )),
    old(row(
        "Html, Language and Aggregate",
        "GET /v1/Usages?ReferenceCustomer=cust-alice&Html=true&Language=fr&Aggregate=true",
        "",
        200,
    )),
    old(has(
        row("IdCustomer", "GET /v1/Customer?IdCustomer={customer}", "", 200),
        "/ReferenceCustomer",
        "\"cust-alice\"",
    )),
    old(row(
        "IdCustomer beside the reference",
        "GET /v1/Customer?IdCustomer={customer}&ReferenceCustomer=cust-alice",
        "",
        200,
    )),
    old(row(
        "IdCustomer of another customer than the reference",
        "GET /v1/Customer?IdCustomer={customer}&ReferenceCustomer=cust-bruno",
        "",
        422,
    )),
    old(row(
        "IdCustomer of nobody",
        "GET /v1/Customer?IdCustomer=7",
        "",
        422,
    )),
    // Suspended customers and quotes.
    row(
        "a suspended customer cannot subscribe",
        "POST /v1/Subscription",
        r#"{"ReferenceCustomer":"cust-dmitri","ReferenceOffer":"offer-free"}"#,
        403,
    ),
    row(
        "a suspended customer gets no quote",
        "POST /v1/Quoting/Subscription",
        r#"{"ReferenceCustomer":"cust-dmitri","ReferenceOffer":"offer-free"}"#,
        403,
    ),
    has(
        row(
            "without TryStart a subscription is a draft",
            "POST /v1/Subscription",
            r#"{"ReferenceCustomer":"cust-bruno","ReferenceOffer":"offer-free"}"#,
            201,
        ),
        "/StateSubscription",
        "\"DraftAgent\"",
    ),
    // Dates.
    has(
        row(
            "the largest date of .NET",
            "POST /v1/Subscription",
            r#"{"ReferenceCustomer":"cust-bruno","ReferenceOffer":"offer-free","DateStart":"9999-12-31T23:59:59.9999999Z"}"#,
            201,
        ),
        "/DateStart",
        "\"9999-12-31T23:59:59.9999999Z\"",
    ),
    row(
        "a date without its offset in a filter",
        "GET /Organization/Businesses?dateUpdateMin=2015-04-27T06:54:00",
        "",
        200,
    ),
    row(
        "a date without its offset in a body",
        "POST /v1/Quoting/Usage",
        r#"{"ReferenceCustomer":"cust-alice","ReferenceFeature":"feat-users","QuantityCurrent":11,"DateStamp":"2025-03-01T10:00:00"}"#,
        200,
    ),
    // Backoffice API.
    row("a segment of 11 links", "GET /Organization/Segments/17", "", 200),
    has(
        row("the links of a segment", "GET /Organization/Segments/17", "", 200),
        "/Links/10/rel",
        "\"collection-offer\"",
    ),
    has(
        row(
            "a new webhook is in use",
            "POST /Notification/Webhooks",
            r#"{"IdBusiness":1,"Url":"http://127.0.0.1:9/hooks","Triggers":["InvoiceDebitPaymentAutoRequestedAuto","InvoiceDebitPaymentAutoRequestedAuth"]}"#,
            201,
        ),
        "/StateLife",
        "\"Ok\"",
    ),
    row(
        "the extra resource of any gateway",
        "POST /Gateway/GatewayAccounts",
        r#"{"IdBusiness":1,"Name":"P","Currency":"EUR","TypeGateway":"CardPaybox","IsInRealMoney":false,"CardPaybox":{"Site":"1","Keys":[1,2]}}"#,
        201,
    ),
    row(
        "the extra resource of a mandate",
        "POST /Gateway/GatewayAccounts",
        r#"{"IdBusiness":1,"Name":"G","Currency":"EUR","TypeGateway":"DirectDebitGoCardless","IsInRealMoney":false,"DirectDebitGoCardless":{"Token":"t"}}"#,
        201,
    ),
    has(
        row(
            "the extra resource is mandatory",
            "POST /Gateway/GatewayAccounts",
            r#"{"IdBusiness":1,"Name":"P","Currency":"EUR","TypeGateway":"CardPaybox","IsInRealMoney":false}"#,
            422,
        ),
        "/0/Target",
        "\"CardPaybox\"",
    ),
    has(
        row(
            "a dummy has none",
            "POST /Gateway/GatewayAccounts",
            r#"{"IdBusiness":1,"Name":"D","Currency":"EUR","TypeGateway":"CardDummy","IsInRealMoney":false,"CardDummy":{}}"#,
            422,
        ),
        "/0/Target",
        "\"CardDummy\"",
    ),
    has(
        row(
            "the extra resource of another gateway is refused",
            "POST /Gateway/GatewayAccounts",
            r#"{"IdBusiness":1,"Name":"P","Currency":"EUR","TypeGateway":"CardPaybox","IsInRealMoney":false,"CardPaybox":{},"DirectDebitGoCardless":{}}"#,
            422,
        ),
        "/0/Target",
        "\"DirectDebitGoCardless\"",
    ),
    row(
        "another method on a known path",
        "DELETE /Organization/Businesses/1",
        "",
        405,
    ),
    row(
        "another method on the API Live",
        "DELETE /v1/Customer?ReferenceCustomer=cust-alice",
        "",
        405,
    ),
    row(
        "Links=false on businesses",
        "GET /Organization/Businesses?Links=false",
        "",
        200,
    ),
    has(
        row(
            "Links=false leaves them out",
            "GET /Organization/Segments?links=false",
            "",
            200,
        ),
        "/Items/0/Links",
        "null",
    ),
    row(
        "Links=false on webhooks",
        "GET /Notification/Webhooks?Links=false&IdBusiness=1",
        "",
        200,
    ),
    row("an unknown path of the area Sub", "GET /Sub/Nothing", "", 404),
    has(
        row(
            "an unknown path of the area Finance",
            "GET /Finance/Nothing",
            "",
            404,
        ),
        "/Code",
        "\"Error.Api.NotFound\"",
    ),
    row(
        "businesses of an agent",
        "GET /Organization/Businesses?idAgent={agent}",
        "",
        200,
    ),
    row(
        "segments of an agent",
        "GET /Organization/Segments?idAgent={agent}",
        "",
        200,
    ),
    row(
        "businesses of no agent",
        "GET /Organization/Businesses?idAgent=7",
        "",
        204,
    ),
    row(
        "the self of a permission",
        "GET /Gateway/GatewayPermissions/26",
        "",
        200,
    ),
    row(
        "the billing address of a customer",
        "GET /Distribution/Customers/{customer}/AddressBilling",
        "",
        200,
    ),
    row(
        "the shipping address of a customer",
        "GET /Distribution/Customers/{customer}/AddressShipping",
        "",
        200,
    ),
    has(
        row(
            "a country is kept as it was written",
            "POST /Distribution/Agents",
            r#"{"Email":"sam@beta.example","Country":"us"}"#,
            201,
        ),
        "/Country",
        "\"us\"",
    ),
    row(
        "past events without links",
        "GET /Notification/WebhookNotifications/RewindEvents?idBusiness=1&sizepage=1&links=false&TypeTrigger=CustomerAdded",
        "",
        200,
    ),
];
