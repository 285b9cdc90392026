use std::time::Duration;

use url::Url;

use super::keys::HostKey;
use crate::settings::values::{MINUTE, SECOND, between, number, trusted_address};
use crate::settings::{Key, Source, Switched, settings};

settings! {
    /// The signed posts to the host application.
    pub struct HostConfig in "webhooks.host_" {
        /// The address of the application that is told what has changed of a customer, with a signed POST. https, or http on a
        /// loopback address only. Setting it turns the posts on; webhooks.host_keys is needed then.
        url: Url = trusted_address, example("https://app.example.com/billing-events");

        /// The keys that sign the posts, as Standard Webhooks writes them: `whsec_` and 24 to 64 bytes in Base64 for a secret that
        /// the application knows too, `whsk_` and a private key of Ed25519 in Base64 for signatures that it checks with the
        /// public key. Every key signs: during a change, name the new one and the old one.
        keys: Vec<HostKey> = HostKey::new, example("whsec_openssl-rand-base64-32"), secret();

        /// How long the application may take to answer a post.
        timeout: Duration = between(SECOND, MINUTE), default("10s");

        /// How often a post is tried until it is given up. The pauses grow from seconds to three hours, so that 20 attempts take
        /// about a day.
        attempts: u32 = number(1..=100), default("20");

        /// How many posts may be under way at once.
        parallel: usize = number(1..=64), default("4");
    }
    checks {
        something_signs(keys),
    }
}

impl Switched for HostConfig {
    const SWITCH: Key = Self::url;
}

fn something_signs(source: &mut Source, keys: Option<&Vec<HostKey>>) {
    if keys.is_some_and(Vec::is_empty) {
        let what = "it is not set, and posts are never sent unsigned: write whsec_ and what `openssl rand -base64 32` prints";
        source.problem_with(&HostConfig::keys, what);
    }
}
