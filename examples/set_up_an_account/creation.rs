//! What is made: the business, the segment and their settings, the gateway account, the agent.

use anyhow::Context as _;
use proabono_portal::proabono::backoffice::{
    AgentRequest, Backoffice, BusinessAddressBillingRequest, BusinessRequest, BusinessSettingsInvoiceRequest,
    GatewayAccountRequest, SegmentRequest, SegmentSettingsHostedPagesRequest, SegmentSettingsPaymentRequest,
    SegmentSettingsRedirectionRequest, SegmentSettingsRequest, TypeGateway, TypeProrata,
};
use proabono_portal::proabono::{AgentId, BusinessId, GatewayAccountId, SegmentId};

use super::taxes::{self, Tax};
use super::{Made, NUMBER, hook, texts};

/// What the names of the new segment's hosts begin with.
pub(crate) const LABEL: &str = "beta-eur";

/// Both are made on the host of the account. The new segment has a host of its own, where the rest of it is made.
pub(crate) async fn business_and_segment(api: &Backoffice) -> anyhow::Result<(BusinessId, SegmentId)> {
    let request = BusinessRequest::new("Beta".to_owned(), "en".to_owned());
    let business = api.businesses().create(&request).await?;
    let business = business.and_then(|business| business.id).context(NUMBER)?;
    Ok((business, segment(api, business).await?))
}

pub(crate) async fn create(
    api: &Backoffice,
    business: BusinessId,
    segment: SegmentId,
) -> anyhow::Result<Made> {
    let gateway = gateway(api, business).await?;
    let taxes = taxes::create(api).await?;
    settings_of_business(api, business, taxes).await?;
    settings_of_segment(api, segment, gateway).await?;
    texts::write(api, business, segment, texts::FIRST).await?;
    Ok(Made {
        business,
        segment,
        gateway,
        taxes,
        agent: agent(api).await?,
        webhook: hook::create(api, business, &hook::FIRST).await?,
    })
}

async fn segment(api: &Backoffice, business: BusinessId) -> anyhow::Result<SegmentId> {
    let mut request = SegmentRequest::new(
        business,
        "Beta - Europe".to_owned(),
        "EUR".to_owned(),
        "en".to_owned(),
    );
    request.reference_segment = Some(LABEL.parse()?);
    request.host_customer = Some(format!("{LABEL}.proabono.com"));
    request.host_agent = Some(format!("{LABEL}.via.proabono.com"));
    let segment = api.segments().create(&request).await?;
    segment.and_then(|segment| segment.id).context(NUMBER)
}

async fn gateway(api: &Backoffice, business: BusinessId) -> anyhow::Result<GatewayAccountId> {
    let request = GatewayAccountRequest::new(
        business,
        "Test cards".to_owned(),
        "EUR".to_owned(),
        TypeGateway::CardDummy,
        false,
    );
    let account = api.gateway_accounts().create(&request).await?;
    account.and_then(|account| account.id).context(NUMBER)
}

/// An invoice has two taxes at most.
async fn settings_of_business(api: &Backoffice, id: BusinessId, taxes: [Tax; 2]) -> anyhow::Result<()> {
    let address = BusinessAddressBillingRequest {
        company: Some("Beta Ltd".to_owned()),
        city: Some("Paris".to_owned()),
        country: Some("FR".to_owned()),
        ..Default::default()
    };
    api.businesses().update_billing_address(id, &address).await?;
    let invoices = BusinessSettingsInvoiceRequest {
        type_prorata_on_upgrade: Some(TypeProrata::Balanced),
        id_tax_profile1: Some(taxes[0].profile),
        id_tax_profile2: Some(taxes[1].profile),
        ..Default::default()
    };
    api.businesses().update_invoice_settings(id, &invoices).await?;
    Ok(())
}

async fn settings_of_segment(
    api: &Backoffice,
    id: SegmentId,
    gateway: GatewayAccountId,
) -> anyhow::Result<()> {
    let settings = SegmentSettingsRequest {
        url: Some("https://app.beta.example".to_owned()),
        ..Default::default()
    };
    api.segments().update_settings(id, &settings).await?;
    let redirections = SegmentSettingsRedirectionRequest {
        url_payment_success: Some("https://app.beta.example/thanks".to_owned()),
        ..Default::default()
    };
    api.segments().update_redirections(id, &redirections).await?;
    let mut payment = SegmentSettingsPaymentRequest::new(false, false);
    payment.id_gateway_account_for_card = Some(gateway);
    api.segments().update_payment_settings(id, &payment).await?;
    api.segments()
        .update_hosted_pages_settings(id, &hosted_pages(true))
        .await?;
    Ok(())
}

/// ProAbono wants all of them at once.
pub(crate) fn hosted_pages(upgrade: bool) -> SegmentSettingsHostedPagesRequest {
    SegmentSettingsHostedPagesRequest {
        is_offers_anonymous_link_target_parent: true,
        can_subscribe_anonymous: false,
        is_requiring_address_billing: true,
        is_requiring_payment_info_when_free: false,
        is_requiring_payment_info_when_updated: false,
        is_iframe_closed_after_subscribe: false,
        can_customer_upgrade: upgrade,
        can_customer_terminate: true,
        is_requiring_address_shipping: Some(false),
    }
}

async fn agent(api: &Backoffice) -> anyhow::Result<AgentId> {
    let mut request = AgentRequest::new("sam@beta.example".to_owned());
    request.name = Some("Operator".to_owned());
    let agent = api.agents().create(&request).await?;
    agent.and_then(|agent| agent.id).context(NUMBER)
}
