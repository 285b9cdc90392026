use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use clap::ValueEnum;
use clap::builder::NonEmptyStringValueParser;
use proabono_cli::terminal::{Failure, say};
use url::Url;

use crate::config::{LogConfig, LogFormat};
use crate::emulator::{
    BackofficeHosts, Catalogue, Emulator, LinkGeneration, Options, UnknownCustomer, UsagesShape,
};
use crate::proabono::SegmentReference;
use crate::server::{outlive, signal};
use crate::telemetry;

use super::emulate_clients::ClientsArguments;
use super::emulate_pages::PagesArguments;
use super::emulate_webhooks::WebhooksArguments;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  proabono-portal emulate --port 8090 --links insite\n  proabono-portal emulate --port 0 --seed 7\n  proabono-portal emulate --catalogue catalogue.json --old-clients\n  proabono-portal emulate --https --port 8443\n  proabono-portal emulate --link-lifetime 2 --payment-capping 5000 --default-segment\n  proabono-portal emulate --webhook-url http://127.0.0.1:8080/webhooks --webhook-duplicate 2\n  proabono-portal emulate --links insite --insite-home-is-page --portal-secret portal-secret-1 --return-url http://127.0.0.1:8080/Subscriptions/return"
)]
pub(super) struct Arguments {
    /// The port; 0 takes any free one.
    #[arg(long, default_value_t = 8090)]
    port: u16,
    /// The address of the application's page, the base of the links that are "mailed".
    #[arg(
        long,
        value_name = "URL",
        default_value = "http://127.0.0.1:8080/Subscriptions"
    )]
    page_url: String,
    /// The origin written into links, where the hosted pages are reached under another one.
    #[arg(long, value_name = "ORIGIN", value_parser = origin)]
    hosted_origin: Option<String>,
    /// Which generation of link names the API answers with.
    #[arg(long, value_enum, default_value_t = Links::Hosted)]
    links: Links,
    /// The in-site home link is the page itself, as when the installation URL is set.
    #[arg(long)]
    insite_home_is_page: bool,
    /// The answer to a read of an unknown customer.
    #[arg(long, value_enum, default_value_t = Unknown::NotFound)]
    unknown_customer: Unknown,
    /// The shape of the list of usages.
    #[arg(long, value_enum, default_value_t = Usages::Envelope)]
    usages: Usages,
    /// The same seed and the same calls give the same answers; the clock starts on 1 October 2026 and stands still, until
    /// /_emulator/clock moves it. A date after that is the future and is refused; `now` of `api live` and `conformance` ask
    /// the service for its time, which each answer has in its header Date.
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Starts without the sample customers.
    #[arg(long)]
    empty: bool,
    #[command(flatten)]
    account: AccountArguments,
    #[command(flatten)]
    pages: PagesArguments,
    #[command(flatten)]
    clients: ClientsArguments,
    #[command(flatten)]
    webhooks: WebhooksArguments,
}

/// The account.
#[derive(Debug, clap::Args)]
struct AccountArguments {
    /// The features, offers, texts and customers of the account, instead of the sample ones: a JSON document, which the
    /// emulator's README describes.
    #[arg(long, value_name = "FILE", value_parser = |path: &str| Catalogue::from_file(path))]
    catalogue: Option<Catalogue>,
    /// The number of the business; the widget's settings must name it.
    #[arg(long, value_name = "NUMBER", default_value_t = Options::default().business_id)]
    business_id: u64,
    /// The reference of the segment.
    #[arg(long, value_name = "REFERENCE", default_value = "acme-eur")]
    segment: SegmentReference,
    /// The agent key, which callers must have.
    #[arg(long, value_name = "KEY", default_value_t = Options::default().agent_key)]
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    agent_key: String,
    /// The API key, which callers must have.
    #[arg(long, value_name = "KEY", default_value_t = Options::default().api_key)]
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    api_key: String,
    /// A new customer of no segment is written into the account's segment, as the real service does, instead of being
    /// refused.
    #[arg(long)]
    default_segment: bool,
    /// How long a link lives, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = Options::default().link_lifetime.as_secs())]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=31_536_000))]
    link_lifetime: u64,
    /// From so many cents unpaid, whatever is billable is refused with Error.Customer.Billing.CappingReached.
    #[arg(long, value_name = "CENTS", value_parser = clap::value_parser!(i64).range(1..))]
    payment_capping: Option<i64>,
    /// Which host answers which operations of the Backoffice API.
    #[arg(long, value_enum, default_value_t = Hosts::Two)]
    backoffice_hosts: Hosts,
}

