//! `webhooks register`: one command from nothing to a webhook that ProAbono sends events to.

mod account;
mod code;
mod difference;
mod probe;

use proabono_cli::terminal::{Failure, say};
use url::Url;

use crate::cli::configured::Configured;
use crate::config::Config;
use crate::proabono::WebhookId;
use crate::proabono::backoffice::{TypeTrigger, Webhook};

use super::pace::wait;

use account::Account;
use difference::differences;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal webhooks register --config portal.toml
  proabono-portal webhooks register --url https://app.example.com/Subscriptions/webhooks --check
  proabono-portal webhooks register --code 123456

ProAbono sends a code to the address, which the server that runs there keeps and writes to its log. Where that server shares
no file with this command, the code is asked for, or given with --code in a second run. A webhook that is there already is
confirmed anew, which does no harm.

The keys must be for the Backoffice API. Nothing is changed by --check.

Exit codes:
  0  done; with --check: the webhook is there, and as it should be
  1  it could not be done, or something differs; standard error says what
  2  usage: the command line is wrong")]
pub(super) struct Arguments {
    /// The address that ProAbono sends events to. Left out: /webhooks below the public address of the page.
    #[arg(long, value_name = "URL")]
    url: Option<Url>,
    /// The code that ProAbono sent, when this command cannot find it out by itself. No new one is sent then, and no webhook made.
    #[arg(long, value_name = "CODE", conflicts_with_all = ["check", "delete"])]
    code: Option<String>,
    /// Only compares the webhook at ProAbono with what it should be.
    #[arg(long, conflicts_with = "delete")]
    check: bool,
    /// Deletes the webhook of that address at ProAbono, for good.
    #[arg(long)]
    delete: bool,
    #[command(flatten)]
    configured: Configured,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let config = Config::load(arguments.configured.config.as_deref())?;
    let url = address(arguments, &config)?;
    let account = Account::new(&config.account, url)?;
    wait(async {
        if arguments.check {
            check(&account).await
        } else if arguments.delete {
            delete(&account).await
        } else {
            register(&account, &config, arguments.code.as_deref()).await
        }
    })
}

/// The address of the receiver, in the form in which ProAbono gets it.
fn address(arguments: &Arguments, config: &Config) -> Result<Url, Failure> {
    let url = match (&arguments.url, &config.server.public_url) {
        (Some(url), _) => url.clone(),
        (None, Some(public)) => format!("{}/webhooks", public.page().trim_end_matches('/')).parse()?,
        (None, None) => return Err("give --url, or set PORTAL_SERVER__PUBLIC_URL".into()),
    };
    let api = &config.account.backoffice_settings().base;
    let emulated = crate::proabono::is_loopback(api);
    if url.scheme() != "https" && !emulated {
        return Err(format!(
            "{url}: ProAbono delivers to public https:// addresses only, never to this machine. For a developer's day there \
             is `proabono-portal webhooks listen`"
        )
        .into());
    }
    Ok(url)
}

async fn check(account: &Account) -> Result<(), Failure> {
    let url = &account.url;
    let webhook = account.find_one().await?;
    let webhook = webhook.ok_or_else(|| {
        format!("ProAbono has no webhook with the address {url}: run this command without --check")
    })?;
    compared(&webhook, &[])?;
    say(account.latest(&webhook).await?)
}

async fn delete(account: &Account) -> Result<(), Failure> {
    let found = account.find().await?;
    for id in found.iter().filter_map(|webhook| webhook.id) {
        account.delete(id).await?;
        say(format_args!(
            "Webhook {id} is deleted: ProAbono sends it nothing any more."
        ))?;
    }
    if found.is_empty() {
        say(format_args!(
            "ProAbono has no webhook with the address {}.",
            account.url
        ))?;
    }
    Ok(())
}

async fn register(account: &Account, config: &Config, code: Option<&str>) -> Result<(), Failure> {
    if let Some(doubt) = probe::doubt(&account.url).await {
        say(format_args!(
            "From here, {doubt}. ProAbono may see it otherwise, so this goes on."
        ))?;
    }
    let (webhook, refused) = match account.find_one().await? {
        Some(webhook) => {
            say(format_args!("The webhook {} is there already.", shown(&webhook)))?;
            (webhook, Vec::new())
        }
        None if code.is_some() => {
            let url = &account.url;
            return Err(format!(
                "ProAbono has no webhook with the address {url} that this code could be for: run this command without --code"
            )
            .into());
        }
        None => created(account).await?,
    };
    // A webhook that is there may lack the confirmation: its state does not say so.
    let id = webhook.id.ok_or("ProAbono's answer names no id of the webhook")?;
    confirm(account, config, id, code).await?;
    compared(&account.retrieve(id).await?, &refused)
}

/// A new webhook, and the events that ProAbono refused when it was created.
async fn created(account: &Account) -> Result<(Webhook, Vec<TypeTrigger>), Failure> {
    let (webhook, refused) = account.create().await?;
    say(format_args!("The webhook {} is created.", shown(&webhook)))?;
    if !refused.is_empty() {
        let words: Vec<_> = refused.iter().map(TypeTrigger::as_str).collect();
        say(format_args!(
            "ProAbono refuses these events, which are left out: {}. What they tell is found out by the regular look for what \
             was missed.",
            words.join(", ")
        ))?;
    }
    Ok((webhook, refused))
}

/// Has a code sent, finds it out, and gives it back.
async fn confirm(
    account: &Account,
    config: &Config,
    id: WebhookId,
    code: Option<&str>,
) -> Result<(), Failure> {
    let code = match code {
        Some(code) => code.to_owned(),
        None => code::of_new_delivery(account, config, id).await?,
    };
    account.verify(id, code.trim()).await?;
    say("ProAbono has confirmed the code.")
}

/// Says how the webhook stands at ProAbono.
fn compared(webhook: &Webhook, refused: &[TypeTrigger]) -> Result<(), Failure> {
    let triggers = webhook.triggers.as_ref().map_or(0, Vec::len);
    say(format_args!("Webhook {}: {triggers} events.", shown(webhook)))?;
    let differences = differences(webhook, refused);
    if differences.is_empty() {
        return say("It is as it should be.");
    }
    Err(differences.join("; ").into())
}

fn shown(webhook: &Webhook) -> String {
    let id = webhook
        .id
        .map_or_else(|| "without an id".to_owned(), |id| id.to_string());
    let url = webhook.url.as_deref().unwrap_or_default();
    format!("{id} ({url})")
}
