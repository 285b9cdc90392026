//! What is changed: each thing once. For a webhook no change is documented, so another one takes its place.

use anyhow::Context as _;
use proabono_portal::proabono::SegmentId;
use proabono_portal::proabono::backoffice::{
    AgentUpdateRequest, Backoffice, BusinessAddressBillingRequest, BusinessSettingsInvoiceRequest,
    BusinessUpdateRequest, GatewayAccountUpdateRequest, SegmentSettingsPaymentRequest,
    SegmentSettingsRedirectionRequest, SegmentSettingsRequest, SegmentUpdateRequest, StateLife, TypeProrata,
};

use super::{Made, creation, hook, taxes, texts};

/// What there is afterwards.
pub(crate) async fn change(api: &Backoffice, made: Made) -> anyhow::Result<Made> {
    business(api, made).await?;
    segment(api, made.segment).await?;
    let gateway = GatewayAccountUpdateRequest::new("Cards".to_owned(), false, StateLife::Ok);
    api.gateway_accounts().update(made.gateway, &gateway).await?;
    taxes::change(api, made.taxes).await?;
    texts::write(api, made.business, made.segment, texts::SECOND).await?;
    let mut agent = AgentUpdateRequest::new(made.agent, "sam@beta.example".to_owned());
    agent.name = Some("Senior operator".to_owned());
    api.agents().update(&agent).await?;
    let webhook = hook::replace(api, made.business, made.webhook).await?;
    Ok(Made { webhook, ..made })
}

async fn business(api: &Backoffice, made: Made) -> anyhow::Result<()> {
    let businesses = api.businesses();
    let request = BusinessUpdateRequest::new("Beta Ltd".to_owned(), "fr".to_owned(), StateLife::Ok);
    businesses.update(made.business, &request).await?;
    let address = BusinessAddressBillingRequest {
        company: Some("Beta Ltd".to_owned()),
        city: Some("Lyon".to_owned()),
        country: Some("FR".to_owned()),
        ..Default::default()
    };
    businesses.update_billing_address(made.business, &address).await?;
    let invoices = BusinessSettingsInvoiceRequest {
        type_prorata_on_upgrade: Some(TypeProrata::Ignored),
        id_tax_profile1: Some(made.taxes[0].profile),
        id_tax_profile2: Some(made.taxes[1].profile),
        ..Default::default()
    };
    businesses
        .update_invoice_settings(made.business, &invoices)
        .await?;
    Ok(())
}

/// Whether what is left out is kept is documented nowhere: everything known is said.
async fn segment(api: &Backoffice, id: SegmentId) -> anyhow::Result<()> {
    let segments = api.segments();
    let request = SegmentUpdateRequest {
        name: "Beta - World".to_owned(),
        reference_segment: "beta-eur".parse()?,
        language_default: "en".to_owned(),
        state_life: StateLife::Ok,
        host_customer: "beta-eur.proabono.com".to_owned(),
        host_agent: "beta-eur.via.proabono.com".to_owned(),
        currency: None,
    };
    segments.update(id, &request).await?;
    let settings = SegmentSettingsRequest {
        url: Some("https://www.beta.example".to_owned()),
        ..Default::default()
    };
    segments.update_settings(id, &settings).await?;
    let redirections = SegmentSettingsRedirectionRequest {
        url_payment_success: Some("https://www.beta.example/thanks".to_owned()),
        ..Default::default()
    };
    segments.update_redirections(id, &redirections).await?;
    // Read first: the gateway was set before, and must not be lost.
    let set = segments.retrieve_payment_settings(id).await?;
    let set = set.context("no payment settings")?;
    let mut payment = SegmentSettingsPaymentRequest::new(true, true);
    payment.capping_invoice_billing_days = set.capping_invoice_billing_days;
    payment.capping_invoice_billing_amount = set.capping_invoice_billing_amount;
    payment.id_gateway_account_for_card = set.id_gateway_account_for_card;
    payment.id_gateway_account_for_direct_debit = set.id_gateway_account_for_direct_debit;
    segments.update_payment_settings(id, &payment).await?;
    segments
        .update_hosted_pages_settings(id, &creation::hosted_pages(false))
        .await?;
    Ok(())
}
