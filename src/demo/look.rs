//! The page where a developer tries a look: the settings, checked as at start, beside the subscription page that has them.

use actix_web::web::Form;
use askama::Template;

use crate::visit::{Answer, Colour, Contrast, Outcome, Shell, Visit, contrasts};
use crate::web::{OwnFile, same_origin};
use crate::words::Problem;

use super::studio::{FIELDS, Fault, LOOK, Said, Studio, read, toml};

/// The button that leaves everything as it is without settings.
const USUAL: &str = "usual";

/// The form of the page.
pub(super) type Sent = Form<Said>;

/// A field of the form.
struct Field {
    /// The name of the setting in the file.
    key: &'static str,
    name: &'static str,
    title: &'static str,
    /// The example of the setting.
    example: &'static str,
    value: String,
    /// The colour for the picker beside it; `None` for a field without one.
    colour: Option<String>,
    /// The sentences about what is wrong with it.
    fault: String,
}

#[derive(Template)]
#[template(path = "demo_look.html")]
struct LookPage<'a> {
    shell: Shell<'a>,
    page: &'a str,
    script: String,
    style: String,
    fields: Vec<Field>,
    samples: Vec<String>,
    /// The faults that are about none of the fields.
    faults: Vec<String>,
    contrasts: Vec<Contrast>,
    toml: String,
}

/// `GET /look`.
pub(super) fn show(studio: &Studio, visit: &Visit<'_>) -> Answer {
    let said = studio.said().clone();
    let page = page(studio, visit, &said, Vec::new());
    Answer::page(&page, &page.shell.nonce)
}

/// `POST /look`: takes a look, or says what is wrong with it.
pub(super) fn change(studio: &Studio, visit: &Visit<'_>, sent: Option<Sent>) -> Outcome {
    let sent = sent.filter(|_| same_origin(&visit.site.paths, visit.request));
    let Form(sent) = sent.ok_or(Problem::FromElsewhere)?;
    let fields = FIELDS.iter().filter(|_| !sent.contains_key(USUAL));
    let said = fields.filter_map(|(key, _)| {
        let text = sent.get(key.name)?.trim();
        let is_said = !text.is_empty() && text != key.default;
        is_said.then(|| (key.name.to_owned(), text.to_owned()))
    });
    let said: Said = said.collect();
    match studio.wear(said.clone()) {
        Ok(()) => Ok(Answer::see_other(LOOK)),
        Err(faults) => {
            let page = page(studio, visit, &said, faults);
            let status = actix_web::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(Answer::with_status(&page, status, &page.shell.nonce))
        }
    }
}

/// `GET /look/…`: a file of the page.
pub(super) fn file(studio: &Studio, visit: &Visit<'_>) -> Outcome {
    let name = visit.request.match_info().get("file").unwrap_or_default();
    let file = studio.file(name).ok_or(Problem::NotFound)?;
    Ok(Answer::own_file(file))
}

fn page<'a>(studio: &Studio, visit: &Visit<'a>, said: &Said, faults: Vec<Fault>) -> LookPage<'a> {
    let [script, style, samples @ ..] = &studio.files;
    let address = |file: &OwnFile| format!("{LOOK}/{}", file.name);
    let connection = visit.request.connection_info();
    let host = connection.host();
    let contrasts = read(said).ok().and_then(|theme| contrasts(&theme).ok());
    let (of_fields, others): (Vec<_>, Vec<_>) = faults
        .into_iter()
        .partition(|fault| FIELDS.iter().any(|(key, _)| fault.key == key.name));
    let fields = FIELDS.iter().map(|(key, title)| Field {
        key: key.name,
        name: key.name.trim_start_matches("page."),
        title,
        // A file of this machine is not taken here.
        example: if key.example.starts_with('/') {
            "https://app.example.com/logo.svg"
        } else {
            key.example
        },
        value: said.get(key.name).cloned().unwrap_or_default(),
        colour: key.name.contains("accent").then(|| {
            let text = said.get(key.name).map_or(key.example, String::as_str);
            text.parse::<Colour>()
                .map_or_else(|_| "#000000".to_owned(), |colour| colour.to_string())
        }),
        fault: {
            let own: Vec<_> = of_fields
                .iter()
                .filter(|fault| fault.key == key.name)
                .map(ToString::to_string)
                .collect();
            own.join(" ")
        },
    });
    LookPage {
        page: visit.site.paths.page(),
        script: address(script),
        style: address(style),
        fields: fields.collect(),
        samples: samples
            .iter()
            .map(|file| format!("http://{host}{}", address(file)))
            .collect(),
        contrasts: contrasts.into_iter().flatten().collect(),
        toml: if of_fields.is_empty() && others.is_empty() {
            toml(said)
        } else {
            String::new()
        },
        faults: others.iter().map(ToString::to_string).collect(),
        shell: visit.shell(),
    }
}