/// An origin, as it stands before the paths of links.
fn origin(text: &str) -> Result<String, String> {
    const WRONG: &str = "write an origin only, such as https://pages.acme.example";
    let url = Url::parse(text).map_err(|_| WRONG)?;
    let origin = url.origin().ascii_serialization();
    let alone = text.trim_end_matches('/').eq_ignore_ascii_case(&origin);
    if matches!(url.scheme(), "http" | "https") && alone {
        Ok(origin)
    } else {
        Err(WRONG.to_owned())
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Links {
    /// hosted-…, every one an address.
    Hosted,
    /// insite-…: the home is an address, the others openers of the in-site portal.
    Insite,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Hosts {
    /// Those of a segment at the name localhost, the others at the address.
    Two,
    /// Every one at both.
    One,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Unknown {
    /// 404.
    NotFound,
    /// 403 Error.Api.Customer.Unaccessible.
    Unaccessible,
    /// 204 without a body.
    Empty,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Usages {
    /// The envelope of pages, as in every sample.
    Envelope,
    /// A bare array, as in the schema.
    BareArray,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let log = LogConfig {
        level: "info".to_owned(),
        format: LogFormat::Text,
    };
    if arguments.insite_home_is_page && matches!(arguments.links, Links::Hosted) {
        return Err(
            "--insite-home-is-page goes with --links insite: with hosted links there is no in-site home"
                .into(),
        );
    }
    telemetry::start(&log).map_err(|error| error.to_string())?;
    let options = options(arguments);
    let account = options.clone();
    actix_web::rt::System::new().block_on(async {
        outlive();
        let address = options.listen;
        let emulator = Emulator::start_with(options).await;
        let emulator = emulator.map_err(|error| match error.kind() {
            ErrorKind::InvalidInput => error.to_string(),
            _ => format!("cannot listen on {address}: {error}. Choose another port with --port"),
        })?;
        let authority = arguments.clients.keep_authority(&emulator)?;
        introduce(&emulator, &account, authority.as_deref())?;
        signal().await;
        emulator.stop().await;
        Ok(())
    })
}

fn options(arguments: &Arguments) -> Options {
    let mut options = Options {
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, arguments.port)),
        page_url: Some(arguments.page_url.clone()),
        hosted_origin: arguments.hosted_origin.clone(),
        links: match arguments.links {
            Links::Hosted => LinkGeneration::Hosted,
            Links::Insite => LinkGeneration::InSite,
        },
        insite_home_is_page: arguments.insite_home_is_page,
        unknown_customer: match arguments.unknown_customer {
            Unknown::NotFound => UnknownCustomer::NotFound,
            Unknown::Unaccessible => UnknownCustomer::Unaccessible,
            Unknown::Empty => UnknownCustomer::Empty,
        },
        usages: match arguments.usages {
            Usages::Envelope => UsagesShape::Envelope,
            Usages::BareArray => UsagesShape::BareArray,
        },
        seed: arguments.seed,
        stories: !arguments.empty,
        catalogue: arguments.account.catalogue.clone(),
        business_id: arguments.account.business_id,
        segment_ref: arguments.account.segment.to_string(),
        agent_key: arguments.account.agent_key.clone(),
        api_key: arguments.account.api_key.clone(),
        default_segment: arguments.account.default_segment,
        link_lifetime: Duration::from_secs(arguments.account.link_lifetime),
        payment_capping: arguments.account.payment_capping,
        backoffice_hosts: match arguments.account.backoffice_hosts {
            Hosts::Two => BackofficeHosts::Two,
            Hosts::One => BackofficeHosts::One,
        },
        ..Options::default()
    };
    arguments.pages.write(&mut options);
    arguments.clients.write(&mut options);
    arguments.webhooks.write(&mut options);
    options
}

fn introduce(emulator: &Emulator, account: &Options, authority: Option<&Path>) -> Result<(), Failure> {
    say(format_args!(
        "An emulator of ProAbono, offline: {}/\n",
        emulator.url()
    ))?;
    say("To point a program at it:")?;
    say(format_args!("  export PROABONO_API_BASE={}", emulator.url()))?;
    say(format_args!(
        "  export PROABONO_BUSINESS_ID={}",
        account.business_id
    ))?;
    say(format_args!(
        "  export PROABONO_SEGMENT_REF={}",
        account.segment_ref
    ))?;
    say(format_args!("  export PROABONO_AGENT_KEY={}", account.agent_key))?;
    say(format_args!("  export PROABONO_API_KEY={}", account.api_key))?;
    say(format_args!(
        "  export PROABONO_BACKOFFICE_BASE={}",
        emulator.url()
    ))?;
    say(format_args!(
        "  export PROABONO_BACKOFFICE_SEGMENT_BASE={}",
        emulator.segment_url()
    ))?;
    if let Some(secret) = &account.portal_secret {
        say(format_args!("  export PROABONO_PORTAL_SECRET={secret}"))?;
    }
    let secret = &account.webhook_secret;
    say(format_args!("  export PROABONO_WEBHOOK_SECRET={secret}"))?;
    if let Some(authority) = authority {
        let authority = authority.display();
        say("\nClients must trust the authority that signed its certificate, which was made for this run:")?;
        say(format_args!("  export SSL_CERT_FILE={authority}"))?;
        say(format_args!("  export NODE_EXTRA_CA_CERTS={authority}"))?;
        say(format_args!("  curl --cacert {authority} {}/", emulator.url()))?;
    }
    say(
        "\nThe command `serve` asks it for customers and does not frame its pages: they are not ProAbono's. `demo` shows both together.",
    )?;
    Ok(())
}
