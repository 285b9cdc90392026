use schemars::JsonSchema;
use serde::Deserialize;

use proabono::SegmentId;
use proabono::backoffice::{
    SegmentRequest, SegmentSettingsHostedPagesRequest, SegmentSettingsPaymentRequest,
    SegmentSettingsRedirectionRequest, SegmentSettingsRequest, SegmentUpdateRequest,
};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "ReferenceSegment",
    "Name",
    "Currency",
    "LanguageDefault",
    "HostAgent",
    "StateLife",
];

/// The segment in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: SegmentId,
}

pub(super) fn operations() -> Vec<Operation> {
    let mut operations = vec![Operation::one("create", "POST /Organization/Segments", "Creates a segment", |api, _: Nothing, _: Nothing, body: SegmentRequest| {
 api.segments().create(&body)
})
.example("--id-business $BUSINESS --name 'Acme - US' --reference-segment acme-usd --currency USD --language-default en --host-customer acme-usd.proabono.com --host-agent acme-usd.via.proabono.com"),
Operation::one("retrieve", "GET /Organization/Segments/{Id}", "Reads a segment", |api, of: Of, _: Nothing, _: Nothing| {
 api.segments().retrieve(of.id)
})
.example("$SEGMENT"),
Operation::one("update", "PUT /Organization/Segments/{Id}", "Writes a segment", |api, of: Of, _: Nothing, body: SegmentUpdateRequest| {
 api.segments().update(of.id, &body)
})
.example("$SEGMENT --name 'Acme - Europe' --reference-segment acme-eur --language-default en --state-life Ok --host-customer acme-eur.proabono.com --host-agent acme-eur.via.proabono.com"),
Operation::list("list", "GET /Organization/Segments", "Lists segments", |api, options| {
 api.segments().list(&options)
})
.columns(COLUMNS)
.example("--id-business $BUSINESS --state-life Ok")];
    operations.extend(settings_written());
    operations.extend(settings_read());
    operations
}

fn settings_written() -> [Operation; 4] {
    [Operation::one("update-settings", "PUT /Organization/Segments/{Id}/Settings", "Writes the advanced settings of a segment", |api, of: Of, _: Nothing, body: SegmentSettingsRequest| {
 api.segments().update_settings(of.id, &body)
})
.example("$SEGMENT --url https://app.acme.example --email-support help@acme.example"),
Operation::one("update-redirections", "PUT /Organization/Segments/{Id}/SettingsRedirection", "Writes the redirections of a segment", |api, of: Of, _: Nothing, body: SegmentSettingsRedirectionRequest| {
 api.segments().update_redirections(of.id, &body)
})
.example("$SEGMENT --url-payment-success https://app.acme.example/thanks --url-generic-error https://app.acme.example/sorry"),
Operation::one("update-payment-settings", "PUT /Organization/Segments/{Id}/SettingsPayment", "Writes the payment settings of a segment", |api, of: Of, _: Nothing, body: SegmentSettingsPaymentRequest| {
 api.segments().update_payment_settings(of.id, &body)
})
.example("$SEGMENT --can-start-with-invoice-billing --can-renew-with-invoice-billing=false --capping-invoice-billing-days 60"),
Operation::one("update-hosted-pages-settings", "PUT /Organization/Segments/{Id}/SettingsHostedPages", "Writes the settings of the hosted pages of a segment", |api, of: Of, _: Nothing, body: SegmentSettingsHostedPagesRequest| {
 api.segments().update_hosted_pages_settings(of.id, &body)
})
.example("$SEGMENT --is-offers-anonymous-link-target-parent --can-subscribe-anonymous=false --is-requiring-address-billing --is-requiring-payment-info-when-free=false --is-requiring-payment-info-when-updated=false --is-iframe-closed-after-subscribe=false --can-customer-upgrade --can-customer-terminate")]
}

/// Not in the reference: the links of the object lead there.
fn settings_read() -> [Operation; 4] {
    [
        Operation::one(
            "retrieve-settings",
            "GET /Organization/Segments/{Id}/Settings",
            "Reads the advanced settings of a segment",
            |api, of: Of, _: Nothing, _: Nothing| api.segments().retrieve_settings(of.id),
        )
        .example("$SEGMENT"),
        Operation::one(
            "retrieve-redirections",
            "GET /Organization/Segments/{Id}/SettingsRedirection",
            "Reads the redirections of a segment",
            |api, of: Of, _: Nothing, _: Nothing| api.segments().retrieve_redirections(of.id),
        )
        .example("$SEGMENT"),
        Operation::one(
            "retrieve-payment-settings",
            "GET /Organization/Segments/{Id}/SettingsPayment",
            "Reads the payment settings of a segment",
            |api, of: Of, _: Nothing, _: Nothing| api.segments().retrieve_payment_settings(of.id),
        )
        .example("$SEGMENT"),
        Operation::one(
            "retrieve-hosted-pages-settings",
            "GET /Organization/Segments/{Id}/SettingsHostedPages",
            "Reads the settings of the hosted pages of a segment",
            |api, of: Of, _: Nothing, _: Nothing| api.segments().retrieve_hosted_pages_settings(of.id),
        )
        .example("$SEGMENT"),
    ]
}
