//! The objects of the account at the start.

use proabono_contract::Api;
use serde_json::{Value, json};

use crate::model::ID_SEGMENT;
use crate::world::World;

use super::collections;
use crate::records::Collection;

/// The webhook of the options.
const OWN_WEBHOOK: u64 = 177;

/// The business and the segment; with the stories also one of everything else.
pub(crate) fn seed(world: &mut World) {
    let business = world.options.business_id;
    let reference = world.options.segment_ref.clone();
    let (name, currency) = (
        world.catalogue.name().to_owned(),
        world.catalogue.currency().to_owned(),
    );
    let of_business = json!({ "Name": name, "LanguageDefault": "en" });
    put(world, &collections::BUSINESSES, business, &of_business);
    let segment = json!({
        "IdBusiness": business, "ReferenceSegment": reference, "Name": format!("{name} - Europe"),
        "LanguageDefault": "en",
        "Currency": currency, "HostCustomer": "acme-eur.proabono.com", "HostAgent": "acme-eur.via.proabono.com",
    });
    put(world, &collections::SEGMENTS, ID_SEGMENT, &segment);
    own_texts(world);
    if world.options.stories {
        taxes(world);
        gateway(world);
        hooks(world, business);
        if world.options.catalogue.is_none() {
            texts(world, business);
        }
    }
    own_webhook(world);
}

/// The webhook of the options, which is confirmed already and listens to everything. Whatever was there before it is not told.
pub(crate) fn own_webhook(world: &mut World) {
    let Some(url) = world.options.webhook_url.clone() else {
        return;
    };
    let triggers = Api::Backoffice.contract().enumerations.get("TypeTrigger");
    let webhook = json!({ "IdBusiness": world.options.business_id, "Url": url, "Triggers": triggers });
    put(world, &collections::WEBHOOKS, OWN_WEBHOOK, &webhook);
    world.verified(OWN_WEBHOOK);
}

fn taxes(world: &mut World) {
    let business = world.options.business_id;
    let tax = json!({
        "IdBusiness": business, "Name": "VAT in France", "Label": "TVA", "RateDefault": 2000, "TypeRateTax": "Standard",
    });
    put(world, &collections::TAX_PROFILES, 268, &tax);
    let exception = json!({
        "IdBusiness": business, "IdTaxProfile": 268, "Rate": 700, "TypeRateTax": "Reduced", "Country": "DE",
    });
    put(world, &collections::TAX_PROFILE_EXCEPTIONS, 229, &exception);
    let agent = json!({
        "IdBusiness": business, "Email": "sam@acme.example", "Name": "Operator", "FirstName": "Sam",
        "Language": "en", "Country": "FR",
        "Key": "agent-of-the-emulator",
    });
    put(world, &collections::AGENTS, 42, &agent);
}

fn gateway(world: &mut World) {
    let Some(customer) = world.customers().next().map(|customer| customer.id) else {
        return;
    };
    let account = json!({
        "IdBusiness": world.options.business_id, "TypeGateway": "CardDummy", "Currency": "EUR", "Name": "Test cards",
        "IsInRealMoney": false,
    });
    put(world, &collections::GATEWAY_ACCOUNTS, 281, &account);
    let card = json!({
        "IdCustomer": customer, "IdAccount": 281, "TypeGateway": "CardDummy", "TypePayment": "Card", "Country": "FR",
        "DateExpirationOnCard": "11/28", "MaskNumber": "****-****-****-4242", "TypeCard": "Visa",
    });
    put(world, &collections::CARD_PERMISSIONS, 26, &card);
    let mandate = json!({
        "IdCustomer": customer, "IdAccount": 281, "TypeGateway": "DirectDebitDummySepa", "TypePayment": "DirectDebit",
        "Country": "FR",
    });
    put(world, &collections::MANDATE_PERMISSIONS, 27, &mandate);
    let request = json!({
        "IdCustomer": customer, "IdAccount": 281, "IdPermission": 26, "TypeRequest": "PermissionDebit", "Amount": 2280,
        "StatusRequest": "Success", "StatusHttp": 200, "Message": "Operation succeeded", "ElapsedMilliseconds": 46,
    });
    put(world, &collections::GATEWAY_REQUESTS, 68, &request);
    let transaction = json!({
        "IdCustomer": customer, "IdAccount": 281, "IdPermission": 26, "TypeTransaction": "Debit",
        "StatusTransaction": "Success", "Amount": 2280,
    });
    put(world, &collections::GATEWAY_TRANSACTIONS, 65, &transaction);
}

fn hooks(world: &mut World, business: u64) {
    let webhook = json!({
        "IdBusiness": business, "StateLife": "Ok", "Url": "http://127.0.0.1:9/hooks", "Triggers": ["CustomerAdded"],
    });
    put(world, &collections::WEBHOOKS, 176, &webhook);
    let Some(trigger) = world.past_events().last().map(|event| event.number) else {
        return;
    };
    let notification = json!({
        "IdBusiness": business, "IdWebhook": 176, "IdTrigger": trigger, "CountSendings": 1,
        "DateLatestSending": world.now(), "StatusLatestSending": 200,
    });
    put(world, &collections::WEBHOOK_NOTIFICATIONS, 91, &notification);
}

fn texts(world: &mut World, business: u64) {
    let own = json!({
        "IdSegment": ID_SEGMENT, "Code": "Feature.Title.61002", "TypeContent": "String", "Language": "en",
        "Content": "Users",
    });
    let standing_in = json!({
        "IdSegment": ID_SEGMENT, "Code": "Action.Subscription.Upgrade", "TypeContent": "Html", "Language": "en",
        "LanguageFallback": "en", "ContentFallback": "Change your subscription",
    });
    let of_business = json!({
        "IdBusiness": business, "Code": "Action.MenuCustomer.Invoices", "TypeContent": "Html", "Language": "en",
        "Content": "Your invoices",
    });
    for (kind, text) in [
        (&collections::SEGMENT_LOCALIZATIONS, own),
        (&collections::SEGMENT_LOCALIZATIONS, standing_in),
        (&collections::BUSINESS_LOCALIZATIONS, of_business),
    ] {
        if let Value::Object(text) = text {
            world.backoffice.texts_mut(kind.path).push(text);
        }
    }
}

/// Those of the catalogue.
fn own_texts(world: &mut World) {
    let catalogue = world.catalogue.clone();
    for text in catalogue.texts() {
        let text = json!({
            "IdSegment": ID_SEGMENT, "Code": text.code, "TypeContent": text.type_content, "Language": text.language,
            "Content": text.content,
        });
        if let Value::Object(text) = text {
            world
                .backoffice
                .texts_mut(collections::SEGMENT_LOCALIZATIONS.path)
                .push(text);
        }
    }
}

fn put(world: &mut World, kind: &Collection, id: u64, members: &Value) {
    let now = world.now();
    let mut members = members.as_object().cloned().unwrap_or_default();
    if kind.path != collections::BUSINESSES.path {
        let business = json!(world.options.business_id);
        members.entry("IdBusiness").or_insert(business);
    }
    world.backoffice.insert(kind, id, members, now);
}
