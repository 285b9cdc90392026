//! The link gate beside `Url::parse` of the same text. It prints; it asserts nothing.
#![allow(
    missing_docs,
    clippy::print_stdout,
    reason = "a benchmark is read on the terminal; criterion's macro makes an undocumented function"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group};
use proabono_portal::crylk::Gate;
use url::Url;

mod support;

/// The link that ProAbono's documentation shows.
const DOCUMENTED: &str =
    "https://mon-app.via.proabono.com/subscribe-offer/0p9i35O1V9_JJRfC0nIeE96ot9e1LcN349";
const AIM: f64 = 1.15;

const REFUSED: [(&str, &str); 5] = [
    (
        "another domain",
        "https://evil.example/subscribe-offer/0p9i35O1V9_JJRfC0nIeE96ot9e1LcN349",
    ),
    (
        "no dot",
        "https://evilproabono.com/subscribe-offer/0p9i35O1V9_JJRfC0nIeE96ot9e1LcN349",
    ),
    (
        "user info",
        "https://mon-app.via.proabono.com@evil.example/0p9i35O1V9_JJRfC0nIeE96ot9e1LcN349",
    ),
    (
        "backslash",
        "https://evil.example\\.proabono.com/0p9i35O1V9_JJRfC0nIeE96ot9e1LcN349",
    ),
    (
        "scheme",
        "http://mon-app.via.proabono.com/subscribe-offer/0p9i35O1V9_JJRfC0nIeE96ot9e1LcN349",
    ),
];

fn gate(criterion: &mut Criterion) {
    let gate = Gate::default();
    let links = std::iter::once(("documented", DOCUMENTED)).chain(REFUSED);
    for (name, link) in links {
        let mut group = criterion.benchmark_group(format!("gate, {name}"));
        group.bench_function("check", |bencher| bencher.iter(|| gate.check(black_box(link))));
        group.bench_function("Url::parse", |bencher| {
            bencher.iter(|| Url::parse(black_box(link)));
        });
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().configure_from_args();
    targets = gate
}

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
    let gate = Gate::default();
    let against_parser =
        |link: &str| support::compare(|| gate.check(black_box(link)), || Url::parse(black_box(link)));
    println!("\nthe gate beside Url::parse of the same text, in turn, medians:");
    let documented = against_parser(DOCUMENTED);
    println!(
        "  documented link: aim {AIM}, measured {:.2} ({:.0} ns beside {:.0} ns)",
        documented.ratio, documented.ours, documented.other
    );
    for (name, link) in REFUSED {
        println!("  refused, {name}: {:.2}", against_parser(link).ratio);
    }
}
