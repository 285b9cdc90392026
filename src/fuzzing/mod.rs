//! The functions behind the fuzz targets in `fuzz/`: each takes any bytes and asserts a promise. They are compiled for the
//! targets, and for the tests, which run the seeds through them.

#![allow(
    clippy::missing_panics_doc,
    reason = "a promise that is broken is a panic, which is what the fuzzer looks for"
)]

mod cookies;
mod gate;
mod query;
mod tokens;
mod toml;
mod webhooks;

pub use self::cookies::cookies;
pub use self::gate::gate;
pub use self::query::query;
pub use self::tokens::tokens;
pub use self::toml::toml;
pub use self::webhooks::webhooks;

/// A line, and what stands behind it.
fn line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    end.map_or((bytes, b""), |end| (&bytes[..end], &bytes[end + 1..]))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    type Target = (&'static str, fn(&[u8]));

    #[test]
    fn every_seed_keeps_its_promise() {
        let targets: [Target; 6] = [
            ("cookies", cookies),
            ("gate", gate),
            ("query", query),
            ("tokens", tokens),
            ("toml", toml),
            ("webhooks", webhooks),
        ];
        for (name, target) in targets {
            let folder = format!("{}/fuzz/seeds/{name}", env!("CARGO_MANIFEST_DIR"));
            let mut seeds = 0;
            for seed in fs::read_dir(&folder).unwrap() {
                target(&fs::read(seed.unwrap().path()).unwrap());
                seeds += 1;
            }
            assert!(seeds > 0, "{folder} is empty");
        }
    }
}
