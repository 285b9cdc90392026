use crate::customers::CustomersConfig;
use crate::sign_in::SignInConfig;
use crate::visit::PageConfig;

use super::handoff;
use super::key::Key;
use super::oidc;
use super::server::ServerConfig;
use super::sessions;
use super::source::Source;
use super::values::boolean;

pub(super) static KEYS: &[Key] = &[Key::new(
    "identity.shared_ids",
    "PORTAL_IDENTITY__SHARED_IDS",
    "Says that an id means the same user whichever provider it comes from. Asked for when several are on and \
     customers.reference has no `{provider}`: were it not so, the user 42 of one would see the invoices of the user 42 of \
     another.",
)
.default("false")];

pub(super) fn read(source: &mut Source) -> Option<SignInConfig> {
    let oidc = oidc::read(source);
    let handoff = handoff::read(source);
    let sessions = sessions::read(source);
    let shared_ids = KEYS.first().and_then(|key| source.parse(key, boolean));
    Some(SignInConfig {
        // What is wrong with either is in the report already.
        oidc,
        handoff,
        sessions: sessions?,
        shared_ids: shared_ids?,
    })
}

/// Whether a setting of the ways to sign in is there at all, right or wrong.
pub(super) fn said(source: &Source) -> bool {
    [oidc::KEYS, handoff::KEYS]
        .into_iter()
        .flatten()
        .any(|key| source.raw(key).is_some())
}

/// What only several concerns together can tell.
pub(super) fn check(
    source: &mut Source,
    sign_in: &SignInConfig,
    proxy: bool,
    (server, page, customers): (&ServerConfig, &PageConfig, &CustomersConfig),
) {
    check_providers(source, sign_in, proxy, customers);
    if !sign_in.is_on() {
        return;
    }
    let by_address = sign_in
        .oidc
        .as_ref()
        .is_some_and(|oidc| oidc.claims.id == oidc.claims.email)
        || customers.claims().contains("email");
    if by_address {
        source.warn(
            "users are told apart by an e-mail address: addresses change hands, and whoever has one later is that customer"
                .to_owned(),
        );
    }
    if sign_in.sessions.key.is_none() && !source.complains_of(sessions::key()) {
        source.problem_with(
            sessions::key(),
            "it is not set, and users sign in here; openssl rand -hex 64 makes one",
        );
    }
    match &server.public_url {
        None => source.problem(
            "PORTAL_SERVER__PUBLIC_URL",
            "it is not set, and users sign in here: write the address of the page in the visitor's browser",
        ),
        Some(url) if !url.is_safe() => source.problem(
            "PORTAL_SERVER__PUBLIC_URL",
            "users sign in here, so the page must be reached over https (http is taken on a loopback address only)",
        ),
        Some(_) => {}
    }
    if sign_in.oidc.is_none() && page.sign_in_url.is_none() {
        source.problem(
            "PORTAL_PAGE__SIGN_IN_URL",
            "it is not set, and users are handed over by the application: write where in the application a visitor signs \
             in who comes here unknown",
        );
    }
}

/// Several providers are a choice, or one of them is a leftover: then whoever can speak for it can be any user.
fn check_providers(source: &mut Source, sign_in: &SignInConfig, proxy: bool, customers: &CustomersConfig) {
    let providers = [
        ("identity.proxy", proxy),
        ("identity.oidc", sign_in.oidc.is_some()),
        ("identity.handoff", sign_in.handoff.is_some()),
    ];
    let on = providers.iter().filter(|(_, on)| *on).map(|(name, _)| *name);
    let on: Vec<_> = on.collect();
    if sign_in.confuses(on.len(), &customers.reference) {
        source.problem(
            "PORTAL_IDENTITY__SHARED_IDS",
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
