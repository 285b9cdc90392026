//! The rules that take the settings of several parts.

use crate::customers::CustomersConfig;
use crate::identity::{HandoffConfig, IdentityConfig, OidcConfig, ProxyConfig};
use crate::sessions::SessionsConfig;
use crate::settings::{Section as _, Source};
use crate::sign_in::SignInConfig;
use crate::visit::PageConfig;

use super::server::{OperationsConfig, ServerConfig};

/// A stand-alone server without a provider of identity could show the page to nobody.
pub(super) fn somebody_can_be_known(source: &mut Source) {
    const NO_WAY: &str = "nothing says who is asking: no way to sign in is on, so the page could be shown to nobody. Choose \
                          one: PORTAL_IDENTITY__HANDOFF__ISSUER when your application makes a token for its user, \
                          PORTAL_IDENTITY__OIDC__ISSUER for an OpenID provider, or PORTAL_IDENTITY__PROXY__HEADER and \
                          PORTAL_IDENTITY__PROXY__FROM for a reverse proxy that names the user; docs/sign-in/README.md \
                          compares them";
    let ways = [ProxyConfig::keys(), OidcConfig::keys(), HandoffConfig::keys()].concat();
    if source.needs_identity() && !ways.into_iter().any(|key| source.says(key)) {
        source.problem("identity", NO_WAY);
    }
}

/// One address cannot be listened on twice.
pub(super) fn listeners_are_apart(
    source: &mut Source,
    server: Option<&ServerConfig>,
    operations: Option<&OperationsConfig>,
) {
    let Some((server, operations)) = server.zip(operations) else {
        return;
    };
    if server.listen == operations.listen && server.listen.port() != 0 {
        let what = "it is the address of server.listen too; choose another port";
        source.problem(OperationsConfig::listen.env, what);
    }
}

/// A user of the proxy without a claim that a template needs is refused, so a claim that never comes is a mistake.
pub(super) fn the_proxy_has_the_claims(
    source: &mut Source,
    identity: Option<&IdentityConfig>,
    customers: Option<&CustomersConfig>,
) {
    let proxy = identity.and_then(|identity| identity.proxy.as_ref());
    let Some((proxy, customers)) = proxy.zip(customers) else {
        return;
    };
    for claim in customers.claims() {
        if !proxy.claims.iter().any(|(name, _)| name == claim) {
            source.warn(format!(
                "customers.reference or customers.segment needs the claim {claim}, and identity.proxy.claims does not name \
                 a header for it: users of the proxy are refused"
            ));
        }
    }
}

/// Several providers are a choice, or one of them is a leftover: then whoever can speak for it can be any user.
pub(super) fn providers_are_not_confused(
    source: &mut Source,
    identity: Option<&IdentityConfig>,
    sign_in: Option<&SignInConfig>,
    customers: Option<&CustomersConfig>,
) {
    let (Some(identity), Some((sign_in, customers))) = (identity, sign_in.zip(customers)) else {
        return;
    };
    let providers = [
        ("identity.proxy", identity.proxy.is_some()),
        ("identity.oidc", sign_in.oidc.is_some()),
        ("identity.handoff", sign_in.handoff.is_some()),
    ];
    let on = providers.iter().filter(|(_, on)| *on).map(|(name, _)| *name);
    let on: Vec<_> = on.collect();
    if sign_in.confuses(on.len(), &customers.reference) {
        source.problem(
            SignInConfig::shared_ids.env,
            format!(
                "several providers of identity are on: {}. First remove every setting of the one that you do not use: \
                 whoever can speak for it can be any user. If you use them all, and an id means the same user whichever it \
                 comes from, set this to true; if not, write {{provider}} into customers.reference, or the user 42 of one \
                 would see the invoices of the user 42 of another",
                on.join(", ")
            ),
        );
    }
}

/// An e-mail address tells users apart badly.
pub(super) fn ids_are_no_addresses(
    source: &mut Source,
    sign_in: Option<&SignInConfig>,
    customers: Option<&CustomersConfig>,
) {
    let Some((sign_in, customers)) = sign_in.zip(customers) else {
        return;
    };
    let oidc = sign_in.oidc.as_ref();
    let by_address = oidc.is_some_and(|oidc| oidc.id_claim == oidc.email_claim);
    if sign_in.is_on() && (by_address || customers.claims().contains("email")) {
        source.warn(
            "users are told apart by an e-mail address: addresses change hands, and whoever has one later is that customer"
                .to_owned(),
        );
    }
}

/// When users sign in here, some settings of other parts must be there.
pub(super) fn signing_in_is_possible(
    source: &mut Source,
    server: Option<&ServerConfig>,
    page: Option<&PageConfig>,
) {
    let at_provider = source.says(&OidcConfig::issuer);
    if !at_provider && !source.says(&HandoffConfig::issuer) {
        return;
    }
    if !source.says(&SessionsConfig::key) {
        source.problem_with(
            &SessionsConfig::key,
            "it is not set, and users sign in here; openssl rand -hex 64 makes one",
        );
    }
    let public_url = server.map(|server| server.public_url.as_ref());
    match public_url {
        Some(None) => source.problem(
            ServerConfig::public_url.env,
            "it is not set, and users sign in here: write the address of the page in the visitor's browser",
        ),
        Some(Some(url)) if !url.is_safe() => source.problem(
            ServerConfig::public_url.env,
            "users sign in here, so the page must be reached over https (http is taken on a loopback address only)",
        ),
        _ => {}
    }
    if !at_provider && page.is_some_and(|page| page.sign_in_url.is_none()) {
        source.problem(
            PageConfig::sign_in_url.env,
            "it is not set, and users are handed over by the application: write where in the application a visitor signs \
             in who comes here unknown",
        );
    }
}
