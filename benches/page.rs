//! Rendering the page beside copying the bytes that come out. It prints; it asserts nothing.
#![allow(
    missing_docs,
    clippy::print_stdout,
    reason = "a benchmark is read on the terminal; criterion's macro makes an undocumented function"
)]

use std::error::Error;
use std::hint::black_box;

use criterion::{Criterion, criterion_group};
use proabono_portal::config::{self, Source};
use proabono_portal::identity::User;
use proabono_portal::page::Sample;
use proabono_portal::{Config, Portal};

mod support;

const LINK: &str = "https://mon-app.via.proabono.com/subscribe-offer/0p9i35O1V9_JJRfC0nIeE96ot9e1LcN349";
const AIM_NANOSECONDS: f64 = 2000.0;

/// The page of a user with name, e-mail and language, in an account with a portal secret or without one.
fn sample(portal_secret: Option<&str>) -> Result<Sample, Box<dyn Error>> {
    let mut source = Source::new(config::keys())
        .with("proabono.api_base", "http://127.0.0.1:9")
        .with("proabono.business_id", "1")
        .with("proabono.segment_ref", "acme-eur")
        .with("proabono.agent_key", "agent")
        .with("proabono.api_key", "key")
        .with("identity.proxy.header", "X-Remote-User")
        .with("identity.proxy.from", "127.0.0.0/8");
    if let Some(secret) = portal_secret {
        source = source.with("proabono.portal_secret", secret);
    }
    let portal = Portal::new(&Config::from_source(source)?)?;
    let user = User::new("alice")?
        .name("Alice Martin")
        .email("alice@acme.example")
        .language("en");
    Sample::new(portal, user, LINK).ok_or_else(|| "the sample's link is refused".into())
}

fn page(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("page");
    for (name, secret) in [
        ("render", None),
        ("render with the security hash", Some("secret")),
    ] {
        if let Ok(sample) = sample(secret) {
            group.bench_function(name, |bencher| bencher.iter(|| black_box(&sample).render()));
        }
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().configure_from_args();
    targets = page
}

fn main() -> Result<(), Box<dyn Error>> {
    benches();
    Criterion::default().configure_from_args().final_summary();
    println!("\nrendering the page beside copying its bytes, in turn, medians:");
    for (name, secret) in [("plain", None), ("with the security hash", Some("secret"))] {
        let sample = sample(secret)?;
        let html = sample.render();
        let found = support::compare(|| black_box(&sample).render(), || black_box(&html).clone());
        println!(
            "  {name}, {} bytes: aim under {AIM_NANOSECONDS:.0} ns, measured {:.0} ns: {:.1} copies of the same bytes ({:.0} ns each)",
            html.len(),
            found.ours,
            found.ratio,
            found.other
        );
    }
    Ok(())
}
