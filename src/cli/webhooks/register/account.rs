use std::num::NonZeroU32;

use proabono_cli::terminal::Failure;
use url::Url;

use crate::config;
use crate::proabono::backoffice::{
    Backoffice, ListWebhookNotifications, ListWebhooks, StateLife, TypeTrigger, Webhook, WebhookRequest,
};
use crate::proabono::{BusinessId, Error, Refusal, WebhookId, with_causes};

/// The events that both the guide and the older reference have. They are asked for when ProAbono refuses the whole list and
/// does not say which of it.
fn common(trigger: &TypeTrigger) -> bool {
    use TypeTrigger as T;
    !matches!(
        trigger,
        T::CustomerPaymentMethodUpdated
            | T::CustomerIsGreyListed
            | T::SubscriptionSuspendedAgent
            | T::SubscriptionRestarted
            | T::SubscriptionTerminatedForUpgrade
            | T::InvoiceDebitIssuedPaymentOffline
            | T::InvoiceDebitRefunded
            | T::InvoiceDebitPaymentAutoFailed
            | T::InvoiceDebitPaymentAutoRequestedAuth
            | T::InvoiceDebitDisputed
            | T::InvoiceDebitUncollectible
            | T::InvoiceCreditIssued
            | T::GatewayPermissionInsufficientFunds
            | T::GatewayPermissionPaymentIssues
    )
}

/// The webhooks of the account at ProAbono with one address.
pub(super) struct Account {
    api: Backoffice,
    business: BusinessId,
    pub(super) url: Url,
}

impl Account {
    pub(super) fn new(account: &config::Account, url: Url) -> Result<Self, Failure> {
        Ok(Self {
            api: Backoffice::new(account.backoffice_settings(), None)?,
            business: BusinessId(account.business_id),
            url,
        })
    }

    /// The webhooks of this business with this address, without deleted ones.
    pub(super) async fn find(&self) -> Result<Vec<Webhook>, Failure> {
        let all = self.api.webhooks().list(&ListWebhooks::default()).all();
        let mut all = all
            .await
            .map_err(|error| failed("the webhooks cannot be listed", &error))?;
        all.retain(|webhook| {
            let deleted = webhook.state_life == Some(StateLife::Deleted);
            let elsewhere = webhook.id_business.is_some_and(|id| id != self.business);
            !deleted && !elsewhere && webhook.url.as_deref().is_some_and(|url| self.is_here(url))
        });
        if all.iter().any(|webhook| webhook.id_business.is_none()) {
            return Err(format!(
                "ProAbono has a webhook with the address {}, and does not say of which business it is: see the back office, \
                 Integration, Webhooks",
                self.url
            )
            .into());
        }
        Ok(all)
    }

    /// The webhook with this address. Of several it is the only one that ProAbono sends events to.
    pub(super) async fn find_one(&self) -> Result<Option<Webhook>, Failure> {
        let mut found = self.find().await?;
        if found.len() > 1 && found.iter().filter(|webhook| is_in_use(webhook)).count() == 1 {
            found.retain(is_in_use);
        }
        if found.len() > 1 {
            let ids: Vec<_> = found.iter().filter_map(|webhook| webhook.id).collect();
            let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
            return Err(format!(
                "ProAbono has {} webhooks with the address {} ({}), and nothing says which one is meant: --delete deletes them, \
                 and this command makes one",
                found.len(),
                self.url,
                ids.join(", ")
            )
            .into());
        }
        Ok(found.pop())
    }

    /// A slash at the end makes no other address here.
    fn is_here(&self, url: &str) -> bool {
        let plain = |url: &Url| url.as_str().trim_end_matches('/').to_owned();
        Url::parse(url.trim()).is_ok_and(|url| plain(&url) == plain(&self.url))
    }

    /// Creates the webhook with every event that ProAbono takes, and returns it with those that were refused.
    pub(super) async fn create(&self) -> Result<(Webhook, Vec<TypeTrigger>), Failure> {
        let mut refused = Vec::new();
        let mut triggers: Vec<_> = TypeTrigger::current().collect();
        loop {
            let request = WebhookRequest::new(self.business, self.url.to_string(), triggers.clone());
            let refusal = match self.api.webhooks().create(&request).await {
                Ok(webhook) => {
                    return Ok((
                        webhook.ok_or("ProAbono's answer to the new webhook is empty")?,
                        refused,
                    ));
                }
                Err(Error::Refused(refusal)) if refusal.status == 422 => refusal,
                Err(error) => return Err(failed("the webhook cannot be created", &error)),
            };
            let kept = accepted(&triggers, &refusal);
            if kept.is_empty() || kept.len() == triggers.len() {
                let error = Error::Refused(refusal);
                return Err(failed("the webhook cannot be created", &error));
            }
            refused.extend(triggers.into_iter().filter(|trigger| !kept.contains(trigger)));
            triggers = kept;
        }
    }

