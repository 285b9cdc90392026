//! axe-core's rules of accessibility, run in the page.

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Browser;

/// Frames are left out: what is served in them is not ours, and axe is not injected there.
const RUN: &str = "axe.run(document, { iframes: false, resultTypes: ['violations'] }).then(found => found.violations.map(rule => ({
  id: rule.id, impact: rule.impact, help: rule.help, nodes: rule.nodes.map(node => node.html) })))";

/// A rule that the page breaks.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct AxeViolation {
    /// For example `image-alt`.
    pub(crate) id: String,
    pub(crate) impact: Option<String>,
    pub(crate) help: String,
    /// The HTML of each element at fault.
    pub(crate) nodes: Vec<String>,
}

impl Browser {
    /// Every rule that the top page breaks. The debugger brings axe in, so the page's policy does not block it.
    ///
    /// # Panics
    ///
    /// When axe-core is not installed.
    pub(crate) async fn axe(&self) -> Vec<AxeViolation> {
        if self.eval("typeof window.axe").await != "object" {
            let given = json!({ "expression": source(), "returnByValue": false });
            let answer = self.cdp("Runtime.evaluate", given).await;
            assert_eq!(answer.get("exceptionDetails"), None::<&Value>, "axe-core");
        }
        serde_json::from_value(self.eval(RUN).await).expect("what axe found")
    }
}

/// A function body that answers with what the rules found, for a browser without Chromium's debugger.
pub(crate) fn script() -> String {
    format!("{}; return {RUN}", source())
}

/// The tests of several crates look from different folders.
fn source() -> String {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder = above
        .map(|folder| folder.join("tests/browser"))
        .find(|folder| folder.is_dir());
    let file = folder
        .unwrap_or_default()
        .join("node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).expect("axe-core, which tests/run installs (npm ci in tests/browser)")
}
