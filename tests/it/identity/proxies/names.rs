//! Names that are not ASCII: as the lines of the documentation send them from real programs through a real nginx, and as
//! programs send them that nobody told.

use std::process::Command;

use serde_json::Value;

use super::nginx::front;
use super::{WITH_SECRET, assert_page_of, exchanged};
use crate::support::portal::PortalProcess;
use crate::support::process::Process;
use crate::support::raw;
use crate::support::served::{Served, borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{START, accepts, free_port, loopback};

const PEOPLE: [(&str, &str); 4] = [
    ("lukasz", "Łukasz Żak"),
    ("zoe", "Zoë Weiß"),
    ("yamada", "山田太郎"),
    ("fox", "Renée 🦊"),
];

const NODE: &str = r#"
import { createServer } from "node:http";
const names = PEOPLE;
createServer((request, response) => {
  const id = /session=(\w+)/.exec(request.headers.cookie ?? "")?.[1];
  const name = names[id];
  response.setHeader("X-User-Id", id ?? "");
  LINE
  response.end();
}).listen(PORT, "127.0.0.1");
"#;

const PYTHON: &str = r#"
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
import re
names = PEOPLE
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        user = re.search(r"session=(\w+)", self.headers.get("Cookie", "")).group(1)
        name = names[user]
        response = SimpleNamespace(headers={"X-User-Id": user})
        LINE
        self.send_response(200)
        for header, value in response.headers.items():
            self.send_header(header, value)
        self.end_headers()
HTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
"#;

/// The line of a language in the table of docs/sign-in/trusted-header.md.
fn line(language: &str) -> &'static str {
    let page = include_str!("../../../../docs/sign-in/trusted-header.md");
    let row = page
        .lines()
        .find(|row| row.starts_with(&format!("| {language} |")));
    let code = row.and_then(|row| row.split('`').nth(1));
    code.unwrap_or_else(|| panic!("no line of {language}"))
}

fn service(language: &str, program: &str) -> (u16, Process) {
    let port = free_port();
    let people: serde_json::Map<_, _> = PEOPLE
        .iter()
        .map(|(id, name)| ((*id).into(), Value::from(*name)))
        .collect();
    let program = program
        .replace("PEOPLE", &Value::Object(people).to_string())
        .replace("PORT", &port.to_string())
        .replace("LINE", line(language));
    let mut command = if language == "Node" {
        let mut node = Command::new("node");
        node.args(["--input-type=module", "-e", &program]);
        node
    } else {
        let mut python = Command::new("python3");
        python.args(["-c", &program]);
        python
    };
    (port, Process::start(&mut command))
}

#[tokio::test]
async fn the_line_of_a_language_brings_every_name_through_nginx() {
    let languages = [("Node", "node", NODE), ("Python (Flask)", "python3", PYTHON)];
    for (language, program, text) in languages {
        if program != "node" && Command::new(program).arg("--version").output().is_err() {
            continue;
        }
        let upstream = Upstream::start(account());
        let pairs = variables(upstream.origin(), &WITH_SECRET);
        let portal = PortalProcess::start(&borrowed(&pairs), &["serve"]).await;
        let (port, mut process) = service(language, text);
        process
            .until("accepting connections", START, async |_| {
                accepts(port).await.then_some(())
            })
            .await;
        let nginx = front("nginx-auth-request.conf", 3000, "", portal.port(), port).await;
        for (id, name) in PEOPLE {
            let cookie = format!("Cookie: session={id}");
            let page = exchanged(nginx.port(), "/Subscriptions", &[&cookie]).await;
            assert_page_of(&page, id, name);
        }
        let written = upstream.written().await;
        let names: Vec<_> = written
            .iter()
            .filter_map(|customer| customer["Name"].as_str())
            .collect();
        assert_eq!(names, PEOPLE.map(|(_, name)| name), "{language}");
        assert!(!portal.output().contains("left out"), "{}", portal.output());
    }
}

/// Header lines of one detail, and the name on the page.
const ENCODED: [(&str, &str); 6] = [
    // As Tailscale writes it.
    ("=?utf-8?q?Ferris_B=C3=BCller?=", "Ferris Büller"),
    // As Django writes it.
    ("=?utf-8?b?xYF1a2FzeiDFu2Fr?=", "Łukasz Żak"),
    ("=?utf-8?b?Wm/Dqw==?= =?utf-8?q?_Wei=C3=9F?=", "Zoë Weiß"),
    ("=?iso-8859-1?q?Zo=EB?= Weiss", "Zoë Weiss"),
    ("=?iso-2022-jp?b?GyRCOzNFRBsoQg==?=", "山田"),
    ("=?utf-8?q?=3Cscript=3E?=", "&#60;script&#62;"),
];

