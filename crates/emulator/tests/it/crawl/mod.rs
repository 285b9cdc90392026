//! No answer of the emulator holds a link that it refuses: all links of all answers are followed, and those of what they lead to.

mod references;

use std::collections::{HashMap, VecDeque};

use proabono_emulator::{BackofficeHosts, LinkGeneration, Options};
use reqwest::Method;
use serde_json::{Value, json};

use super::schemas::{self, name};
use super::{Running, backoffice, start_with};
use crate::support::trials::{record, trials};

/// Pages of the same kind that are visited, in the plain run and in the long one: every visit issues new links, so there is
/// no end to them.
const MOST: (usize, usize) = (6, 40);

/// A link: how it is followed, and where it was found.
struct Link {
    method: Method,
    url: String,
    found: String,
}

struct Crawler {
    running: Running,
    waiting: VecDeque<Link>,
    visits: HashMap<String, usize>,
    most: usize,
    refused: Vec<String>,
}

/// Without the tokens and numbers in it.
fn kind(link: &Link) -> String {
    let path = link.url.split('?').next().unwrap_or_default();
    let parts = path.split('/').map(|part| match part {
        _ if part.len() > 60 => "TOKEN",
        _ if part.parse::<u64>().is_ok() => "ID",
        part => part,
    });
    let names = link.url.split(['?', '&']).skip(1);
    let names = names.filter_map(|pair| pair.split('=').next());
    format!(
        "{} {} {}",
        link.method,
        parts.collect::<Vec<_>>().join("/"),
        names.collect::<Vec<_>>().join(" ")
    )
}

impl Crawler {
    fn find(&mut self, method: Method, url: String, found: &str) {
        let link = Link {
            method,
            url,
            found: found.to_owned(),
        };
        let visits = self.visits.entry(kind(&link)).or_default();
        *visits += 1;
        if *visits <= self.most {
            self.waiting.push_back(link);
        }
    }

    /// Keeps links to the emulator only: a link to ProAbono's dashboard leads elsewhere.
    fn find_at(&mut self, method: Method, base: &str, target: &str) {
        let url = url::Url::parse(base).unwrap().join(target).unwrap();
        let port = url::Url::parse(&self.running.origin).unwrap().port();
        let here = matches!(url.host_str(), Some("127.0.0.1" | "localhost"));
        if here && url.port() == port {
            self.find(method, url.to_string(), base);
        }
    }

    fn find_in_json(&mut self, base: &str, value: &Value, customer: &str) {
        match value {
            Value::Object(members) => {
                let customer = members
                    .get("ReferenceCustomer")
                    .and_then(Value::as_str)
                    .unwrap_or(customer);
                let rel = members.get("rel").and_then(Value::as_str).unwrap_or_default();
                if let Some(href) = members.get("href").and_then(Value::as_str) {
                    // A quote is asked for with POST.
                    let quote = rel == "related-quote";
                    self.find_at(if quote { Method::POST } else { Method::GET }, base, href);
                }
                if let Some(query) = members
                    .get("query")
                    .and_then(Value::as_str)
                    .filter(|_| !rel.is_empty())
                {
                    let who = if customer.is_empty() {
                        String::new()
                    } else {
                        format!("&customer_ref={}", encoded(customer))
                    };
                    let open = format!("/portal-open?business_id=1&segment_ref=acme-eur{who}&query={query}");
                    self.find_at(Method::GET, base, &open);
                }
                for member in members.values() {
                    self.find_in_json(base, member, customer);
                }
            }
            Value::Array(items) => items
                .iter()
                .for_each(|item| self.find_in_json(base, item, customer)),
            _ => {}
        }
    }

    fn find_in_page(&mut self, base: &str, html: &str) {
        for attribute in ["href=\"", "src=\"", "action=\""] {
            for (at, _) in html.match_indices(attribute) {
                let target = html[at + attribute.len()..].split('"').next().unwrap_or_default();
                let target = target.replace("&amp;", "&").replace("&#38;", "&");
                if !target.is_empty() && !target.starts_with('#') {
                    self.find_at(Method::GET, base, &target);
                }
            }
        }
    }

