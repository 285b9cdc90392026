//! The visits, the calls and the account, in words.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

use crate::identity::{Identity, User};
use crate::words::{Problem, Words};

use super::visits::Seen;

/// The most calls and pages that are shown.
pub(super) const MOST: usize = 200;

/// A request of the page, or calls that no request of it made.
pub(super) struct Entry {
    pub(super) time: String,
    pub(super) title: String,
    /// The facts that came to light, each with a label.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) calls: Vec<Call>,
}

/// A call to ProAbono.
pub(super) struct Call {
    pub(super) title: String,
    pub(super) details: String,
}

/// A page of ProAbono's that was opened, or an event.
pub(super) struct Page {
    pub(super) title: String,
    pub(super) how: String,
}

/// A customer.
pub(super) struct Account {
    pub(super) reference: String,
    pub(super) name: String,
    pub(super) open: bool,
}

/// The requests, newest first, each with its calls. The last entry has all other calls: those of the integrator's own
/// application, and of open pages that ask how the customer stands.
pub(super) fn entries(visits: &[Seen], calls: &Value, words: &Words) -> Vec<Entry> {
    let mut left: BTreeMap<u64, Call> = latest(calls)
        .filter_map(|call| Some((call["number"].as_u64()?, shown(call))))
        .collect();
    let mut entries: Vec<Entry> = visits.iter().map(|seen| entry(seen, &mut left, words)).collect();
    if !left.is_empty() {
        entries.push(Entry {
            time: String::new(),
            title: "Other calls, of your own application or of pages that stay open".to_owned(),
            facts: Vec::new(),
            calls: left.into_values().rev().collect(),
        });
    }
    entries
}

fn latest(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten().rev().take(MOST)
}

fn entry(seen: &Seen, left: &mut BTreeMap<u64, Call>, words: &Words) -> Entry {
    let numbers = seen.calls.clone();
    Entry {
        time: time(seen.at),
        title: format!("{} → {}", seen.request, seen.status),
        facts: facts(seen, words),
        calls: numbers.filter_map(|number| left.remove(&number)).collect(),
    }
}

fn time(at: u64) -> String {
    let at = i64::try_from(at)
        .ok()
        .and_then(|at| Timestamp::from_second(at).ok());
    at.map_or_else(String::new, |at| at.strftime("%H:%M:%S UTC").to_string())
}

fn facts(seen: &Seen, words: &Words) -> Vec<(&'static str, String)> {
    let findings = &seen.findings;
    let who = findings.identity.as_ref().map(|identity| match identity {
        Identity::User(user) => person(user),
        Identity::Refused(_) => format!("refused, by {}", findings.provider.unwrap_or_default()),
        Identity::Nothing => "nobody".to_owned(),
    });
    let customer = findings.customer.as_ref();
    let customer = customer.map(|one| format!("{} in the segment {}", one.reference, one.segment));
    [
        ("Signed in", who),
        ("Customer", customer),
        ("Opened", findings.opened.map(str::to_owned)),
        ("Link refused", findings.refused_link.map(|why| why.to_string())),
        (
            "Problem",
            findings.problem.as_ref().map(|found| problem(found, words)),
        ),
    ]
    .into_iter()
    .filter_map(|(label, text)| Some((label, text?)))
    .collect()
}

/// The user, as the provider says.
fn person(user: &User) -> String {
    let details = [user.known_name(), user.known_email(), user.known_language()];
    let details = details.into_iter().flatten().map(str::to_owned);
    let claims = user.known_claims().map(|(name, value)| format!("{name}={value}"));
    let details: Vec<String> = details.chain(claims).collect();
    let provider = user.known_provider().unwrap_or_default();
    if details.is_empty() {
        return format!("{}, by {provider}", user.id());
    }
    format!("{} ({}), by {provider}", user.id(), details.join(", "))
}

/// The title of the page that the visitor saw, and the cause that the log has.
fn problem((problem, cause): &(Problem, Option<String>), words: &Words) -> String {
    let title = words.problem(*problem).0.as_str();
    match cause {
        Some(cause) => format!("{title}: {cause}"),
        None => title.to_string(),
    }
}

fn shown(call: &Value) -> Call {
    let status = call["status"].as_u64();
    let status = status.map_or_else(|| "no answer yet".to_owned(), |status| status.to_string());
    let text = |name: &str| call[name].as_str().unwrap_or_default();
    let parts = [
        ("query", &call["query"]),
        ("body", &call["body"]),
        ("answer", &call["answer"]),
    ];
    let filled = parts.into_iter().filter(|(_, part)| !is_empty(part));
    let details: Vec<String> = filled.map(|(name, part)| format!("{name}: {part:#}")).collect();
    Call {
        title: format!("{} {} → {status}", text("method"), text("path")),
        details: details.join("\n"),
    }
}

fn is_empty(part: &Value) -> bool {
    part.is_null() || part.as_object().is_some_and(serde_json::Map::is_empty)
}

/// The pages that were really opened, newest first, as the emulator recorded them.
pub(super) fn opened(openings: &Value) -> Vec<Page> {
    latest(openings).map(page).collect()
}

fn page(opening: &Value) -> Page {
    let text = |name: &str| opening[name].as_str();
    let number = |name: &str| opening[name].as_u64().map(|number| number.to_string());
    let about = text("offer").map(str::to_owned);
    let about = about
        .or_else(|| number("subscription"))
        .or_else(|| number("invoice"));
    let about = about.or_else(|| text("reason").map(str::to_owned));
    let title = text("page").unwrap_or_default();
    Page {
        title: about.map_or_else(|| title.to_owned(), |about| format!("{title} {about}")),
        how: format!(
            "{}, by {}",
            text("customer_ref").unwrap_or("nobody"),
            text("by").unwrap_or_default()
        ),
    }
}

/// The events of the account, newest first, and what became of each at the webhooks.
pub(super) fn events(events: &Value) -> Vec<Page> {
    latest(events).map(event).collect()
}

fn event(event: &Value) -> Page {
    let text = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
    let mut how = vec![text("ReferenceCustomer"), text("DateTrigger")];
    how.extend(event["deliveries"].as_array().into_iter().flatten().map(delivery));
    Page {
        title: text("TypeTrigger"),
        how: how.join(", "),
    }
}

fn delivery(delivery: &Value) -> String {
    let count = delivery["CountSendings"].as_u64().unwrap_or_default();
    match (count, delivery["StatusLatestSending"].as_u64()) {
        (0, _) => "not sent".to_owned(),
        (_, Some(status)) => format!("answered with {status}"),
        (_, None) => "sent, and not answered".to_owned(),
    }
}

/// The customers, newest first.
pub(super) fn accounts(state: &Value) -> Vec<Account> {
    latest(&state["customers"]).map(account).collect()
}

fn account(customer: &Value) -> Account {
    let text = |name: &str| customer[name].as_str().unwrap_or_default().to_owned();
    Account {
        reference: text("ReferenceCustomer"),
        name: text("Name"),
        open: customer["Status"] != "Suspended",
    }
}
