//! What is written through the Backoffice API, and must be refused.

use crate::conformance::also::same;
use crate::conformance::check::{Check, Expect};

const REQUIRED: &str = "Error.Property.ValueRequired";

pub(super) fn checks() -> Vec<Check> {
    [refusals(), organization(), people(), money()].concat()
}

fn refusals() -> Vec<Check> {
    vec![
        Check::write(
            "a business without a name is refused",
            "POST /Organization/Businesses",
        )
        .body("{}")
        .expect(Expect::Invalid(REQUIRED, "Name")),
        Check::write(
            "a segment without a currency is refused",
            "POST /Organization/Segments",
        )
        .body("{}")
        .expect(Expect::Invalid(REQUIRED, "Currency")),
        Check::write(
            "a webhook without an address is refused",
            "POST /Notification/Webhooks",
        )
        .body("{}")
        .expect(Expect::Invalid(REQUIRED, "Url")),
        Check::write(
            "a tax without a label is refused",
            "POST /Organization/TaxProfiles",
        )
        .body("{}")
        .expect(Expect::Invalid(REQUIRED, "Label")),
        Check::write(
            "a member that there is not is named",
            "POST /Organization/Businesses",
        )
        .body(r#"{"Name":"Conformance","LanguageDefault":"en","NoSuchProperty":1}"#)
        .expect(Expect::Invalid(
            "Error.Property.UnexpectedProperty",
            "NoSuchProperty",
        )),
    ]
}

fn organization() -> Vec<Check> {
    vec![Check::write("a business is created", "POST /Organization/Businesses")
.body(r#"{"Name":"{new}","LanguageDefault":"en"}"#)
.learn(&[("own-business", "/Id")]),
Check::write("a business is written", "PUT /Organization/Businesses/{Id}")
.at("own-business")
.body(r#"{"Name":"{second}","LanguageDefault":"fr","StateLife":"Ok"}"#),
Check::write("a business that was written is read with its new name", "GET /Organization/Businesses/{Id}").found()
.at("own-business")
.also(|body, context| same(body, "/Name", context, "second")),
Check::write("a billing address is written", "PUT /Organization/Businesses/{Id}/AddressBilling")
.at("own-business")
.body(r#"{"Company":"Conformance","City":"Paris","Country":"FR"}"#),
Check::write("invoice settings are written", "PUT /Organization/Businesses/{Id}/SettingsInvoice")
.at("own-business")
.body(r#"{"LanguageForced":"fr","TypeProrataOnUpgrade":"Balanced"}"#),
Check::write("a segment is created", "POST /Organization/Segments")
.body(r#"{"IdBusiness":"{own-business}","Name":"{new}","ReferenceSegment":"{new}","Currency":"EUR","LanguageDefault":"en"}"#)
.learn(&[("own-segment", "/Id"), ("host-customer", "/HostCustomer"), ("host-agent", "/HostAgent")]),
Check::write("a segment is written", "PUT /Organization/Segments/{Id}")
.at("own-segment")
.body(r#"{"Name":"{second}","ReferenceSegment":"{new}","LanguageDefault":"en","StateLife":"Ok","HostCustomer":"{new-host}","HostAgent":"{new-host-via}"}"#),
Check::write("a segment that was written is read with its new name", "GET /Organization/Segments/{Id}").found()
.at("own-segment")
.also(|body, context| same(body, "/Name", context, "second")),
Check::write("settings of a segment are written", "PUT /Organization/Segments/{Id}/Settings")
.at("own-segment")
.body(r#"{"Url":"https://app.example.com"}"#),
Check::write("redirections are written", "PUT /Organization/Segments/{Id}/SettingsRedirection")
.at("own-segment")
.body(r#"{"UrlPaymentSuccess":"https://app.example.com/thanks"}"#),
Check::write("payment settings are written", "PUT /Organization/Segments/{Id}/SettingsPayment")
.at("own-segment")
.body(r#"{"CanStartWithInvoiceBilling":true,"CanRenewWithInvoiceBilling":true,"CappingInvoiceBillingDays":60}"#),
Check::write("settings of hosted pages are written", "PUT /Organization/Segments/{Id}/SettingsHostedPages")
.at("own-segment")
.body(r#"{"IsOffersAnonymousLinkTargetParent":true,"CanSubscribeAnonymous":false,"IsRequiringAddressBilling":true,"IsRequiringPaymentInfoWhenFree":false,"IsRequiringPaymentInfoWhenUpdated":false,"IsIframeClosedAfterSubscribe":false,"CanCustomerUpgrade":true,"CanCustomerTerminate":true,"IsRequiringAddressShipping":false}"#)]
}

fn people() -> Vec<Check> {
    vec![Check::write("an agent is created", "POST /Distribution/Agents")
.body(r#"{"Email":"conformance@example.com","Name":"Conformance","Language":"en","Country":"FR"}"#)
.learn(&[("own-agent", "/Id")]),
Check::write("an agent is written by the number in the body", "PUT /Distribution/Agents/")
.body(r#"{"Id":"{own-agent}","Email":"conformance@example.com","Name":"{second}"}"#),
Check::write("an agent that was written is read with its new name", "GET /Distribution/Agents/{Id}").found()
.at("own-agent")
.also(|body, context| same(body, "/Name", context, "second")),
Check::write("an agent is deleted", "DELETE /Distribution/Agents/{Id}")
.at("own-agent"),
Check::write("an agent that was deleted is gone", "GET /Distribution/Agents/{Id}")
.at("own-agent")
.expect(Expect::Nothing(&[204, 404])),
Check::write("a webhook is created", "POST /Notification/Webhooks")
.body(r#"{"IdBusiness":"{own-business}","Url":"https://conformance.invalid/hooks","Triggers":["CustomerAdded"]}"#)
.learn(&[("own-webhook", "/Id")]),
Check::write("a code is sent to a webhook", "GET /Notification/Webhooks/{Id}/Verification")
.at("own-webhook")
.query(&[("sendCode", "true")]),
Check::write("a wrong code does not confirm a webhook", "POST /Notification/Webhooks/{Id}/Verification")
.at("own-webhook")
.query(&[("code", "wrong"), ("echo", "true")])
.body("{}")
.expect(Expect::Refusal(&[400, 403, 404, 422])),
Check::write("a webhook is deleted", "DELETE /Notification/Webhooks/{Id}")
.at("own-webhook"),
Check::write("a webhook that was deleted is gone", "GET /Notification/Webhooks/{Id}")
.at("own-webhook")
.expect(Expect::Nothing(&[204, 404])),
Check::write("a text of a segment is written", "POST /HostedPages/LocalizationBySegments")
.body(r#"{"IdSegment":"{own-segment}","Code":"Action.MenuCustomer.Invoices","TypeContent":"Html","Language":"en","Content":"Conformance"}"#),
Check::write("a text of a business is written", "POST /HostedPages/LocalizationByBusinesses")
.body(r#"{"IdBusiness":"{own-business}","Code":"Action.MenuCustomer.Invoices","TypeContent":"Html","Language":"fr","Content":"Conformance"}"#)]
}

fn money() -> Vec<Check> {
    vec![Check::write("a gateway account is created", "POST /Gateway/GatewayAccounts")
.body(r#"{"IdBusiness":"{own-business}","Name":"Conformance","Currency":"EUR","TypeGateway":"CardDummy","IsInRealMoney":false}"#)
.learn(&[("own-account", "/Id")]),
Check::write("a gateway account is written", "PUT /Gateway/GatewayAccounts/{Id}")
.at("own-account")
.body(r#"{"Name":"{second}","IsInRealMoney":false,"StateLife":"DisabledUser"}"#),
Check::write("a gateway account that was written is read with its new name", "GET /Gateway/GatewayAccounts/{Id}").found()
.at("own-account")
.also(|body, context| same(body, "/Name", context, "second")),
Check::write("a card permission is registered, or refused by the account", "POST /Gateway/GatewayPermissionCards")
.body(r#"{"IdCustomer":"{customer-id}","IdAccount":"{own-account}","TypeGateway":"CardDummy","TypePayment":"Card"}"#)
.expect(Expect::SuccessOr(&[400, 403, 404, 422])),
Check::write("a mandate is registered, or refused by the account", "POST /Gateway/GatewayPermissionMandates")
.body(r#"{"IdCustomer":"{customer-id}","IdAccount":"{own-account}","TypeGateway":"DirectDebitDummySepa","TypePayment":"DirectDebit"}"#)
.expect(Expect::SuccessOr(&[400, 403, 404, 422])),
Check::write("a tax profile is created without its business", "POST /Organization/TaxProfiles")
.body(r#"{"Name":"{new}","Label":"VAT","RateDefault":2000,"TypeRateTax":"Standard"}"#)
.learn(&[("own-tax", "/Id")]),
Check::write("a tax profile is written by the number in the body", "PUT /Organization/TaxProfiles")
.body(r#"{"Id":"{own-tax}","Name":"{second}","Label":"VAT","RateDefault":1000,"TypeRateTax":"Reduced"}"#),
Check::write("a tax profile that was written is read with its new name", "GET /Organization/TaxProfiles/{Id}").found()
.at("own-tax")
.also(|body, context| same(body, "/Name", context, "second")),
Check::write("an exception is created", "POST /Organization/TaxProfileExceptions")
.body(r#"{"IdTaxProfile":"{own-tax}","Rate":700,"TypeRateTax":"Reduced","Country":"DE"}"#)
.learn(&[("own-exception", "/Id")]),
Check::write("an exception is written by the number in the body", "PUT /Organization/TaxProfileExceptions")
.body(r#"{"Id":"{own-exception}","IdTaxProfile":"{own-tax}","Rate":850,"TypeRateTax":"Reduced","Country":"DE"}"#),
Check::write("an exception that was written is found by its tax and its new rate", "GET /Organization/TaxProfileExceptions").found()
.after("own-exception")
.query(&[("IdTaxProfile", "{own-tax}"), ("RateMin", "850")])
.also(|body, context| same(body, "/Items/0/Id", context, "own-exception"))]
}
