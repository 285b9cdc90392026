//! What creates and changes objects, on customers of its own. Run only when that is asked for.

use serde_json::Value;

use super::also::{items, no_links, other, other_links, same, word};
use super::check::{Check, Expect};

const REQUIRED: &str = "Error.Property.ValueRequired";
const REFUSED: Expect = Expect::Refusal(&[400, 403, 409, 422]);
const SUCCESS_OR_BUSINESS: Expect = Expect::SuccessOr(&[403]);

pub(super) fn checks() -> Vec<Check> {
    [
        customers(),
        settings(),
        subscriptions(),
        usages(),
        transitions(),
        billing(),
        endings(),
    ]
    .concat()
}

fn customers() -> Vec<Check> {
    vec![
        Check::write("a new customer is created with status 201", "POST /v1/Customer")
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceSegment":"{segment}","Name":"Conformance","Email":"conformance@acme.example","Language":"en","Metadata":{"source":"conformance"}}"#)
            .expect(Expect::Status(&[201]))
            .learn(&[("new-id", "/Id")])
            .also(|body, context| same(body, "/ReferenceCustomer", context, "new")),
        Check::write("the same customer again is updated with status 200 and keeps its number", "POST /v1/Customer")
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceSegment":"{segment}","Name":"Conformance again"}"#)
            .expect(Expect::Status(&[200]))
            .also(|body, context| same(body, "/Id", context, "new-id")),
        Check::write("what was not sent was not cleared", "GET /v1/Customer").found()
            .query(&[("ReferenceCustomer", "{new}")])
            // A home link may be the page of the application, the same for everybody.
            .learn(&[
                ("link", "/Links[rel=insite-collection-offers]/query"),
                ("link", "/Links[rel=hosted-collection-offers]/href"),
            ])
            .also(|body, _| word(body, "/Email", "conformance@acme.example")),
        Check::write("a member that there is not is refused by name", "POST /v1/Customer")
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceSegment":"{segment}","NoSuchProperty":1}"#)
            .expect(Expect::Invalid("Error.Property.UnexpectedProperty", "NoSuchProperty")),
        Check::write("a reference of 51 characters is refused", "POST /v1/Customer")
            .body(r#"{"ReferenceCustomer":"conformance-0123456789-0123456789-0123456789-012345","ReferenceSegment":"{segment}"}"#)
            .expect(REFUSED),
        Check::write("a reference with a forbidden character is refused", "POST /v1/Customer")
            .body(r#"{"ReferenceCustomer":"conformance<1>","ReferenceSegment":"{segment}"}"#)
            .expect(REFUSED),
        Check::write("metadata that is no object is refused", "POST /v1/Customer")
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceSegment":"{segment}","Metadata":"text"}"#)
            .expect(REFUSED),
    ]
}

fn settings() -> Vec<Check> {
    vec![
        Check::write("a billing address is written", "POST /v1/CustomerAddressBilling")
            .query(&[("ReferenceCustomer", "{new}")])
            .body(r#"{"Company":"Conformance Ltd","AddressLine1":"1 Main Street","ZipCode":"69001","City":"Lyon","Country":"FR"}"#),
        Check::write("one line of an address is changed and the others stay", "POST /v1/CustomerAddressBilling")
            .query(&[("ReferenceCustomer", "{new}")])
            .body(r#"{"AddressLine1":"2 Main Street"}"#)
            .also(|body, _| word(body, "/City", "Lyon")),
        Check::write("payment by bank transfer is set", "POST /v1/CustomerSettingsPayment")
            .query(&[("ReferenceCustomer", "{new}")])
            .body(r#"{"TypePayment":"ExternalBank"}"#)
            .also(|body, _| word(body, "/TypePayment", "ExternalBank")),
        Check::write("a card cannot be set by the API", "POST /v1/CustomerSettingsPayment")
            .query(&[("ReferenceCustomer", "{new}")])
            .body(r#"{"TypePayment":"Card"}"#)
            .expect(REFUSED),
    ]
}

fn subscriptions() -> Vec<Check> {
    vec![
        Check::write(
            "a subscription without an offer names what is missing",
            "POST /v1/Subscription",
        )
        .body(r#"{"ReferenceCustomer":"{new}"}"#)
        .expect(Expect::Invalid(REQUIRED, "ReferenceOffer")),
        Check::write("a draft is created", "POST /v1/Subscription")
            .query(&[("TryStart", "false"), ("EnsureBillable", "false")])
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceOffer":"{offer}"}"#)
            .learn(&[("new-subscription", "/Id")])
            .also(|body, _| word(body, "/Status", "Draft")),
        Check::write("a draft grants nothing", "GET /v1/Usages")
            .query(&[("ReferenceCustomer", "{new}")])
            .also(|body, _| {
                if items(body).is_empty() {
                    Ok(())
                } else {
                    Err(("no usage".to_owned(), "some".to_owned()))
                }
            }),
        Check::write(
            "the start of a subscription is quoted",
            "POST /v1/Quoting/Subscription/{IdSubscription}/Start",
        )
        .found()
        .at("new-subscription")
        .query(&[("EnsureBillable", "false")])
        .expect(SUCCESS_OR_BUSINESS),
        Check::write(
            "a draft is started",
            "POST /v1/Subscription/{IdSubscription}/Start",
        )
        .at("new-subscription")
        .query(&[("EnsureBillable", "false"), ("BillNow", "false")])
        .also(|body, _| word(body, "/Status", "Active")),
        Check::write(
            "a running subscription is found by its customer",
            "GET /v1/Subscription",
        )
        .found()
        .query(&[("ReferenceCustomer", "{new}"), ("ReferenceOffer", "{offer}")])
        .also(|body, context| same(body, "/Id", context, "new-subscription")),
    ]
}

fn usages() -> Vec<Check> {
    vec![
        Check::write("a running subscription grants usages", "GET /v1/Usages")
            .query(&[("ReferenceCustomer", "{new}")])
            .learn(&[
                ("limit", "/Items[TypeFeature=Limitation]/ReferenceFeature"),
                ("consumption", "/Items[TypeFeature=Consumption]/ReferenceFeature"),
                ("switch", "/Items[TypeFeature=OnOff]/ReferenceFeature"),
            ]),
        Check::write("a limit is set", "POST /v1/Usage")
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceFeature":"{limit}","QuantityCurrent":1,"DateStamp":"{now}"}"#)
            .expect(SUCCESS_OR_BUSINESS)
            .also(|body, context| same(body, "/ReferenceFeature", context, "limit")),
        Check::write("a consumption is added", "POST /v1/Usage")
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceFeature":"{consumption}","Increment":1,"DateStamp":"{now}"}"#)
            .expect(SUCCESS_OR_BUSINESS),
        Check::write("a feature is switched", "POST /v1/Usage")
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceFeature":"{switch}","IsEnabled":true,"DateStamp":"{now}"}"#)
            .expect(SUCCESS_OR_BUSINESS),
        Check::write("usages are written as a list and answered as one", "POST /v1/Usages")
            .body(r#"[{"ReferenceCustomer":"{new}","ReferenceFeature":"{limit}","QuantityCurrent":1,"DateStamp":"{now}"}]"#)
            .expect(SUCCESS_OR_BUSINESS),
        Check::write("a usage without its date names what is missing", "POST /v1/Usage")
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceFeature":"{limit}","QuantityCurrent":1}"#)
            .expect(Expect::Invalid(REQUIRED, "DateStamp")),
        Check::write("a usage of the future is refused", "POST /v1/Usage")
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceFeature":"{limit}","QuantityCurrent":1,"DateStamp":"{tomorrow}"}"#)
            .expect(REFUSED),
        Check::write("a usage of a feature that nobody granted is refused", "POST /v1/Usage")
            .body(r#"{"ReferenceCustomer":"{new}","ReferenceFeature":"{unknown}","QuantityCurrent":1,"DateStamp":"{now}"}"#)
            .expect(Expect::Refusal(&[403, 404])),
    ]
}

fn transitions() -> Vec<Check> {
    vec![
        Check::write(
            "a subscription is suspended",
            "POST /v1/Subscription/{IdSubscription}/Suspension",
        )
        .at("new-subscription")
        .also(|body, _| word(body, "/Status", "Suspended")),
        Check::write(
            "a suspended subscription is restarted",
            "POST /v1/Subscription/{IdSubscription}/Start",
        )
        .at("new-subscription")
        .query(&[("EnsureBillable", "false")])
        .also(|body, _| word(body, "/Status", "Active")),
        Check::write(
            "the end of a term is moved",
            "POST /v1/Subscription/{IdSubscription}/DateTerm",
        )
        .at("new-subscription")
        .body(r#"{"DateTerm":"{next-year}"}"#),
        Check::write(
            "a change of offer makes a new subscription",
            "POST /v1/Subscription/{IdSubscription}/Upgrade",
        )
        .at("new-subscription")
        .query(&[
            ("ReferenceOffer", "{other-offer}"),
            ("Immediate", "true"),
            ("BillNow", "false"),
            ("IgnoreEngagement", "true"),
        ])
        .learn(&[("upgraded", "/Id")])
        .also(|body, context| other(body, "/Id", context, "new-subscription")),
        Check::write(
            "a termination at the end of the term is planned",
            "POST /v1/Subscription/{IdSubscription}/Termination",
        )
        .at("upgraded")
        .query(&[("Immediate", "false")])
        .also(|body, _| word(body, "/StateSubscription", "ActiveDelayedTermination")),
        Check::write(
            "a termination ends a subscription at once",
            "POST /v1/Subscription/{IdSubscription}/Termination",
        )
        .at("upgraded")
        .query(&[("Immediate", "true")])
        .also(|body, _| word(body, "/Status", "Ended")),
        Check::write(
            "what was terminated cannot be started",
            "POST /v1/Subscription/{IdSubscription}/Start",
        )
        .at("upgraded")
        .expect(Expect::Refusal(&[400, 403, 404, 409, 422])),
    ]
}

fn billing() -> Vec<Check> {
    vec![
        Check::write("a line is added to the balance", "POST /v1/BalanceLine")
            .query(&[("EnsureBillable", "false")])
            .body(r#"{"ReferenceCustomer":"{new}","Amount":1500,"Label":"Conformance","Quantity":1}"#),
        Check::write(
            "a line without an amount names what is missing",
            "POST /v1/BalanceLine",
        )
        .body(r#"{"ReferenceCustomer":"{new}"}"#)
        .expect(Expect::Invalid(REQUIRED, "Amount")),
        Check::write("the line is on the balance", "GET /v1/Balance")
            .found()
            .query(&[("ReferenceCustomer", "{new}"), ("SizePage", "50")])
            .also(|body, _| {
                let has = items(body).iter().any(|line| line["AmountSubtotal"] == 1500);
                if has {
                    Ok(())
                } else {
                    Err(("a line of 1500".to_owned(), "none".to_owned()))
                }
            }),
        Check::write("the balance is billed", "POST /v1/Billing/Customer")
            .found()
            .body(r#"{"ReferenceCustomer":"{new}","ForceOffline":true,"EnsureBillable":false}"#)
            .expect(SUCCESS_OR_BUSINESS)
            .learn(&[("new-invoice", "/Id")])
            .also(|body, context| same(body, "/ReferenceCustomer", context, "new")),
        Check::write("the invoice is found by its number", "GET /v1/Invoice/{id}")
            .found()
            .at("new-invoice")
            .also(|body, context| same(body, "/Id", context, "new-invoice")),
    ]
}

fn endings() -> Vec<Check> {
    vec![
        Check::write("links are revoked and new ones given", "POST /v1/Customer/LinksRevokation")
            .after("link")
            .query(&[("ReferenceCustomer", "{new}")])
            .also(|body, context| {
                same(body, "/ReferenceCustomer", context, "new")?;
                other_links(body, context)
            }),
        Check::write("a suspended customer has no links", "POST /v1/Customer/Suspension")
            .query(&[("ReferenceCustomer", "{new}")])
            .also(|body, _| word(body, "/Status", "Suspended").and_then(|()| no_links(body))),
        Check::write("a second customer is created", "POST /v1/Customer")
            .body(r#"{"ReferenceCustomer":"{second}","ReferenceSegment":"{segment}","Name":"Conformance"}"#)
            .expect(Expect::Status(&[201]))
            .learn(&[("second-created", "/ReferenceCustomer")]),
        Check::write("an invalidated customer has another reference", "POST /v1/Customer/Invalidation")
            .query(&[("ReferenceCustomer", "{second-created}")])
            .learn(&[("invalidated", "/ReferenceCustomer")])
            .also(|body, context| {
                other(body, "/ReferenceCustomer", context, "second")?;
                no_links(body)
            }),
        Check::write("its old reference finds nobody", "GET /v1/Customer")
            .after("invalidated")
            .query(&[("ReferenceCustomer", "{second-created}")])
            .expect(Expect::Nothing(&[204, 403, 404])),
        Check::write("a third customer is created", "POST /v1/Customer")
            .body(r#"{"ReferenceCustomer":"{third}","ReferenceSegment":"{segment}","Name":"Conformance","Email":"conformance@acme.example"}"#)
            .expect(Expect::Status(&[201]))
            .learn(&[("third-created", "/ReferenceCustomer")]),
        Check::write("an anonymised customer has neither name nor e-mail", "POST /v1/Customer/Anonymization")
            .query(&[("ReferenceCustomer", "{third-created}")])
            .also(|body, _| {
                word(body, "/Name", "## cleared ##")?;
                let gone = body.get("Email").is_none_or(Value::is_null);
                if gone { Ok(()) } else { Err(("no Email".to_owned(), "one".to_owned())) }
            }),
    ]
}