    async fn follow(&mut self, link: Link) {
        let api = link.url.contains("/v1/")
            || link
                .url
                .split('/')
                .nth(3)
                .is_some_and(|area| area.starts_with(char::is_uppercase) && area != "Get");
        let request = self.running.client.request(link.method.clone(), &link.url);
        let request = if api {
            request.basic_auth("agent-demo", Some("api-demo"))
        } else {
            request
        };
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let location = response
            .headers()
            .get("Location")
            .map(|to| to.to_str().unwrap().to_owned());
        let text = response.text().await.unwrap_or_default();
        if let Some(location) = location {
            self.find_at(Method::GET, &link.url, &location);
        }
        if status >= 400 {
            let first: String = text.chars().take(160).collect();
            self.refused.push(format!(
                "{status} {} {} in {}: {first}",
                link.method, link.url, link.found
            ));
        } else if let Ok(answer) = serde_json::from_str(&text) {
            self.find_in_json(&link.url, &answer, "");
        } else {
            self.find_in_page(&link.url, &text);
        }
    }
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Follows the links that these reads lead to: how many, and of how many kinds.
async fn crawl(running: Running, reads: Vec<String>, most: usize) -> (usize, usize) {
    let mut crawler = Crawler {
        running,
        waiting: VecDeque::new(),
        visits: HashMap::new(),
        most,
        refused: Vec::new(),
    };
    for url in reads {
        crawler.find(Method::GET, url, "the list of operations");
    }
    let mut followed = 0;
    while let Some(link) = crawler.waiting.pop_front() {
        crawler.follow(link).await;
        followed += 1;
    }
    assert!(crawler.refused.is_empty(), "{:#?}", crawler.refused);
    (followed, crawler.visits.len())
}

/// Reads of both APIs: every operation of the contracts that reads, about what the sample account has.
fn reads(running: &Running) -> Vec<String> {
    let live = schemas::contract();
    let back = backoffice::contract::contract();
    let segment = running.origin.replace("127.0.0.1", "localhost");
    let mut found = Vec::new();
    for operation in live["operations"].as_array().unwrap() {
        let route = name(operation);
        let Some(path) = route.strip_prefix("GET ") else {
            continue;
        };
        let query = match path {
            "/v1/Invoice" => "FullNumber=A-17.00000001",
            "/v1/Feature" => "ReferenceFeature=feat-users",
            "/v1/Offer" => "ReferenceOffer=offer-pro",
            "/v1/Usage" => "ReferenceCustomer=cust-alice&ReferenceFeature=feat-users",
            "/v1/Customer"
            | "/v1/CustomerAddressBilling"
            | "/v1/CustomerSettingsPayment"
            | "/v1/Subscription" => "ReferenceCustomer=cust-alice",
            _ if path.contains('{') => continue,
            _ => "SizePage=4",
        };
        found.push(format!("{}{path}?{query}", running.origin));
    }
    for (path, who) in [
        ("/v1/Customer", "cust-dmitri"),
        ("/v1/Customer", "cust-bruno"),
        ("/v1/Offer", "cust-bruno&ReferenceOffer=offer-pro"),
        ("/v1/Offers", "cust-alice&Upgrade=true"),
        ("/v1/Invoices", "cust-chloe"),
    ] {
        found.push(format!("{}{path}?ReferenceCustomer={who}", running.origin));
    }
    for operation in backoffice::contract::operations(&back) {
        let route = name(operation);
        let Some(path) = route
            .strip_prefix("GET ")
            .filter(|path| !path.contains('{') && !path.ends_with("/Sample"))
        else {
            continue;
        };
        let origin = match backoffice::contract::host(operation) {
            backoffice::Host::Account => &running.origin,
            backoffice::Host::Segment => &segment,
        };
        found.push(format!("{origin}{path}?SizePage=3"));
    }
    found.extend(["/", "/mails"].map(|page| format!("{}{page}", running.origin)));
    found
}

/// Makes further objects and states, so that there are more kinds of links.
async fn live_a_little(running: &Running) {
    let draft = json!({ "ReferenceCustomer": "cust-bruno", "ReferenceOffer": "offer-pro" });
    running.done("/v1/Subscription", &draft).await;
    let delayed = json!({ "ReferenceCustomer": "cust-bruno", "ReferenceOffer": "offer-free",
        "DateStart": "9999-12-31T23:59:59.9999999Z" });
    running.done("/v1/Subscription?TryStart=true", &delayed).await;
    let agent = json!({ "Email": "kim@acme.example" });
    running.done("/Organization/Agents", &agent).await;
    let (_, one) = running.ask("/v1/Subscription?ReferenceCustomer=cust-alice").await;
    running
        .order(&format!("/v1/Subscription/{}/Termination", one["Id"]))
        .await;
    let (_, one) = running.ask("/v1/Subscription?ReferenceCustomer=cust-chloe").await;
    running
        .order(&format!("/v1/Subscription/{}/Suspension", one["Id"]))
        .await;
}

#[tokio::test]
async fn every_link_of_every_answer_leads_somewhere() {
    let most = trials("links of each kind that are followed", MOST.0, MOST.1);
    for links in [LinkGeneration::Hosted, LinkGeneration::InSite] {
        for backoffice_hosts in [BackofficeHosts::Two, BackofficeHosts::One] {
            let running = start_with(Options {
                links,
                backoffice_hosts,
                ..Options::default()
            });
            live_a_little(&running).await;
            let reads = reads(&running);
            let (followed, kinds) = crawl(running, reads, most).await;
            assert!(followed > 200, "{followed}");
            let name = format!("links, {links:?}, {backoffice_hosts:?}");
            record(&name, &format!("{followed} followed, of {kinds} kinds"));
        }
    }
}
