//! What a write must respect beside the types of its members: what it refers to exists, hosts and gateways fit.

use serde_json::Value;

use crate::emulator::api::error::{Problem, Refusal};
use crate::emulator::api::operation::Call;
use crate::emulator::state::World;

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

/// One label before the domain.
fn is_host(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain)
        .is_some_and(|label| !label.is_empty() && !label.contains('.'))
}

/// The block with the keys is named after the gateway; the dummies have none.
fn keys(call: &Call) -> Option<Problem> {
    let gateway = call.get("TypeGateway").and_then(Value::as_str)?;
    // Permissions name a gateway too, and no keys.
    call.get("IsInRealMoney")?;
    match (gateway, call.get("CardStripe")) {
        ("CardStripe", None) => Some(Problem::required("CardStripe")),
        ("CardStripe", Some(_)) | (_, None) => None,
        (_, Some(_)) => Some(Problem::unexpected("CardStripe")),
    }
}
