//! The flags of `emulate` that are about the hosted pages; all of them can be changed later, at `/_emulator/hosted-pages`.

use clap::ValueEnum;
use clap::builder::NonEmptyStringValueParser;
use url::Url;

use crate::emulator::{Closing, HostedPages, Options, Redirection, ReturnIn};

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Hosted pages")]
pub(super) struct PagesArguments {
    /// The secret of the in-site portal: with one, a missing or wrong hash of a customer is refused, as in production.
    #[arg(long, value_name = "SECRET", value_parser = NonEmptyStringValueParser::new())]
    portal_secret: Option<String>,
    /// Where a finished workflow sends the visitor, with from, outcome, idc…
    #[arg(long, value_name = "URL", value_parser = page)]
    return_url: Option<Url>,
    /// The window that it is sent to.
    #[arg(long, value_enum, default_value_t = Window::Frame)]
    return_in: Window,
    /// The outcome of every workflow, in place of the natural one; `pending` and `due` have their effects, and after
    /// `failure` nothing has happened.
    #[arg(long, value_name = "WORD")]
    outcome: Option<String>,
    /// A subscription closes its frame in this way and returns nowhere.
    #[arg(long, value_enum, value_name = "HOW")]
    closing: Option<Close>,
    /// A framed page tells its parent its height, as {"height":812}.
    #[arg(long)]
    tells_height: bool,
    /// Where an event of ProAbono's redirection settings leads, while there is no --return-url; once for each, such as
    /// UrlPaymentSuccess=ADDRESS.
    #[arg(long, value_name = "EVENT=URL", value_parser = redirect)]
    redirect: Vec<(Redirection, Url)>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Window {
    /// The frame of the hosted pages.
    Frame,
    /// The whole window.
    Top,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Close {
    /// The page tells its parent {"proabono":"closed"}.
    Message,
    /// The frame goes to an empty page.
    Blank,
    /// Both.
    Both,
}

impl PagesArguments {
    pub(super) fn write(&self, options: &mut Options) {
        options.portal_secret.clone_from(&self.portal_secret);
        options.return_url = self.return_url.as_ref().map(Url::to_string);
        let redirects = self.redirect.iter();
        options.hosted_pages = HostedPages {
            redirects: redirects.map(|(event, url)| (*event, url.to_string())).collect(),
            iframe_closed_after_subscribe: self.closing.is_some(),
            return_in: match self.return_in {
                Window::Frame => ReturnIn::Frame,
                Window::Top => ReturnIn::Top,
            },
            outcome: self.outcome.clone(),
            closing: match self.closing {
                Some(Close::Message) | None => Closing::Message,
                Some(Close::Blank) => Closing::Blank,
                Some(Close::Both) => Closing::Both,
            },
            tells_height: self.tells_height,
            ..HostedPages::default()
        };
    }
}

fn page(text: &str) -> Result<Url, String> {
    Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .ok_or_else(|| {
            "write an absolute address, such as https://app.example/Subscriptions/return".to_owned()
        })
}

fn redirect(text: &str) -> Result<(Redirection, Url), String> {
    let (name, url) = text.split_once('=').ok_or("write EVENT=URL")?;
    let event = Redirection::named(name).ok_or_else(|| {
        format!("{name} is no event of ProAbono's redirection settings, such as UrlPaymentSuccess")
    })?;
    Ok((event, page(url)?))
}
