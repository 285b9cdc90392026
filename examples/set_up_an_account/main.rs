//! Sets an account up from nothing: business, segment and settings, gateway account, taxes with an exception for each
//! country, texts of the segment and of the business in two languages, an agent and a webhook that gets verified; reads all
//! of it back, changes each once, and reads it again. In the account of the `PROABONO_…` variables, where most of it cannot
//! be deleted, and whose segment's host is one of ProAbono's, or an emulator's: `proabono-portal emulate` prints those of an emulator. Then: `cargo run --example set_up_an_account`.
#![allow(clippy::print_stdout, reason = "an example shows what it did")]

mod change;
mod creation;
mod hook;
mod taxes;
mod texts;

use anyhow::Context as _;
use proabono_portal::config::Account;
use proabono_portal::proabono::backoffice as api;
use proabono_portal::proabono::{AgentId, BusinessId, GatewayAccountId, SegmentId, WebhookId};
use serde_json::{Value, json};
use url::Url;

/// ProAbono answers each creation with the number of what it made.
pub(crate) const NUMBER: &str = "an answer without a number";

/// The numbers of what was made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made {
    pub(crate) business: BusinessId,
    pub(crate) segment: SegmentId,
    pub(crate) gateway: GatewayAccountId,
    pub(crate) taxes: [taxes::Tax; 2],
    pub(crate) agent: AgentId,
    pub(crate) webhook: WebhookId,
}

/// Everything, as it is read back.
pub(crate) async fn read(api: &api::Backoffice, made: Made) -> anyhow::Result<Value> {
    let (businesses, segments) = (api.businesses(), api.segments());
    Ok(json!({
        "business": businesses.retrieve(made.business).await?,
        "billing address": businesses.retrieve_billing_address(made.business).await?,
        "invoice settings": businesses.retrieve_invoice_settings(made.business).await?,
        "segment": segments.retrieve(made.segment).await?,
        "settings": segments.retrieve_settings(made.segment).await?,
        "redirections": segments.retrieve_redirections(made.segment).await?,
        "payment settings": segments.retrieve_payment_settings(made.segment).await?,
        "hosted pages": segments.retrieve_hosted_pages_settings(made.segment).await?,
        "gateway account": api.gateway_accounts().retrieve(made.gateway).await?,
        "taxes": taxes::read(api, made.taxes).await?,
        "texts": texts::read(api, made.business, made.segment).await?,
        "agent": api.agents().retrieve(made.agent).await?,
        "webhook": api.webhooks().retrieve(made.webhook).await?,
    }))
}

/// The host of the new segment, beside that of a segment that is there already: `beta-eur.via.proabono.com` beside
/// `acme-eur.via.proabono.com`, and of an emulator `beta-eur.localhost` beside `localhost`.
fn host_of_new(known: &Url) -> anyhow::Result<Url> {
    let host = known.domain().context("the host of a segment is a name")?;
    let domain = host.split_once('.').map_or(host, |(_, domain)| domain);
    let mut new = known.clone();
    new.set_host(Some(&format!("{}.{domain}", creation::LABEL)))?;
    Ok(new)
}

/// What there is, and what was read before and after it was changed.
pub(crate) async fn set_up(account: &Account) -> anyhow::Result<(Made, Value, Value)> {
    let known = account.backoffice.segment_base.clone();
    let known = known.context("PROABONO_BACKOFFICE_SEGMENT_BASE is not set")?;
    let api = api::Backoffice::new(account.backoffice_settings(), None)?;
    let (business, segment) = creation::business_and_segment(&api).await?;
    // The host of a segment says whose taxes, agents and texts are meant: the new one has one of its own.
    let api = api::Backoffice::new(account.backoffice_settings(), Some(host_of_new(&known)?))?;
    let made = creation::create(&api, business, segment).await?;
    let before = read(&api, made).await?;
    let made = change::change(&api, made).await?;
    let after = read(&api, made).await?;
    Ok((made, before, after))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let (made, before, after) = set_up(&Account::load(None)?).await?;
    println!("{made:#?}\n{before:#}\n{after:#}");
    Ok(())
}
