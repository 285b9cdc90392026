use jiff::Timestamp;
use proabono_cli::terminal::{Failure, say};

use crate::config::Config;
use crate::customers::CustomerKey;
use crate::events::About;
use crate::proabono::{CustomerReference, FeatureReference, Live, SegmentReference};
use crate::rights::{AllExplained, Answered, Asked, Empty, Explained, Question, Rights, Said, explain_at};

use super::configured::Configured;
use super::webhooks::opened as opened_inbox;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Reads all that a customer may use from ProAbono.
    #[command(
        after_help = "Examples:\n  proabono-portal rights show cust-42\n  proabono-portal rights show cust-42 --json"
    )]
    Show {
        #[command(flatten)]
        customer: Customer,
    },
    /// Says whether a customer may use a feature, and why.
    #[command(
        after_help = "Examples:\n  proabono-portal rights explain cust-42 feat-users --amount 2\n  proabono-portal rights explain cust-42 feat-seats --used 4 --json"
    )]
    Explain {
        #[command(flatten)]
        customer: Customer,
        /// The reference of the feature.
        #[arg(value_name = "FEATURE")]
        feature: FeatureReference,
        /// How many more are to be used; 0 asks only whether the feature is there.
        #[arg(long, default_value_t = 1)]
        amount: u32,
        /// How many are in use, for a feature whose quantity is what was bought.
        #[arg(long)]
        used: Option<u32>,
        /// Explains what a server on this machine answered at that time, such as 2026-11-30T12:00:00Z, by what it had read. Only
        /// a server that receives events keeps that.
        #[arg(long, value_name = "TIME")]
        at: Option<Timestamp>,
    },
}

#[derive(Debug, clap::Args)]
struct Customer {
    #[command(flatten)]
    configured: Configured,
    /// The reference of the customer.
    #[arg(value_name = "CUSTOMER")]
    reference: CustomerReference,
    /// The customer's segment. Left out: that of the account.
    #[arg(long, value_name = "SEGMENT")]
    segment: Option<SegmentReference>,
    /// Writes JSON, as the listener for servers does.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let (customer, question, at) = match &arguments.command {
        Command::Show { customer } => (customer, None, None),
        Command::Explain {
            customer,
            feature,
            amount,
            used,
            at,
        } => {
            let question = Question {
                feature: feature.clone(),
                amount: *amount,
                used: *used,
            };
            (customer, Some(question), *at)
        }
    };
    let answered = actix_web::rt::System::new().block_on(async {
        match (question, at) {
            (Some(question), Some(at)) => answered_at(customer, &question, at).await,
            (question, _) => ask(customer, question).await,
        }
    })?;
    if customer.json {
        return say(serde_json::to_string_pretty(&answered)?);
    }
    match answered {
        Answered::AllExplained(all) => show(&all),
        Answered::Explained(explained) => explain(&explained),
        other => say(serde_json::to_string_pretty(&other)?),
    }
}

async fn ask(customer: &Customer, question: Option<Question>) -> Result<Answered, Failure> {
    let config = Config::load(customer.configured.config.as_deref())?;
    let segment = &config.account.segment_ref;
    let key = CustomerKey {
        reference: customer.reference.clone(),
        segment: customer.segment.as_ref().unwrap_or(segment).clone(),
    };
    let live = Live::new(config.account.client_settings(), segment.clone())?;
    let asked = Asked {
        question,
        explains: true,
        segment: None,
    };
    let rights = Rights::new(live, &config.rights, None);
    Ok(rights.answer(&key, &asked).await)
}

/// Explains an answer of the past by the reads in the file of the events.
async fn answered_at(customer: &Customer, question: &Question, at: Timestamp) -> Result<Answered, Failure> {
    if at > Timestamp::now() {
        return Err("that time is still to come, and nothing was answered then".into());
    }
    let config = Config::load(customer.configured.config.as_deref())?;
    let inbox = opened_inbox(&config)?;
    let segment = customer.segment.as_ref().unwrap_or(&config.account.segment_ref);
    let about = About {
        customer: Some(customer.reference.clone()),
        segment: Some(segment.clone()),
    };
    let reads = inbox.reads(about, at.as_millisecond()).await?;
    let live = Live::new(config.account.client_settings(), segment.clone())?;
    let quantities = Rights::new(live, &config.rights, None).quantities(&question.feature);
    let now = u64::try_from(at.as_millisecond()).unwrap_or_default();
    let explained = explain_at(&reads, now, question, quantities);
    let explained =
        explained.ok_or("nothing was read of this customer before that time, or it was removed since")?;
    Ok(Answered::Explained(Box::new(explained)))
}

fn show(all: &AllExplained) -> Result<(), Failure> {
    let AllExplained {
        all, origin, empty, ..
    } = all;
    for (feature, said) in &all.rights {
        say(format_args!(
            "{feature}  {}  {}",
            said.answer.word(),
            extent(said)
        ))?;
    }
    if !all.known {
        let kind = origin.failure.as_ref().map_or("unread", |failure| &failure.kind);
        let text = format!("nothing is known: ProAbono does not answer ({kind}); `check --online` says more");
        return Err(text.into());
    }
    if all.rights.is_empty() {
        say("Nothing may be used.")?;
    }
    say(format_args!(
        "Any other feature: {}. {}",
        all.others.answer().word(),
        all.others.sentence()
    ))?;
    why_empty(*empty)
}

fn explain(Explained { told, explanation }: &Explained) -> Result<(), Failure> {
    let said = &told.said;
    say(format_args!(
        "{}: {} ({})",
        told.feature,
        said.answer.word(),
        said.reason.name()
    ))?;
    say(explanation.rule)?;
    say(format_args!(
        "  asked       {} more{}",
        explanation.amount,
        in_use(explanation.used)
    ))?;
    say(format_args!("  quantities  {}", explanation.quantities))?;
    for item in &explanation.items {
        let subscription = item
            .subscription
            .map_or_else(|| "?".to_owned(), |id| id.to_string());
        let item = serde_json::to_string(item)?;
        say(format_args!(
            "  item        of subscription {subscription}: {item}"
        ))?;
    }
    if let Some(read) = told.age.read {
        let stale = if told.age.stale { ", out of date" } else { "" };
        say(format_args!("  read        {read}{stale}"))?;
    }
    let origin = &explanation.origin;
    if let Some(cause) = &origin.cause {
        say(format_args!("  cause       {}", serde_json::to_string(cause)?))?;
    }
    if let Some(until) = origin.usable_until {
        say(format_args!("  used until  {until}"))?;
    }
    if let Some(failure) = &origin.failure {
        say(format_args!("  failure     {}", failure.kind))?;
    }
    why_empty(explanation.empty)
}

/// The quantities behind the answer about one feature, in words.
fn extent(said: &Said) -> String {
    match (said.unlimited, said.included, said.current) {
        (Some(true), ..) => "without limit".to_owned(),
        (_, Some(included), Some(current)) => format!("{current} now, {included} included"),
        _ => said.reason.name().to_owned(),
    }
}

fn in_use(used: Option<u32>) -> String {
    used.map(|used| format!(", {used} in use")).unwrap_or_default()
}

fn why_empty(empty: Option<Empty>) -> Result<(), Failure> {
    let text = match empty {
        None => return Ok(()),
        Some(Empty::NeverSubscribed) => "The customer has never subscribed.",
        Some(Empty::NoneRuns) => "The customer has subscriptions, and none of them runs.",
        Some(Empty::OfferWithoutFeatures) => "A subscription runs, and its offer has no feature.",
        Some(Empty::Unread) => "The subscriptions could not be read, which would say why.",
    };
    say(text)
}
