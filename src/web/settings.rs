use crate::settings::settings;
use crate::settings::values::{boolean, exact_origin};

settings! {
    /// Security headers that depend on the place of the page.
    pub struct HeadersConfig in "headers." {
        /// The origins of the application that may show the page in a frame of their own. Their scripts may read the id of
        /// the user (`/user.json`). Left out: none may.
        frame_ancestors: Vec<String> = exact_origin, example("https://app.example.com");

        /// The origins of applications whose scripts may read `/context.json` and `/rights` from there, to render
        /// everything themselves. Left out: only those of the page's own origin.
        context_origins: Vec<String> = exact_origin, example("https://app.example.com");

        /// Sends Strict-Transport-Security for two years, sub-domains included. Only where all of them speak HTTPS.
        hsts: bool = boolean, default("false");
    }
}
