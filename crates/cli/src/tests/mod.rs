//! An operation that is added to the contract has its command, its help and its checks at once.

mod gadgets;

use std::path::Path;
use std::process::ExitCode;

use clap::{Arg, Command};
use proabono::{Credentials, Settings};
use proabono_contract::{Api, Contract};
use serde_json::{Value, json};

use crate::operations::{Surface, Words};
use crate::terminal::Failure;
use crate::{BackofficeAccount, LiveAccount, Program, api, conformance};

use gadgets::{Service, with_gadgets};

/// A program whose configuration file is the address of the service.
#[derive(Clone, Debug)]
enum Tested {}

fn settings(file: Option<&Path>) -> Result<Settings, Failure> {
    let base = file
        .and_then(Path::to_str)
        .unwrap_or("http://127.0.0.1:9")
        .parse()?;
    Ok(Settings::new(base, Credentials::new("agent", "key")))
}

impl Program for Tested {
    const NAME: &'static str = "tested";
    const CONFIG: &'static str = "TESTED_CONFIG";
    const ACCOUNT: &'static str = "The account is that of a test.";
    const SEGMENT_HOST: &'static str = "TESTED_SEGMENT_HOST";
    const SEGMENT_HOST_IN_FILE: &'static str = "segment_host";
    const HTTP_PROXY: &'static str = "TESTED_HTTP_PROXY";

    fn live(file: Option<&Path>, _: bool) -> Result<LiveAccount, Failure> {
        let (settings, segment) = (settings(file)?, "acme-eur".parse()?);
        Ok(LiveAccount { settings, segment })
    }

    fn backoffice(file: Option<&Path>, _: bool) -> Result<BackofficeAccount, Failure> {
        let (settings, segment_base) = (settings(file)?, None);
        Ok(BackofficeAccount {
            settings,
            segment_base,
        })
    }
}

fn surface(contract: &Contract) -> Surface<'_> {
    Surface::of(Api::Live, contract, Words::of(Api::Live))
}

fn command(surface: &Surface) -> Command {
    let mut command = api::filled::<Tested>(api::frame::<Tested>(Api::Live), surface);
    command.build();
    command
}

#[test]
fn an_operation_that_is_added_to_the_contract_has_its_command_and_its_help() {
    let contract = with_gadgets();
    let surface = surface(&contract);
    let command = command(&surface);
    let gadgets = command.find_subcommand("gadgets").unwrap();
    let verbs: Vec<_> = gadgets
        .get_subcommands()
        .map(Command::get_name)
        .filter(|name| *name != "help")
        .collect();
    assert_eq!(verbs, ["list", "retrieve", "create", "update", "retrieve-gadget"]);
    let create = gadgets
        .find_subcommand("create")
        .unwrap()
        .clone()
        .render_long_help()
        .to_string();
    for part in [
        "Creates a gadget.",
        "POST /v1/Gadget",
        "--ensure-billable",
        "--engraving <TEXT>",
        "Printed on the gadget",
        "--colour <WORD>",
        "[possible values: Red, Blue]",
        "--count-turns <NUMBER>",
        "null is sent as null",
        "--lamps <WORD>",
        "May be given several times",
        "--body <FILE>",
        "tested api live gadgets create --engraving text --dry-run",
    ] {
        assert!(create.contains(part), "no {part:?} in {create}");
    }
    let list = gadgets
        .find_subcommand("list")
        .unwrap()
        .clone()
        .render_long_help()
        .to_string();
    for part in [
        "Lists gadgets.",
        "Only of this colour",
        "--all",
        "--count",
        "gadgets list --all",
    ] {
        assert!(list.contains(part), "no {part:?} in {list}");
    }
    let retrieve = gadgets.find_subcommand("retrieve").unwrap();
    // At its place, and by its name.
    for (id, placed) in [("placed IdGadget", true), ("IdGadget", false)] {
        let part = retrieve.get_arguments().find(|argument| argument.get_id() == id);
        assert_eq!(part.map(Arg::is_positional), Some(placed), "{id}");
        assert_eq!(
            part.unwrap().get_help().unwrap().to_string(),
            "ProAbono's own number of the gadget"
        );
    }
}

#[test]
fn the_command_of_an_added_operation_sends_its_request() {
    let contract = with_gadgets();
    let surface = surface(&contract);
    let service = Service::start();
    for line in [
        "gadgets list --colour Red --size-page 2 --json",
        "gadgets retrieve 5",
        "gadgets create --engraving x --count-turns null --lamps On --lamps Off",
        "gadgets update 5 --engraving query --body-engraving body --with-count 3 --json",
    ] {
        assert_eq!(
            format!("{:?}", service.run(&surface, line)),
            format!("{:?}", ExitCode::SUCCESS),
            "{line}"
        );
    }
    let body = json!({ "Engraving": "x", "CountTurns": null, "Lamps": ["On", "Off"], "ReferenceSegment": "acme-eur" });
    let list = "GET /v1/Gadgets?ReferenceSegment=acme-eur&Colour=Red&Page=1&SizePage=2".to_owned();
    assert_eq!(
        *service.asked.lock().unwrap(),
        [
            (list, Value::Null),
            ("GET /v1/Gadget/5".to_owned(), Value::Null),
            ("POST /v1/Gadget".to_owned(), body),
            (
                "PUT /v1/Gadget/5?Engraving=query&Count=3".to_owned(),
                json!({ "Engraving": "body", "ReferenceSegment": "acme-eur" })
            ),
        ]
    );
    let wrong = command(&surface).try_get_matches_from(["live", "gadgets", "create", "--colour", "Red"]);
    assert!(wrong.is_err_and(|error| error.to_string().contains("--engraving")));
}

