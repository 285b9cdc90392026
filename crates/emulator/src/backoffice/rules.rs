//! Rules of writes beside the types of their members: references exist, hosts and gateways fit.

use serde_json::Value;

use crate::api::error::{Problem, Refusal};
use crate::api::operation::Call;
use crate::secrets;
use crate::world::World;

use crate::records::Object;

/// Members that name an object, and where it is.
const REFERENCES: &[(&str, &str)] = &[
    ("IdBusiness", "/Organization/Businesses"),
    ("IdSegment", "/Organization/Segments"),
    ("IdTaxProfile", "/Organization/TaxProfiles"),
    ("IdTaxProfile1", "/Organization/TaxProfiles"),
    ("IdTaxProfile2", "/Organization/TaxProfiles"),
    ("IdAccount", "/Gateway/GatewayAccounts"),
    ("IdGatewayAccountForCard", "/Gateway/GatewayAccounts"),
    ("IdGatewayAccountForDirectDebit", "/Gateway/GatewayAccounts"),
];

/// All problems, not only the first.
pub(super) fn check(call: &Call, world: &World) -> Result<(), Refusal> {
    let mut problems: Vec<Problem> = REFERENCES
        .iter()
        .filter(|(name, path)| {
            call.number(name)
                .is_some_and(|id| world.backoffice.get(path, id).is_none())
        })
        .map(|(name, _)| Problem::unknown(name))
        .collect();
    if call
        .number("IdCustomer")
        .is_some_and(|id| world.customer_by_id(id).is_none())
    {
        problems.push(Problem::unknown("IdCustomer"));
    }
    problems.extend(taxes(call, world));
    problems.extend(shapes(call));
    problems.extend(taken(call, world));
    let shaped = |name: &str, fits: fn(&str) -> bool| call.text(name).is_some_and(|text| !fits(text));
    if shaped("HostCustomer", |host| is_host(host, ".proabono.com")) {
        problems.push(Problem::conversion("HostCustomer"));
    }
    if shaped("HostAgent", |host| is_host(host, ".via.proabono.com")) {
        problems.push(Problem::conversion("HostAgent"));
    }
    if shaped("UrlLogo", |url| url.starts_with("https://")) {
        problems.push(Problem::conversion("UrlLogo"));
    }
    problems.extend(keys(call));
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(problems))
    }
}

/// Texts that have a shape. Whether ProAbono looks at it is not documented.
fn shapes(call: &Call) -> impl Iterator<Item = Problem> + '_ {
    let texts = call.sent.iter();
    let texts = texts.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    texts.filter_map(|(name, text)| {
        let letters = |count: usize, fits: fn(&char) -> bool| {
            text.chars().count() == count && text.chars().all(|letter| fits(&letter))
        };
        let fits = match name {
            "Name" | "Label" | "Email" | "Code" if text.is_empty() => return Some(Problem::required(name)),
            "Language" | "LanguageDefault" | "LanguageForced" => letters(2, char::is_ascii_lowercase),
            "Currency" => letters(3, char::is_ascii_uppercase),
            // A sample has `us`.
            "Country" => letters(2, char::is_ascii_alphabetic),
            name if name.starts_with("Url") => text.starts_with("https://") || text.starts_with("http://"),
            _ => true,
        };
        (!fits).then(|| Problem::conversion(name))
    })
}

/// A reference is of one segment of the account, and a host of one in all.
fn taken<'a>(call: &'a Call, world: &'a World) -> impl Iterator<Item = Problem> + 'a {
    let has = |segment: &Object, name: &str| {
        let said = segment.get(name).and_then(Value::as_str);
        let other = segment.get("Id").and_then(Value::as_u64) != Some(call.id);
        other
            && said
                .zip(call.text(name))
                .is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
    };
    ["ReferenceSegment", "HostCustomer", "HostAgent"]
        .into_iter()
        .filter(move |name| {
            world
                .backoffice
                .all("/Organization/Segments")
                .any(|segment| has(segment, name))
        })
        .map(|name| Problem::conversion(name).because("Another segment has it"))
}

/// The taxes of a business are its own.
fn taxes<'a>(call: &'a Call, world: &'a World) -> impl Iterator<Item = Problem> + 'a {
    let of_another = |name: &&str| {
        let tax = call
            .number(name)
            .and_then(|id| world.backoffice.get("/Organization/TaxProfiles", id));
        let business = tax.and_then(|tax| tax.get("IdBusiness"));
        business.is_some_and(|business| business.as_u64() != Some(call.id))
    };
    ["IdTaxProfile1", "IdTaxProfile2"]
        .into_iter()
        .filter(of_another)
        .map(Problem::unknown)
}

/// One label before the domain.
fn is_host(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|label| !label.is_empty() && !label.contains('.'))
}

/// The extra resource of an account or of a permission is named after its gateway, and mandatory. The dummies have none.
fn keys(call: &Call) -> Option<Problem> {
    let gateway = call.text("TypeGateway")?;
    let other = |name: &&String| secrets::is_gateway(name) && *name != gateway;
    if let Some(name) = call.sent.keys().find(other) {
        return Some(Problem::unexpected(name));
    }
    match call.get(gateway) {
        Some(_) if gateway.contains("Dummy") => Some(Problem::unexpected(gateway)),
        Some(Value::Object(_)) => None,
        Some(_) => Some(Problem::conversion(gateway)),
        None if !gateway.contains("Dummy") => Some(Problem::required(gateway)),
        None => None,
    }
}
