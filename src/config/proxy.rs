//! What a trusted proxy says beside the usual headers: claims, and a secret of its own.

use actix_web::http::header::HeaderName;

use crate::customers::{CustomersConfig, claim_name};
use crate::identity::{ProxySecret, TrustedProxy};

use super::key::Key;
use super::source::Source;

const SHORTEST_SECRET: usize = 32;

/// A header that nothing else uses.
pub(super) fn header_name(text: &str) -> Result<HeaderName, String> {
    let name = HeaderName::try_from(text).map_err(|_| "it is not the name of a header".to_owned())?;
    let taken = [
        "host",
        "cookie",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "transfer-encoding",
        "origin",
        "referer",
        "user-agent",
        "forwarded",
        "x-real-ip",
    ];
    if taken.contains(&name.as_str()) || name.as_str().starts_with("x-forwarded-for") {
        return Err("this header has another meaning; let the proxy use one of its own".to_owned());
    }
    Ok(name)
}

/// A claim and its header, e.g. `org=X-Remote-Org`.
pub(super) fn claim(text: &str) -> Result<(String, HeaderName), String> {
    let (name, header) = text
        .rsplit_once('=')
        .ok_or_else(|| "write the claim and its header, such as org=X-Remote-Org".to_owned())?;
    if !claim_name(name.trim()) {
        return Err("the name of a claim has no spaces, commas or braces".to_owned());
    }
    Ok((name.trim().to_owned(), header_name(header.trim())?))
}

/// The secret, the one before it, and their header: all of it or nothing.
pub(super) fn secret(source: &mut Source, keys: &[Key]) -> Option<ProxySecret> {
    let [header_key, now_key, previous_key] = keys else {
        return None;
    };
    let header = source.parse(header_key, header_name);
    let now = source.parse(now_key, secret_text);
    let previous = source.parse(previous_key, secret_text);
    let said = |source: &Source, key: &Key| source.raw(key).is_some();
    let any = keys.iter().any(|key| said(source, key));
    if any && !said(source, now_key) {
        source.problem_with(
            now_key,
            "it is not set, though other settings of the proxy's secret are",
        );
    }
    if any && !said(source, header_key) {
        source.problem_with(
            header_key,
            "it is not set; name the header in which the proxy shows its secret",
        );
    }
    if now.is_some() && now == previous {
        source.problem_with(previous_key, "it is the same as the secret; leave it out");
    }
    Some(ProxySecret::new(header?, std::iter::once(now?).chain(previous)))
}

/// Without a secret, the address is all that tells the proxy from another program on its machine or behind its gateway.
pub(super) fn recommend_secret(source: &mut Source, proxy: &TrustedProxy) {
    if proxy.secret.is_none() {
        source.warn(
            "identity.proxy has no secret: every program that can connect from an address in identity.proxy.from can be any \
             user. Set PORTAL_IDENTITY__PROXY__SECRET_HEADER and PORTAL_IDENTITY__PROXY__SECRET (openssl rand -hex 32), and \
             let the proxy show it"
                .to_owned(),
        );
    }
}

/// What a header can carry unchanged, and nobody guesses.
fn secret_text(text: &str) -> Result<String, String> {
    if text.len() < SHORTEST_SECRET {
        return Err(format!(
            "it is shorter than {SHORTEST_SECRET} characters; make one with: openssl rand -hex 32"
        ));
    }
    if text.chars().all(|c| c.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err("it has a space or a character outside ASCII, which a header may not carry unchanged".to_owned())
    }
}

/// A header means one thing, and a claim comes from one header.
pub(super) fn check_names(source: &mut Source, proxy: &TrustedProxy, claims_key: &Key) {
    let details = [&proxy.name_header, &proxy.email_header, &proxy.language_header];
    let mut others = std::iter::once(&proxy.header).chain(details.into_iter().flatten());
    if let Some(secret) = &proxy.secret
        && (others.any(|name| name == secret.header())
            || proxy.claims.iter().any(|(_, name)| name == secret.header()))
    {
        let what = "the header of the secret carries something else too; give it one of its own";
        source.problem("PORTAL_IDENTITY__PROXY__SECRET_HEADER", what);
    }
    let mut names: Vec<_> = proxy.claims.iter().map(|(name, _)| name).collect();
    names.sort();
    let count = names.len();
    names.dedup();
    if names.len() < count {
        source.problem_with(claims_key, "a claim is named twice");
    }
}

/// A user of the proxy without a claim that a template needs is refused, so a claim that never comes is a mistake.
pub(super) fn check_claims(source: &mut Source, proxy: &TrustedProxy, customers: &CustomersConfig) {
    for claim in customers.claims() {
        if !proxy.claims.iter().any(|(name, _)| name == claim) {
            source.warn(format!(
                "customers.reference or customers.segment needs the claim {claim}, and identity.proxy.claims does not name \
                 a header for it: users of the proxy are refused"
            ));
        }
    }
}
