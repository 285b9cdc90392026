//! Creates a customer, subscribes it, reads its rights and bills it, in the account of the `PROABONO_…` variables.
//! `proabono-portal emulate` prints those of an emulator. Then: `cargo run --example bill_a_customer`.
#![allow(clippy::print_stdout, reason = "an example shows what it did")]

use proabono_portal::config::Account;
use proabono_portal::proabono as api;

pub(crate) async fn bill(account: &Account) -> anyhow::Result<(Vec<api::Usage>, Option<api::Invoice>)> {
    let live = api::Live::new(account.client_settings(), account.segment_ref.clone())?;
    let customer = api::CustomerReference::new("cust-new")?;
    let request = api::CustomerRequest::new(customer.clone(), account.segment_ref.clone());
    live.customers().create_or_update(&request).await?;
    let bank = api::CustomerPaymentSettingsRequest {
        type_payment: Some(api::TypePaymentManual::ExternalBank),
        ..Default::default()
    };
    live.payment_settings().update(&customer, &bank).await?;
    let request = api::SubscriptionRequest::new(customer.clone(), "offer-starter".parse()?);
    let start = api::CreateSubscription {
        try_start: Some(true),
        ..Default::default()
    };
    live.subscriptions().create(&request, &start).await?;
    let filters = api::ListUsages {
        reference_customer: Some(customer.clone()),
        ..Default::default()
    };
    let rights = live.usages().list(&filters).all().await?;
    let request = api::BillingCustomerRequest::new(customer);
    let invoice = live.invoices().bill_customer(&request).await?;
    Ok((rights, invoice))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    println!("{:#?}", bill(&Account::load(None)?).await?);
    Ok(())
}
