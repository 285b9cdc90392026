//! An operation that is added to the contract has its command, its help and its checks at once.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use clap::{Arg, Command};
use proabono::{Credentials, Settings};
use proabono_contract::{Api, Contract};
use serde_json::{Value, json};

use crate::operations::{Surface, Words};
use crate::{BackofficeAccount, Failure, LiveAccount, Program, api, conformance};

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

fn gadgets() -> Value {
    json!({
        "Gadget": [
            { "name": "Id", "type": "integer", "required": false },
            { "name": "Colour", "type": "enum Red|Blue", "required": false },
        ],
        "GadgetRequest": [
            { "name": "ReferenceSegment", "type": "string", "required": true },
            { "name": "Engraving", "type": "string", "required": true, "note": "printed on the gadget" },
            { "name": "Colour", "type": "enum Red|Blue", "required": false },
            { "name": "CountTurns", "type": "integer", "required": false, "nullable": true },
            { "name": "Lamps", "type": "array<enum On|Off>", "required": false },
        ],
    })
}

/// The contract with operations that nothing else knows.
fn with_gadgets(api: Api) -> Contract {
    let mut contract = api.contract().clone();
    let parameter = |name: &str, place: &str, required: bool| {
        let kind = if place == "path" { "integer" } else { "string" };
        json!({ "name": name, "type": kind, "in": place, "required": required })
    };
    let colour = "enum Red|Blue";
    let only = "only of this colour";
    let added = json!([
        {
            "tag": "Gadgets", "method": "GET", "path": "/v1/Gadgets",
            "parameters": [
                parameter("ReferenceSegment", "query", false),
                { "name": "Colour", "type": colour, "in": "query", "required": false, "note": only },
                { "name": "Page", "type": "integer", "in": "query", "required": false },
                { "name": "SizePage", "type": "integer", "in": "query", "required": false },
            ],
            "body": null, "responses": { "200": "List<Gadget>", "401": "Error" },
        },
        {
            "tag": "Gadgets", "method": "GET", "path": "/v1/Gadget/{IdGadget}",
            "parameters": [parameter("IdGadget", "path", true)],
            "body": null, "responses": { "200": "Gadget", "404": "Error" },
        },
        {
            "tag": "Gadgets", "method": "POST", "path": "/v1/Gadget",
            "parameters": [parameter("EnsureBillable", "query", false)],
            "body": "GadgetRequest", "responses": { "201": "Gadget", "422": "Error[]" },
        },
        {
            "tag": "Gadgets", "method": "PUT", "path": "/v1/Gadget/{IdGadget}",
            "parameters": [
                parameter("IdGadget", "path", true),
                parameter("Engraving", "query", false),
                parameter("Count", "query", false),
            ],
            "body": "GadgetRequest", "responses": { "200": "Gadget", "404": "Error" },
        },
        {
            "tag": "Gadgets", "method": "GET", "path": "/v1/Gadget",
            "parameters": [], "body": null, "responses": { "200": "Gadget" },
        },
    ]);
    contract
        .operations
        .extend(serde_json::from_value::<Vec<_>>(added).unwrap());
    contract
        .schemas
        .extend(serde_json::from_value::<std::collections::BTreeMap<_, _>>(gadgets()).unwrap());
    contract
}

fn surface(contract: &Contract) -> Surface<'_> {
    Surface::of(Api::Live, contract, Words::of(Api::Live))
}

fn command(surface: &Surface) -> Command {
    let mut command = api::filled::<Tested>(api::frame::<Tested>(Api::Live), surface);
    command.build();
    command
}

/// A service that answers as gadgets are declared, and what it was asked for.
struct Service {
    origin: String,
    asked: Arc<Mutex<Vec<(String, Value)>>>,
}

impl Service {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<(String, Value)>>> = Arc::default();
        let kept = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                kept.lock().unwrap().push(answer(stream));
            }
        });
        Self { origin, asked }
    }

    fn run(&self, surface: &Surface, line: &str) -> ExitCode {
        let config = ["live", "--config", &self.origin];
        let words = config.into_iter().chain(line.split(' '));
        let matches = command(surface).try_get_matches_from(words).unwrap();
        api::run::<Tested>(surface, &matches)
    }
}

