//! One whole answer beside copying the bytes that come out: routes, identity by header, the gate, the customer from memory,
//! the widget's hash, the template, headers and metrics. It prints; it asserts nothing.
#![allow(
    missing_docs,
    clippy::print_stdout,
    reason = "a benchmark is read on the terminal; criterion's macro makes an undocumented function"
)]

use std::error::Error;
use std::hint::black_box;

use actix_web::rt::{System, SystemRunner};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, web};
use criterion::{Criterion, criterion_group};
use proabono_emulator::Emulator;
use proabono_portal::config::{self, Source};
use proabono_portal::{Config, Portal};

mod support;

/// A link in the address is opened whatever ProAbono answers. The page still looks the customer up, which is remembered here
/// from one answer before the measurement.
const ADDRESS: &str = "/Subscriptions?crylk=https%3A%2F%2Fmon-app.via.proabono.com%2Fsubscribe-offer%2F0p9i35O1V9_JJRfC0nIeE96ot9e1LcN349";

/// Any text but a placeholder, which is refused.
const SECRET: &str = "portal-secret-1";

/// A page in an account with a portal secret or without one, and the thread that answers for it.
struct Sample<F> {
    /// ProAbono, on a thread of its own, which has nothing to do while the page is measured.
    _emulator: Emulator,
    system: SystemRunner,
    answer: F,
}

/// The page of a user with name, e-mail and language, whose customer has just been looked up.
fn sample(portal_secret: Option<&str>) -> Result<Sample<impl AsyncFn() -> web::Bytes>, Box<dyn Error>> {
    let system = System::new();
    let emulator = system.block_on(Emulator::start())?;
    let mut source = Source::new(config::keys())
        .with("proabono.api_base", emulator.url())
        .with("proabono.business_id", "1")
        .with("proabono.segment_ref", "acme-eur")
        .with("proabono.agent_key", "agent-demo")
        .with("proabono.api_key", "api-demo")
        // Longer than a measurement, so that none of its answers asks again.
        .with("customers.links_fresh_for", "5m")
        .with("identity.proxy.header", "X-Remote-User")
        .with("identity.proxy.name_header", "X-Remote-Name")
        .with("identity.proxy.email_header", "X-Remote-Email")
        .with("identity.proxy.language_header", "X-Remote-Language")
        .with("identity.proxy.from", "127.0.0.0/8");
    if let Some(secret) = portal_secret {
        // The hash stands on the page only beside a script that takes it.
        source = source
            .with("proabono.portal_secret", secret)
            .with("widget.script_url", "https://widget.proabono.example/widget.js");
    }
    let portal = Portal::new(&Config::from_source(source)?)?;
    let peer = "127.0.0.1:50000".parse()?;
    let service = system.block_on(init_service(App::new().service(portal.scope())));
    let answer = async move || {
        let request = TestRequest::get()
            .uri(ADDRESS)
            .peer_addr(peer)
            .insert_header(("x-remote-user", "alice"))
            .insert_header(("x-remote-name", "Alice Martin"))
            .insert_header(("x-remote-email", "alice@acme.example"))
            .insert_header(("x-remote-language", "en"));
        read_body(call_service(&service, request.to_request()).await).await
    };
    let sample = Sample {
        _emulator: emulator,
        system,
        answer,
    };
    sample.answer();
    Ok(sample)
}

impl<F: AsyncFn() -> web::Bytes> Sample<F> {
    fn answer(&self) -> web::Bytes {
        self.system.block_on((self.answer)())
    }
}

fn page(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("page");
    for (name, secret) in [("answer", None), ("answer with the security hash", Some(SECRET))] {
        if let Ok(sample) = sample(secret) {
            group.bench_function(name, |bencher| bencher.iter(|| black_box(&sample).answer()));
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
    println!("\none answer beside copying its bytes, in turn, medians:");
    for (name, secret) in [("plain", None), ("with the security hash", Some(SECRET))] {
        let sample = sample(secret)?;
        let html = sample.answer();
        let found = support::compare(|| black_box(&sample).answer(), || black_box(&html).to_vec());
        println!(
            "  {name}, {} bytes: measured {:.0} ns: {:.1} copies of the same bytes ({:.0} ns each)",
            html.len(),
            found.ours,
            found.ratio,
            found.other
        );
    }
    Ok(())
}
