//! What the page of the emulator says is done, line by line.

use proabono_emulator::Emulator;
use reqwest::Method;

use super::document::{blocks, coded, read, rows};
use crate::support::http::{request, send};

/// The words of a line, as a shell takes them: single quotes keep a word together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn behind<'a>(words: &'a [String], flag: &str) -> Option<&'a str> {
    let at = words.iter().position(|word| word == flag)?;
    words.get(at + 1).map(String::as_str)
}

#[tokio::test]
async fn every_order_to_the_emulator_works_as_it_stands() {
    let page = read("docs/emulator.md");
    let emulator = Emulator::start().await.expect("a port");
    let (origin, segment) = (emulator.url(), emulator.segment_url());
    let lines: Vec<String> = blocks(&page, "sh")
        .iter()
        .flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(lines.len() >= 15, "{lines:#?}");
    for line in lines {
        let words = words(&line);
        let url = words
            .iter()
            .find(|word| word.starts_with("http://"))
            .expect("an address");
        let method: Method = behind(&words, "-X").unwrap_or("GET").parse().expect("a method");
        let url = url
            .replace("http://127.0.0.1:8090", &origin)
            .replace("http://localhost:8090", &segment);
        let mut call = request(method, &url);
        if let Some((name, password)) = behind(&words, "-u").and_then(|keys| keys.split_once(':')) {
            call = call.basic_auth(name, Some(password));
        }
        if let Some(body) = behind(&words, "-d") {
            call = call
                .header("Content-Type", "application/json")
                .body(body.to_owned());
        }
        let answer = send(call).await;
        assert!(
            (200..300).contains(&answer.status),
            "{line}: {} {}",
            answer.status,
            answer.body
        );
    }
    emulator.stop().await;
}

/// What the table with that head names.
fn named(page: &str, head: &str) -> Vec<String> {
    let (_, rest) = page.split_once(head).expect("the table");
    let table: String = rest
        .lines()
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .fold(String::from("| head |\n"), |text, line| text + line + "\n");
    let mut names: Vec<String> = rows(&table).iter().flat_map(|row| coded(&row[0])).collect();
    names.sort_unstable();
    names
}

fn members(object: &serde_json::Value) -> Vec<String> {
    let members = object.as_object().expect("an object");
    let mut names: Vec<String> = members.keys().cloned().collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn every_member_of_a_rule_and_every_setting_is_in_its_table_and_no_other() {
    let page = read("docs/emulator.md");
    let emulator = Emulator::start().await.expect("a port");
    let control = format!("{}/_emulator", emulator.url());
    // A rule that is kept is shown with all its members.
    let url = format!("{control}/faults");
    let headers = [("Content-Type", "application/json")];
    crate::support::http::post(&url, &headers, r#"{"on":"GET /v1/Customer"}"#)
        .await
        .assert_status(201);
    let ask = async |url: &str| -> serde_json::Value {
        serde_json::from_str(&crate::support::http::get(url).await.body).expect("JSON")
    };
    assert_eq!(members(&ask(&url).await[0]), named(&page, "| member |"));
    let settings = ask(&format!("{control}/hosted-pages")).await;
    assert_eq!(members(&settings), named(&page, "| setting |"));
    let mut manner = ask(&format!("{control}/webhooks")).await;
    for beside in ["counts", "webhooks"] {
        assert!(
            manner[beside].is_object() || manner[beside].is_array(),
            "{manner}"
        );
        manner.as_object_mut().expect("an object").remove(beside);
    }
    assert_eq!(members(&manner), named(&page, "| manner |"));
    emulator.stop().await;
}
