use std::collections::BTreeSet;

use actix_web::http::header::HeaderName;
use ipnet::IpNet;

use crate::identity::user::claim_name;
use crate::settings::values::{self, is_random};
use crate::settings::{Key, Source, Switched, settings};

use super::secret::SecretDigest;

settings! {
    /// A reverse proxy that names the signed-in user in a header.
    pub struct ProxyConfig in "identity.proxy." {
        /// The header in which the reverse proxy names the user who is signed in, by a stable id.
        header: HeaderName = header_name, example("X-Remote-User");

        /// The header with the user's display name (UTF-8).
        name_header: Option<HeaderName> = header_name, example("X-Remote-Name");

        /// The header with the user's e-mail address, used once, when the customer is created.
        email_header: Option<HeaderName> = header_name, example("X-Remote-Email");

        /// The header with the user's language, such as `fr` or `en-GB`.
        language_header: Option<HeaderName> = header_name, example("X-Remote-Language");

        /// Further values of the user, each as the name of a claim and the header that carries it. customers.reference and
        /// customers.segment can use them.
        claims: Vec<(String, HeaderName)> = claim, example("org=X-Remote-Org, plan_segment=X-Remote-Segment");

        /// The header in which the proxy shows the secret of identity.proxy.secret.
        secret_header: Option<HeaderName> = header_name, example("X-Portal-Secret");

        /// A secret of at least 32 characters that the proxy must show beside the user. Recommended: without it, every
        /// program that can connect from the proxy's address can be any user.
        secret: Option<SecretDigest> = secret_text, example("openssl-rand-hex-32"), secret();

        /// The secret before the last change, taken too while the proxy changes over. Its former name, `secret_previous`, is
        /// taken as well.
        previous_secret: Option<SecretDigest> = secret_text, example("the-proxy-secret-before"), secret(),
            formerly("identity.proxy.secret_previous");

        /// The addresses of the reverse proxy, as networks. Only a TCP peer in this list is believed. Needed with
        /// identity.proxy.header.
        from: Vec<IpNet> = network, example("127.0.0.0/8");
    }
    checks {
        somebody_is_believed(from),
        the_secret_is_whole(secret),
        the_secret_has_its_own_header(),
        no_claim_comes_twice(claims),
    }
}

settings! {
    /// The providers of identity that need no sign-in here.
    pub struct IdentityConfig in "identity." {}
    parts {
        /// A reverse proxy that names the user in a header.
        proxy: Option<ProxyConfig>,
    }
}

impl Switched for ProxyConfig {
    const SWITCH: Key = Self::header;
    const REMEDY: &str = "; name the header";
}

/// A header that nothing else uses.
fn header_name(text: &str) -> Result<HeaderName, &'static str> {
    let name = HeaderName::try_from(text).map_err(|_| "it is not the name of a header")?;
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
        return Err("this header has another meaning; let the proxy use one of its own");
    }
    Ok(name)
}

/// A claim and its header, e.g. `org=X-Remote-Org`.
fn claim(text: &str) -> Result<(String, HeaderName), &'static str> {
    let (name, header) = text
        .rsplit_once('=')
        .ok_or("write the claim and its header, such as org=X-Remote-Org")?;
    if !claim_name(name.trim()) {
        return Err("the name of a claim has no spaces, commas or braces");
    }
    Ok((name.trim().to_owned(), header_name(header.trim())?))
}

const SHORTEST_SECRET: usize = 32;

/// A header has to carry it unchanged, and nobody may guess it.
fn secret_text(text: &str) -> Result<SecretDigest, String> {
    if text.len() < SHORTEST_SECRET {
        return Err(format!(
            "it is shorter than {SHORTEST_SECRET} characters; make one with: openssl rand -hex 32"
        ));
    }
    if !is_random(text, SHORTEST_SECRET) {
        return Err("it has few different characters; make one with: openssl rand -hex 32".to_owned());
    }
    if !text.chars().all(|c| c.is_ascii_graphic()) {
        return Err(
            "it has a space or a character outside ASCII, which a header may not carry unchanged".to_owned(),
        );
    }
    Ok(SecretDigest::of(text))
}

fn network(text: &str) -> Result<IpNet, &'static str> {
    let too_wide =
        "this is a large part of all addresses, so strangers could be any user; list the proxy's own";
    values::network(text, too_wide)
}

fn somebody_is_believed(source: &mut Source, from: Option<&Vec<IpNet>>) {
    let key = ProxyConfig::from;
    if !source.says(&key) {
        source.problem_with(
            &key,
            "it is not set. Without the addresses of the proxy anybody could send the header; for a proxy on the same \
             machine write 127.0.0.0/8",
        );
    } else if from.is_some_and(Vec::is_empty) {
        source.problem_with(
            &key,
            "the list is empty, so nobody could be believed; for a proxy on the same machine write 127.0.0.0/8",
        );
    }
}

/// The secret, the one before it and their header: all of it or nothing.
fn the_secret_is_whole(source: &mut Source, secret: Option<&Option<SecretDigest>>) {
    let (header, now, previous) = (
        ProxyConfig::secret_header,
        ProxyConfig::secret,
        ProxyConfig::previous_secret,
    );
    if ![&header, &now, &previous].into_iter().any(|key| source.says(key)) {
        // The address is then all that tells the proxy from another program on its machine or behind its gateway.
        source.warn(
            "identity.proxy has no secret: every program that can connect from an address in identity.proxy.from can be any \
             user. Set PORTAL_IDENTITY__PROXY__SECRET_HEADER and PORTAL_IDENTITY__PROXY__SECRET (openssl rand -hex 32), and \
             let the proxy show it"
                .to_owned(),
        );
        return;
    }
    if !source.says(&now) {
        source.problem_with(
            &now,
            "it is not set, though other settings of the proxy's secret are",
        );
    }
    if !source.says(&header) {
        let what = "it is not set; name the header in which the proxy shows its secret";
        source.problem_with(&header, what);
    }
    if secret.is_some_and(Option::is_some) && source.said(&now) == source.said(&previous) {
        source.problem_with(&previous, "it is the same as the secret; leave it out");
    }
}

fn the_secret_has_its_own_header(source: &mut Source) {
    let names = [
        ProxyConfig::header,
        ProxyConfig::name_header,
        ProxyConfig::email_header,
        ProxyConfig::language_header,
    ];
    let names = names.iter().flat_map(|key| source.understood(key, header_name));
    let claims = source.understood(&ProxyConfig::claims, claim);
    let claims = claims.into_iter().map(|(_, header)| header);
    let others: Vec<HeaderName> = names.chain(claims).collect();
    let key = ProxyConfig::secret_header;
    let own = source.understood(&key, header_name);
    if own.iter().any(|header| others.contains(header)) {
        let what = "the header of the secret carries something else too; give it one of its own";
        source.problem_with(&key, what);
    }
}

fn no_claim_comes_twice(source: &mut Source, claims: Option<&Vec<(String, HeaderName)>>) {
    let Some(claims) = claims else { return };
    let names: BTreeSet<&str> = claims.iter().map(|(name, _)| name.as_str()).collect();
    if names.len() < claims.len() {
        source.problem_with(&ProxyConfig::claims, "a claim is named twice");
    }
}