#[tokio::test]
async fn encoded_words_are_shown_and_stored_as_the_name_that_they_mean() {
    let site = Served::start(&[]);
    for (number, (sent, name)) in ENCODED.into_iter().enumerate() {
        let lines = [
            format!("X-Remote-User: user-{number}"),
            format!("X-Remote-Name: {sent}"),
        ];
        let lines = lines.each_ref().map(String::as_bytes);
        let page = raw::exchange(site.address(), &raw::get("/Subscriptions", &lines)).await;
        assert_eq!(raw::status(&page), 200);
        assert!(page.contains(&format!("<bdi>{name}</bdi>")), "{sent}: {page}");
    }
    let written = site.upstream.written().await;
    assert_eq!(written[0]["Name"], "Ferris Büller");
    // An e-mail address may be encoded too; an id is another user's if a letter of it differs, and stays as it came.
    let lines = [
        "X-Remote-User: =?utf-8?q?alice?=",
        "X-Remote-Email: =?utf-8?q?zoe=40acme=2Eexample?=",
    ];
    let page = raw::exchange(
        site.address(),
        &raw::get("/Subscriptions", &lines.map(str::as_bytes)),
    )
    .await;
    assert!(!page.contains("\"cust-alice\""), "{page}");
    let written = site.upstream.written().await;
    assert_eq!(written.last().expect("a customer")["Email"], "zoe@acme.example");
}

/// Header lines of details that are left out.
fn odd_lines() -> [String; 7] {
    let name = |text: &str| format!("X-Remote-Name: {text}");
    [
        name("=?utf-8?q?Zq7=EB?="),
        name("=?utf-8?q?Zq7"),
        name("=?martian?b?Zq7a?="),
        name("Zq7%C3%AB"),
        name(&"Zq7".repeat(100)),
        name("=?utf-8?q?=7BZq7user=7D?="),
        format!("X-Remote-Org: {}", "Zq7".repeat(200)),
    ]
}

#[tokio::test]
async fn a_detail_that_cannot_be_taken_is_named_in_the_log_once_for_each_header_and_reason() {
    let upstream = Upstream::start(account());
    let claims = ("identity.proxy.claims", "org=X-Remote-Org");
    let pairs = variables(upstream.origin(), &[("log.format", "json"), claims]);
    let mut portal = PortalProcess::start(&borrowed(&pairs), &["serve"]).await;
    for number in 0..3 {
        let user = format!("X-Remote-User: Zq7-{number}");
        let lines = [
            user.as_bytes(),
            b"X-Remote-Name: Zq7 Zo\xeb",
            b"X-Remote-Email: Zq7 no address",
            b"X-Remote-Language: Zq7;q=0.9",
            b"X-Remote-Org: Zq7 \xc5",
        ];
        let page = raw::exchange(loopback(portal.port()), &raw::get("/Subscriptions", &lines)).await;
        assert_eq!(raw::status(&page), 200, "{page}");
    }
    for line in odd_lines() {
        let lines = [b"X-Remote-User: zoe", line.as_bytes()];
        let page = raw::exchange(loopback(portal.port()), &raw::get("/Subscriptions", &lines)).await;
        assert!(page.contains("<bdi>zoe</bdi>"), "{line}: {page}");
    }
    portal.terminate().await.expect("an end");
    let log = portal.output();
    let lines = log
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let told: Vec<_> = lines
        .filter(|line| {
            line["message"]
                .as_str()
                .is_some_and(|text| text.starts_with("left out a detail"))
        })
        .map(|line| (line["header"].to_string(), line["why"].to_string()))
        .collect();
    let found = |header: &str, why: &str| {
        let of = |(name, said): &&(String, String)| name.contains(header) && said.contains(why);
        told.iter().filter(of).count()
    };
    assert_eq!(found("x-remote-name", "Latin-1"), 1, "{log}");
    assert_eq!(found("x-remote-name", "RFC 2047"), 1, "{log}");
    assert_eq!(found("x-remote-name", "percent-encoded"), 1, "{log}");
    assert_eq!(found("x-remote-name", "too long"), 1, "{log}");
    assert_eq!(found("x-remote-email", "form"), 1, "{log}");
    assert_eq!(found("x-remote-language", "form"), 1, "{log}");
    assert_eq!(found("x-remote-org", "Latin-1"), 1, "{log}");
    assert_eq!(found("x-remote-org", "form"), 1, "{log}");
    assert_eq!(told.len(), 8, "{told:?}");
    let placeholders =
        |line: &&str| line.contains("passes on placeholders") && line.contains("x-remote-name");
    assert_eq!(log.lines().filter(placeholders).count(), 1, "{log}");
    assert!(!log.contains("Zq7"), "{log}");
    for written in upstream.written().await {
        assert!(
            written.get("Name").is_none() && written.get("Email").is_none(),
            "{written}"
        );
    }
}