/// The report on the service.
fn checked(contract: &Contract, service: &Service, write: bool) -> Value {
    let config = Path::new(&service.origin);
    let report = conformance::report::<Tested>(&surface(contract), Some(config), write);
    report.unwrap().json()
}

#[test]
fn an_added_operation_is_checked() {
    let contract = with_gadgets();
    let service = Service::start();
    let report = checked(&contract, &service, true);
    for (route, claim) in [
        ("GET /v1/Gadgets", "gadgets are listed"),
        ("GET /v1/Gadget/{IdGadget}", "a gadget is read"),
        ("GET /v1/Gadget/{IdGadget}/Lamp/{IdLamp}", "a lamp is read"),
        (
            "POST /v1/Gadget",
            "gadgets create: a body without Engraving is refused",
        ),
        (
            "POST /v1/Lamp",
            "lamps create: a member that there is not is refused",
        ),
        (
            "DELETE /v1/Gadget/{IdGadget}/Lamp/{IdLamp}",
            "lamps delete: what is not there is refused",
        ),
        (
            "POST /v1/Quoting/Lamp/{IdLamp}",
            "quoting create: what is not there is refused",
        ),
    ] {
        let checks = report["Checks"].as_array().unwrap().iter();
        let found: Vec<_> = checks.filter(|check| check["Operation"] == route).collect();
        assert_eq!(found.len(), 1, "{route}");
        assert_eq!(
            (&found[0]["Claim"], &found[0]["Outcome"]),
            (&json!(claim), &json!("ok"))
        );
    }
    let mut other = contract.clone();
    let colour = &mut other.schemas.get_mut("Gadget").unwrap()[1];
    colour.kind = "integer".parse().unwrap();
    let report = checked(&other, &service, false);
    let checks = report["Checks"].as_array().unwrap();
    let of = |claim: &str| checks.iter().find(|check| check["Claim"] == claim).unwrap();
    let listed = of("gadgets are listed")["Got"].as_str().unwrap();
    assert!(
        listed.contains("Items[0].Colour is a text where integer is due"),
        "{listed}"
    );
}

#[test]
fn a_check_that_is_made_from_the_contract_can_change_nothing() {
    let service = Service::start();
    checked(&with_gadgets(), &service, true);
    let asked = service.asked.lock().unwrap();
    let of = |path: &str| {
        let calls = asked.iter().filter(|(call, _)| call.contains(path));
        calls.cloned().collect::<Vec<_>>()
    };
    let deleted = (
        "DELETE /v1/Gadget/999999999/Lamp/999999999".to_owned(),
        Value::Null,
    );
    let read = ("GET /v1/Gadget/5/Lamp/6".to_owned(), Value::Null);
    assert_eq!(of("/Lamp/"), [of("/Quoting/Lamp/")[0].clone(), read, deleted]);
    let (quoted, body) = &of("/Quoting/Lamp/")[0];
    let nobody = "POST /v1/Quoting/Lamp/999999999?ReferenceGadget=conformance-";
    assert!(quoted.starts_with(nobody) && body.is_null(), "{quoted} {body}");
    let sent = json!({ "NoSuchProperty": 1 });
    assert_eq!(of("POST /v1/Lamp"), [("POST /v1/Lamp".to_owned(), sent)]);
    // A number and a reference of one object are two things.
    assert_eq!(of("GET /v1/Gadget?")[0].0, "GET /v1/Gadget?ReferenceGadget=g-5");
    drop(asked);
    let service = Service::start();
    checked(&with_gadgets(), &service, false);
    let asked = service.asked.lock().unwrap();
    let quoted = asked.iter().filter(|(call, _)| !call.starts_with("GET"));
    let others: Vec<_> = quoted
        .filter(|(call, _)| !call.contains("/v1/Quoting/"))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn a_text_in_a_path_stays_one_part_of_it() {
    let mut contract = with_gadgets();
    let route = contract
        .operations
        .iter_mut()
        .find(|one| one.path.ends_with("{IdGadget}"))
        .unwrap();
    route.parameters[0].kind = "string".parse().unwrap();
    let surface = surface(&contract);
    let service = Service::start();
    for (part, asked) in [
        ("a/b?c#d%2e", Some("GET /v1/Gadget/a%2Fb%3Fc%23d%252e")),
        ("..", None),
        (".", None),
    ] {
        let line = format!("gadgets retrieve {part}");
        let ended = format!("{:?}", service.run(&surface, &line));
        assert_eq!(ended.contains('2'), asked.is_none(), "{part}: {ended}");
        let sent = service.asked.lock().unwrap().pop();
        assert_eq!(sent.map(|(request, _)| request).as_deref(), asked, "{part}");
    }
}