/// Reads one request and answers it.
fn answer(stream: TcpStream) -> (String, Value) {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap() == 0 || line == "\r\n" {
            break;
        }
        lines.push(line);
    }
    let length = lines.iter().find_map(|line| {
        line.to_lowercase()
            .strip_prefix("content-length:")?
            .trim()
            .parse()
            .ok()
    });
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).unwrap();
    let request = lines[0].trim_end_matches(" HTTP/1.1\r\n").to_owned();
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let (status, json) = answered(&request, &body);
    let text = json.to_string();
    let head = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}",
        text.len()
    );
    reader
        .get_mut()
        .write_all(format!("{head}\r\nConnection: close\r\n\r\n{text}").as_bytes())
        .unwrap();
    (request, body)
}

fn answered(request: &str, body: &Value) -> (u16, Value) {
    let gadget = json!({ "Id": 5, "Colour": "Red", "Mood": "fine" });
    let (method, path) = request.split_once(' ').unwrap_or_default();
    match path.split('?').next().unwrap_or_default() {
        "/v1/Gadgets" => {
            let page = json!({ "Page": 1, "SizePage": 5, "Count": 1, "TotalItems": 1, "Items": [gadget] });
            (200, page)
        }
        "/v1/Gadget/5" => (200, gadget),
        "/v1/Gadget" if method == "GET" => (200, gadget),
        "/v1/Gadget" if body.get("Engraving").is_none() => (
            422,
            json!([{ "Code": "Error.Property.ValueRequired", "Message": "No.", "Target": "Engraving" }]),
        ),
        "/v1/Gadget" => (201, gadget),
        _ => (404, json!({ "Code": "Error.NotFound", "Message": "No." })),
    }
}

#[test]
fn an_operation_that_is_added_to_the_contract_has_its_command_and_its_help() {
    let contract = with_gadgets(Api::Live);
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
    let part = retrieve
        .get_arguments()
        .find(|argument| argument.get_id() == "IdGadget");
    assert!(part.is_some_and(Arg::is_positional));
    assert_eq!(
        part.unwrap().get_help().unwrap().to_string(),
        "ProAbono's own number of the gadget"
    );
}

#[test]
fn the_command_of_an_added_operation_sends_its_request() {
    let contract = with_gadgets(Api::Live);
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

#[test]
fn an_added_operation_is_checked() {
    let contract = with_gadgets(Api::Live);
    let service = Service::start();
    let config = Path::new(&service.origin);
    let report = conformance::report::<Tested>(&surface(&contract), Some(config), true)
        .unwrap()
        .json();
    let of_gadgets = |route: &str| {
        let checks = report["Checks"].as_array().unwrap().iter();
        let found: Vec<_> = checks.filter(|check| check["Operation"] == route).collect();
        assert_eq!(found.len(), 1, "{route}");
        (
            found[0]["Claim"].as_str().unwrap().to_owned(),
            found[0]["Outcome"].as_str().unwrap().to_owned(),
        )
    };
    for (route, claim) in [
        ("GET /v1/Gadgets", "gadgets are listed"),
        ("GET /v1/Gadget/{IdGadget}", "a gadget is read"),
        (
            "POST /v1/Gadget",
            "gadgets create: a body without Engraving is refused",
        ),
    ] {
        assert_eq!(of_gadgets(route), (claim.to_owned(), "ok".to_owned()));
    }
    let mut other = contract.clone();
    let colour = &mut other.schemas.get_mut("Gadget").unwrap()[1];
    colour.kind = "integer".parse().unwrap();
    let report = conformance::report::<Tested>(&surface(&other), Some(config), false)
        .unwrap()
        .json();
    let checks = report["Checks"].as_array().unwrap();
    let of = |claim: &str| checks.iter().find(|check| check["Claim"] == claim).unwrap();
    let listed = of("gadgets are listed")["Got"].as_str().unwrap();
    assert!(
        listed.contains("Items[0].Colour is a text where integer is due"),
        "{listed}"
    );
}

#[test]
fn a_text_in_a_path_stays_one_part_of_it() {
    let mut contract = with_gadgets(Api::Live);
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