    pub(super) async fn retrieve(&self, id: WebhookId) -> Result<Webhook, Failure> {
        let answer = self.api.webhooks().retrieve(id).await;
        let webhook = answer.map_err(|error| failed("the webhook cannot be read back", &error))?;
        Ok(webhook.ok_or("ProAbono does not find the webhook again")?)
    }

    /// A sentence about the latest delivery: whether the code was confirmed, nothing else tells.
    pub(super) async fn latest(&self, webhook: &Webhook) -> Result<String, Failure> {
        let options = ListWebhookNotifications {
            id_webhook: webhook.id,
            ..ListWebhookNotifications::default()
        };
        let page = self
            .api
            .webhook_notifications()
            .list(&options)
            .page(NonZeroU32::MIN)
            .await;
        let page = page.map_err(|error| failed("the deliveries cannot be listed", &error))?;
        let sent = page
            .items
            .into_iter()
            .filter(|sent| sent.date_latest_sending.is_some());
        let Some(latest) = sent.max_by_key(|sent| sent.date_latest_sending) else {
            return Ok(
                "ProAbono has sent it nothing yet, and does not say whether its code was confirmed."
                    .to_owned(),
            );
        };
        let status = latest
            .status_latest_sending
            .map_or_else(|| "nothing".to_owned(), |status| status.to_string());
        let date = latest
            .date_latest_sending
            .map_or_else(String::new, |date| date.to_string());
        Ok(format!(
            "The latest delivery that ProAbono lists was at {date}; the answer was {status}."
        ))
    }

    pub(super) async fn delete(&self, id: WebhookId) -> Result<(), Failure> {
        let answer = self.api.webhooks().delete(id).await;
        answer.map_err(|error| failed("the webhook cannot be deleted", &error))?;
        Ok(())
    }

    pub(super) async fn send_code(&self, id: WebhookId) -> Result<(), Failure> {
        let answer = self.api.webhooks().send_code(id).await;
        answer.map_err(|error| failed("ProAbono does not send the code", &error))?;
        Ok(())
    }

    pub(super) async fn verify(&self, id: WebhookId, code: &str) -> Result<(), Failure> {
        let answer = self.api.webhooks().verify(id, code).await;
        answer.map_err(|error| match error.refusal() {
            Some(refusal) if (400..500).contains(&refusal.status) => format!(
                "ProAbono does not take the code ({refusal}): each code replaces the one before. Run this command again without \
                 --code for a new one, and make sure that the server answered its delivery with 200"
            )
            .into(),
            _ => failed("the code cannot be confirmed", &error),
        })?;
        Ok(())
    }
}

/// Tells whether ProAbono sends events to the webhook.
pub(super) fn is_in_use(webhook: &Webhook) -> bool {
    webhook.state_life == Some(StateLife::Ok)
}

/// The events without those that a refusal names, or those that both lists have when it names none.
fn accepted(triggers: &[TypeTrigger], refusal: &Refusal) -> Vec<TypeTrigger> {
    let named = |trigger: &TypeTrigger| {
        let word = trigger.as_str();
        refusal.errors.iter().any(|error| {
            let texts = [Some(error.message.as_str()), error.target.as_deref()];
            let mut words = texts
                .into_iter()
                .flatten()
                .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
            words.any(|other| other == word)
        })
    };
    let kept: Vec<_> = triggers
        .iter()
        .filter(|trigger| !named(trigger))
        .cloned()
        .collect();
    if kept.len() < triggers.len() {
        return kept;
    }
    triggers
        .iter()
        .filter(|trigger| common(trigger))
        .cloned()
        .collect()
}

fn failed(what: &str, error: &Error) -> Failure {
    let hint = match error.refusal().map(|refusal| refusal.status) {
        Some(401 | 403) => {
            ": the keys are not for the Backoffice API, or not for webhooks (PROABONO_BACKOFFICE_AGENT_KEY, \
                            PROABONO_BACKOFFICE_API_KEY)"
        }
        _ => "",
    };
    format!("{what}: {}{hint}", with_causes(error)).into()
}
