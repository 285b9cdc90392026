use std::fs;
use std::io::Read as _;

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use proabono::with_causes;
use proabono_cli::terminal::{Failure, say};
use secrecy::ExposeSecret as _;
use serde_json::json;
use url::Url;

use crate::cli::configured::Configured;
use crate::clock::now;
use crate::config::HandoffAlgorithm;
use crate::customers::Mapping;
use crate::identity::{Handoff, HandoffRefusal, Verified};
use crate::settings::text::decoded;
use crate::sign_in::HANDOFF;

use super::page::Page;
use super::settings::Settings;

/// The longest token that is read from a file, beyond what the page takes.
const LONGEST: u64 = 64 << 10;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal handoff test --config portal.toml
  proabono-portal handoff test --at http://127.0.0.1:8080/Subscriptions
  node token.mjs | proabono-portal handoff test --token -

The token is judged by the configuration first, then posted as a browser would, and the session that it opens is signed out
again. The page itself is not opened, so ProAbono is asked for nothing and no customer is made.")]
pub(super) struct Arguments {
    /// A file with a token that your application has made; - is standard input. Without it a token is made here, which
    /// takes the secret of HS256.
    #[arg(long, value_name = "FILE")]
    token: Option<String>,
    /// The user's id in the token that is made here.
    #[arg(
        long,
        value_name = "ID",
        default_value = "handoff-test",
        conflicts_with = "token"
    )]
    user: String,
    /// The address of the page, when it is reached under another one from here.
    #[arg(long, value_name = "URL")]
    at: Option<Url>,
    #[command(flatten)]
    configured: Configured,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let settings = Settings::read(arguments.configured.config.as_deref())?;
    let token = match &arguments.token {
        Some(file) => read(file)?,
        None => made(&settings, &arguments.user)?,
    };
    let page = Page::new(&settings, arguments.at.as_ref())?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        judge(&settings, &token, arguments.token.is_none()).await?;
        let cookie = page.hand_over(&token).await?;
        let cookie = page.arrive(&cookie).await?;
        page.sign_out(&cookie).await?;
        say("The hand-off works.")
    })
}

fn read(file: &str) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = if file == "-" {
        std::io::stdin().take(LONGEST).read_to_end(&mut bytes)
    } else {
        fs::File::open(file).and_then(|opened| opened.take(LONGEST).read_to_end(&mut bytes))
    };
    read.map_err(|error| format!("--token {file}: it cannot be read: {error}"))?;
    let text = decoded(bytes).ok_or_else(|| {
        format!(
            "--token {file}: it is not UTF-8; Windows PowerShell writes UTF-16 where a command ends in `> file`: end it in \
             `| Out-File -Encoding ascii file`"
        )
    })?;
    match text.trim() {
        "" => Err(format!("--token {file}: it is empty: did the program that makes the token fail?").into()),
        token => Ok(token.to_owned()),
    }
}

/// Makes a token as the application would.
fn made(settings: &Settings, user: &str) -> Result<String, Failure> {
    let key = settings.handoff.key.as_ref();
    let key = key.filter(|_| settings.handoff.algorithm == HandoffAlgorithm::Hs256);
    let key = key.ok_or(
        "this server has no secret to sign with, only the application has: make a token there, and give it to --token",
    )?;
    let issued = now();
    let mut claims = json!({
        "iss": settings.handoff.issuer,
        "aud": settings.audience,
        "sub": user,
        "iat": issued,
        "exp": issued + 60,
        "jti": format!("{:032x}", rand::random::<u128>()),
    });
    for claim in &settings.claims {
        if claims.get(claim).is_none() {
            claims[claim] = json!("handoff-test");
        }
    }
    let key = EncodingKey::from_secret(key.expose_secret().as_bytes());
    Ok(encode(&Header::new(Algorithm::HS256), &claims, &key)?)
}

/// Judges the token by the configuration, which says more than the page does to a visitor. The claims of a token that was `made`
/// here are samples, so they need not fit the configuration of customers.
async fn judge(settings: &Settings, token: &str, made: bool) -> Result<(), Failure> {
    let handoff = Handoff::new(&settings.handoff, &settings.audience, settings.claims.clone())?;
    let read = match handoff.verify(token).await {
        Ok(Verified::InTime(handed_over)) => Ok(handed_over.user),
        Ok(Verified::Late(late)) => Err(HandoffRefusal::late(late.expires)),
        Err(refusal) => Err(refusal),
    };
    let user = read.map_err(|refusal| format!("the configuration refuses the token: {refusal}"))?;
    say(format_args!(
        "By the configuration the token is good, for the user {:?}.",
        user.id()
    ))?;
    let user = user.provider(HANDOFF);
    match Mapping::new(&settings.customers, &settings.segment).customer(&user) {
        Ok(customer) => say(format_args!(
            "The user is the customer {} in the segment {}.",
            customer.reference, customer.segment
        )),
        Err(unmapped) => {
            let text = format!("no page opens for this user: {}", with_causes(&unmapped));
            if made {
                say(format_args!("With these sample claims, {text}"))
            } else {
                Err(text.into())
            }
        }
    }
}
