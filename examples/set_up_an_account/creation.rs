//! What is made.

use anyhow::Context as _;
use proabono_portal::proabono::backoffice::{
    AgentRequest, Backoffice, BusinessAddressBillingRequest, BusinessRequest, BusinessSettingsInvoiceRequest,
    GatewayAccountRequest, LocalizationBySegmentRequest, SegmentRequest, SegmentSettingsHostedPagesRequest,
    SegmentSettingsPaymentRequest, SegmentSettingsRedirectionRequest, SegmentSettingsRequest,
    TaxProfileExceptionRequest, TaxProfileRequest, TypeContent, TypeGateway, TypeProrata, TypeRateTax,
    TypeTrigger, WebhookRequest,
};
use proabono_portal::proabono::{
    AgentId, BusinessId, GatewayAccountId, SegmentId, TaxProfileExceptionId, TaxProfileId, WebhookId,
};
use tokio::net::TcpListener;

use super::{Made, hook};

/// The text that is written in two languages.
pub(crate) const TEXT: &str = "Action.MenuCustomer.Invoices";

const NUMBER: &str = "an answer without a number";

pub(crate) async fn create(api: &Backoffice) -> anyhow::Result<Made> {
    let request = BusinessRequest::new("Beta".to_owned(), "en".to_owned());
    let business = api.businesses().create(&request).await?;
    let business = business.and_then(|business| business.id).context(NUMBER)?;
    let segment = segment(api, business).await?;
    let gateway = gateway(api, business).await?;
    let (tax, exceptions) = taxes(api).await?;
    settings_of_business(api, business, tax).await?;
    settings_of_segment(api, segment, gateway).await?;
    for (language, content) in [("en", "Your invoices"), ("fr", "Vos factures")] {
        text(api, segment, language, content).await?;
    }
    Ok(Made {
        business,
        segment,
        gateway,
        tax,
        exceptions,
        agent: agent(api).await?,
        webhook: webhook(api, business).await?,
    })
}

async fn segment(api: &Backoffice, business: BusinessId) -> anyhow::Result<SegmentId> {
    let mut request = SegmentRequest::new(
        business,
        "Beta - Europe".to_owned(),
        "EUR".to_owned(),
        "en".to_owned(),
    );
    request.reference_segment = Some("beta-eur".parse()?);
    request.host_customer = Some("beta-eur.proabono.com".to_owned());
    request.host_agent = Some("beta-eur.via.proabono.com".to_owned());
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

/// A tax with another rate for each of two countries.
async fn taxes(api: &Backoffice) -> anyhow::Result<(TaxProfileId, [TaxProfileExceptionId; 2])> {
    let request = TaxProfileRequest::new(
        "VAT".to_owned(),
        "TVA 20%".to_owned(),
        2000,
        TypeRateTax::Standard,
    );
    let tax = api.tax_profiles().create(&request).await?;
    let tax = tax.and_then(|tax| tax.id).context(NUMBER)?;
    let german = exception(api, tax, "DE", 1900).await?;
    let belgian = exception(api, tax, "BE", 2100).await?;
    Ok((tax, [german, belgian]))
}

async fn exception(
    api: &Backoffice,
    tax: TaxProfileId,
    country: &str,
    rate: i64,
) -> anyhow::Result<TaxProfileExceptionId> {
    let request = TaxProfileExceptionRequest::new(tax, rate, TypeRateTax::Standard, country.to_owned());
    let exception = api.tax_profile_exceptions().create(&request).await?;
    exception.and_then(|exception| exception.id).context(NUMBER)
}

async fn settings_of_business(api: &Backoffice, id: BusinessId, tax: TaxProfileId) -> anyhow::Result<()> {
    let address = BusinessAddressBillingRequest {
        company: Some("Beta Ltd".to_owned()),
        city: Some("Paris".to_owned()),
        country: Some("FR".to_owned()),
        ..Default::default()
    };
    api.businesses().update_billing_address(id, &address).await?;
    let invoices = BusinessSettingsInvoiceRequest {
        type_prorata_on_upgrade: Some(TypeProrata::Balanced),
        id_tax_profile1: Some(tax),
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

pub(crate) async fn text(
    api: &Backoffice,
    segment: SegmentId,
    language: &str,
    content: &str,
) -> anyhow::Result<()> {
    let request = LocalizationBySegmentRequest {
        id_segment: segment,
        code: TEXT.to_owned(),
        type_content: TypeContent::Html,
        language: language.to_owned(),
        content: content.to_owned(),
    };
    api.segment_localizations().create_or_update(&request).await?;
    Ok(())
}

async fn agent(api: &Backoffice) -> anyhow::Result<AgentId> {
    let mut request = AgentRequest::new("sam@beta.example".to_owned());
    request.name = Some("Operator".to_owned());
    let agent = api.agents().create(&request).await?;
    agent.and_then(|agent| agent.id).context(NUMBER)
}

/// A webhook is silent until it repeats the code that was sent to its address.
async fn webhook(api: &Backoffice, business: BusinessId) -> anyhow::Result<WebhookId> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/hooks", listener.local_addr()?);
    let request = WebhookRequest::new(business, address, vec![TypeTrigger::CustomerAdded]);
    let webhook = api.webhooks().create(&request).await?;
    let webhook = webhook.and_then(|webhook| webhook.id).context(NUMBER)?;
    let sent = async { Ok(api.webhooks().send_code(webhook).await?) };
    let (_, code) = tokio::try_join!(sent, hook::code(&listener))?;
    api.webhooks().verify(webhook, &code).await?;
    Ok(webhook)
}
