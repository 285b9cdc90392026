use ipnet::{IpNet, Ipv4Net};

use crate::identity::TrustedProxy;

use super::key::Key;
use super::proxy::{self, header_name};
use super::source::Source;

/// Who is asking: the providers that are configured.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct IdentityConfig {
    /// A reverse proxy that names the user in a header.
    pub proxy: Option<TrustedProxy>,
}

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "identity.proxy.header",
        "PORTAL_IDENTITY__PROXY__HEADER",
        "The header in which the reverse proxy names the user who is signed in, by a stable id.",
    )
    .example("X-Remote-User"),
    Key::new(
        "identity.proxy.name_header",
        "PORTAL_IDENTITY__PROXY__NAME_HEADER",
        "The header with the user's display name (UTF-8).",
    )
    .example("X-Remote-Name"),
    Key::new(
        "identity.proxy.email_header",
        "PORTAL_IDENTITY__PROXY__EMAIL_HEADER",
        "The header with the user's e-mail address, used once, when the customer is created.",
    )
    .example("X-Remote-Email"),
    Key::new(
        "identity.proxy.language_header",
        "PORTAL_IDENTITY__PROXY__LANGUAGE_HEADER",
        "The header with the user's language, such as `fr` or `en-GB`.",
    )
    .example("X-Remote-Language"),
    Key::new(
        "identity.proxy.claims",
        "PORTAL_IDENTITY__PROXY__CLAIMS",
        "Further values of the user, each as the name of a claim and the header that carries it. customers.reference \
         and customers.segment can use them.",
    )
    .example("org=X-Remote-Org, plan_segment=X-Remote-Segment"),
    Key::new(
        "identity.proxy.secret_header",
        "PORTAL_IDENTITY__PROXY__SECRET_HEADER",
        "The header in which the proxy shows the secret of identity.proxy.secret.",
    )
    .example("X-Portal-Secret"),
    Key::new(
        "identity.proxy.secret",
        "PORTAL_IDENTITY__PROXY__SECRET",
        "A secret of at least 32 characters that the proxy must show beside the user. Recommended: without it, every \
         program that can connect from the proxy's address can be any user.",
    )
    .example("openssl-rand-hex-32")
    .secret(),
    Key::new(
        "identity.proxy.secret_previous",
        "PORTAL_IDENTITY__PROXY__SECRET_PREVIOUS",
        "A second secret that is taken as well, while the secret is being changed.",
    )
    .example("the-proxy-secret-before")
    .secret(),
    Key::new(
        "identity.proxy.from",
        "PORTAL_IDENTITY__PROXY__FROM",
        "The addresses of the reverse proxy, as networks. Only a TCP peer in this list is believed. Needed with \
         identity.proxy.header.",
    )
    .example("127.0.0.0/8"),
];

/// What a server of its own is told that could know nobody.
const NO_WAY: &str = "nothing says who is asking: no way to sign in is on, so the page could be shown to nobody. Choose one: \
                      PORTAL_IDENTITY__HANDOFF__ISSUER when your application makes a token for its user, \
                      PORTAL_IDENTITY__OIDC__ISSUER for an OpenID provider, or PORTAL_IDENTITY__PROXY__HEADER and \
                      PORTAL_IDENTITY__PROXY__FROM for a reverse proxy that names the user; docs/sign-in/README.md \
                      compares them";

pub(super) fn read(source: &mut Source) -> Option<IdentityConfig> {
    let [
        header_key,
        name_key,
        email_key,
        language_key,
        claims_key,
        proof_keys @ ..,
        from_key,
    ] = KEYS
    else {
        return None;
    };
    let header = source.parse(header_key, header_name);
    let name_header = source.parse(name_key, header_name);
    let email_header = source.parse(email_key, header_name);
    let language_header = source.parse(language_key, header_name);
    let claims = source.list(claims_key, proxy::claim);
    let secret = proxy::secret(source, proof_keys);
    let from = source.list(from_key, network);
    let said = |source: &Source, key: &Key| source.raw(key).is_some();
    if !said(source, header_key) {
        if source.needs_identity() && !super::sign_in::said(source) {
            source.problem("identity", NO_WAY);
            return Some(IdentityConfig::default());
        }
        let others = KEYS.iter().skip(1);
        if others.into_iter().any(|key| said(source, key)) {
            source.problem_with(
                header_key,
                "it is not set, though other settings of identity.proxy are; name the header",
            );
        }
        return Some(IdentityConfig::default());
    }
    if !said(source, from_key) {
        source.problem_with(
            from_key,
            "it is not set. Without the addresses of the proxy anybody could send the header; for a proxy on the same \
             machine write 127.0.0.0/8",
        );
    } else if from.is_empty() && !source.complains_of(from_key) {
        source.problem_with(
            from_key,
            "the list is empty, so nobody could be believed; for a proxy on the same machine write 127.0.0.0/8",
        );
    }
    let mut trusted = TrustedProxy::new(header?, from);
    trusted.name_header = name_header;
    trusted.email_header = email_header;
    trusted.language_header = language_header;
    trusted.claims = claims;
    trusted.secret = secret;
    proxy::recommend_secret(source, &trusted);
    proxy::check_names(source, &trusted, claims_key);
    Some(IdentityConfig { proxy: Some(trusted) })
}

fn network(text: &str) -> Result<IpNet, String> {
    let net: Option<IpNet> = text.parse().ok();
    let single = || text.parse::<std::net::IpAddr>().ok().map(IpNet::from);
    let net = net
        .or_else(single)
        .ok_or_else(|| "write networks such as 127.0.0.0/8 or 10.0.0.7".to_owned())?;
    let net = unmapped(net);
    let widest = if matches!(net, IpNet::V4(_)) { 8 } else { 7 };
    if net.prefix_len() < widest {
        return Err(
            "this is a large part of all addresses, so strangers could be any user; list the proxy's own"
                .to_owned(),
        );
    }
    Ok(net)
}

/// A peer is compared by its IPv4 address even where the system shows it as IPv6, so its network must be, too.
fn unmapped(net: IpNet) -> IpNet {
    match net {
        IpNet::V6(v6) if v6.prefix_len() >= 96 => {
            let v4 = v6
                .addr()
                .to_ipv4_mapped()
                .and_then(|ip| Ipv4Net::new(ip, v6.prefix_len() - 96).ok());
            v4.map_or(net, IpNet::V4)
        }
        _ => net,
    }
}
