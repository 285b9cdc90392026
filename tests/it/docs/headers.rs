//! The table of headers in `docs/security.md` is what the server sends.

use reqwest::Method;

use crate::support::http::{Answer, get, get_with, request, send};

use super::account::Account;
use super::document::{between, coded, read, rows};

/// The value with the nonce, which is another one each time, written as `…`.
fn value(answer: &Answer, name: &str) -> Option<String> {
    let value = answer.header(name)?;
    let Some((before, rest)) = value.split_once("'nonce-") else {
        return Some(value);
    };
    let (_, after) = rest.split_once('\'').expect("the end of the nonce");
    Some(format!("{before}'nonce-…'{after}"))
}

#[tokio::test]
async fn the_table_of_headers_is_what_the_server_sends() {
    let account = Account::start(&[("PORTAL_HEADERS__HSTS", "true")]).await;
    let url = account.portal.url("/Subscriptions");
    let page = get_with(&url, &[("x-remote-user", "alice")]).await;
    let style = page
        .body
        .split("href=\"")
        .find_map(|rest| rest.split_once(".css\""))
        .expect("a style sheet")
        .0;
    let asset = get(&account.portal.url(&format!("{style}.css"))).await;
    let machine = send(request(Method::POST, &format!("{url}/csp-report")).body("{}")).await;
    page.assert_status(200);
    asset.assert_status(200);
    machine.assert_status(204);

    let document = read("docs/security.md");
    let table = rows(between(&document, "headers"));
    assert!(table.len() > 8);
    for row in &table {
        let name = coded(&row[0]).concat();
        for (answer, cell) in [&page, &asset, &machine].into_iter().zip(&row[1..]) {
            let expected = coded(cell).concat();
            let expected = (!expected.is_empty()).then_some(expected);
            assert_eq!(value(answer, &name), expected, "{name}");
        }
    }
    let framing = [
        "date",
        "content-length",
        "content-type",
        "transfer-encoding",
        "connection",
    ];
    let named: Vec<_> = table
        .iter()
        .map(|row| coded(&row[0]).concat().to_lowercase())
        .collect();
    for name in page
        .headers
        .keys()
        .chain(asset.headers.keys())
        .chain(machine.headers.keys())
    {
        let name = name.as_str();
        assert!(
            framing.contains(&name) || named.iter().any(|row| row == name),
            "{name} is not in the table"
        );
    }
}
