use std::fmt::Write as _;

use proabono_cli::terminal::{Failure, say};

use crate::cli::configured::Configured;
use crate::config::HandoffAlgorithm;

use super::languages::Language;
use super::settings::Settings;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  proabono-portal handoff snippet --language node --config portal.toml > handoff.mjs
  proabono-portal handoff snippet --language php")]
pub(super) struct Arguments {
    /// The language of your application.
    #[arg(long, value_enum)]
    language: Language,
    #[command(flatten)]
    configured: Configured,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let settings = Settings::read(arguments.configured.config.as_deref())?;
    if settings.handoff.algorithm != HandoffAlgorithm::Hs256 {
        return Err(
            "the snippets sign with HS256, and identity.handoff.algorithm is another one: take a JWT library of your \
             language, with the claims that docs/sign-in/hand-off.md lists"
                .into(),
        );
    }
    let language = arguments.language;
    let (example, calls) = (language.example().trim_end(), language.calls(&settings));
    let notes = notes(&settings).into_iter();
    let notes = notes.fold(String::new(), |mut text, note| {
        let _ = writeln!(text, "{} {note}", language.comment());
        text
    });
    say(format_args!("{example}\n\n{notes}{calls}"))
}

/// The remarks for whoever calls the two functions, one line each.
fn notes(settings: &Settings) -> Vec<String> {
    let handoff = &settings.handoff;
    let mut notes = vec![
        "With the settings of this server. The secret is the text of PORTAL_IDENTITY__HANDOFF__KEY:"
            .to_owned(),
        "keep it out of the code.".to_owned(),
        format!(
            "A form posts the token as `token` to {}/handoff, from a page of {}.",
            settings.public.page(),
            settings.origins.join(" or ")
        ),
    ];
    for (claim, usual) in [
        (&handoff.name_claim, "name"),
        (&handoff.email_claim, "email"),
        (&handoff.language_claim, "locale"),
    ] {
        if claim != usual {
            notes.push(format!(
                "This server reads the claim `{claim}` where others read `{usual}`."
            ));
        }
    }
    if !settings.claims.is_empty() {
        let claims = settings.claims.join("`, `");
        notes.push(format!(
            "This server reads `{claims}` as well: add it to the claims above."
        ));
    }
    notes
}
