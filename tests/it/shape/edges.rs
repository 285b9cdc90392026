//! Forbidden imports.

use super::complain;
use super::paths::{after, code_only};
use super::sources::Source;

/// Modules that import nothing of ours but themselves, each with the reason.
const CLOSED: [(&str, &str); 1] = [("crylk", "the gate is judged by reading it alone")];

/// Modules that only the named ones import, each with the reason. The root may declare and re-export them.
const RESERVED: [(&str, &[&str], &str); 2] = [
    (
        "demo",
        &["cli"],
        "its frame policy must be out of reach of `serve` and of any configuration",
    ),
    (
        "emulator",
        &["cli", "demo"],
        "what serves real visitors never depends on a made-up ProAbono",
    ),
];

/// Every forbidden import of the file. `modules` are the names right below the crate.
pub(super) fn forbidden(file: &Source, modules: &[String]) -> Vec<String> {
    let code = code_only(&file.text);
    let module = file.module();
    let own = module.first().copied();
    let mut faults = Vec::new();
    for (at, target) in imports(&code, &module, modules) {
        let line = code[..at].matches('\n').count() + 1;
        let closed = CLOSED
            .iter()
            .find(|(name, _)| Some(*name) == own && target != *name);
        let reserved = RESERVED.iter().find(|(name, to, _)| {
            target == *name && own.is_some_and(|own| own != *name && !to.contains(&own))
        });
        let reason = closed
            .map(|(_, reason)| reason)
            .or(reserved.map(|(_, _, reason)| reason));
        if let Some(reason) = reason {
            let own = own.unwrap_or("the root");
            faults.push(complain(
                &file.path,
                line,
                &format!("{own} must not import {target}: {reason}"),
            ));
        }
    }
    faults
}

/// The names right below the crate that the code reaches, by `crate::` and by `super::`, and the crate of the emulator.
fn imports(code: &str, module: &[&str], modules: &[String]) -> Vec<(usize, String)> {
    let mut found = after(code, "crate::");
    found.extend(after(code, "proabono_portal::"));
    // The client is a crate, which the root re-exports under the same name.
    let client = after(code, "use proabono::").into_iter();
    found.extend(client.map(|(at, _)| (at, "proabono".to_owned())));
    let emulator = code.match_indices("proabono_emulator");
    found.extend(emulator.map(|(at, _)| (at, "emulator".to_owned())));
    // A file `a/b.rs` is two below the root. A module inside a file is deeper still, and there `super` chains seem to
    // lead higher than they do: only names of real modules are taken.
    let mut chain = "super::".repeat(module.len().max(1));
    for _ in 0..3 {
        let above = after(code, &chain).into_iter();
        found.extend(above.filter(|(_, name)| modules.contains(name)));
        chain.push_str("super::");
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Source, forbidden};

    fn faults(path: &str, text: &str) -> usize {
        let modules = ["cli", "config", "crylk", "demo", "emulator", "page", "proabono"].map(str::to_owned);
        forbidden(&Source::planted(path, text), &modules).len()
    }

    #[test]
    fn a_closed_module_imports_itself_only() {
        assert_eq!(faults("src/crylk/gate.rs", "use crate::crylk::FrameUrl;"), 0);
        assert_eq!(faults("src/crylk/frame/url.rs", "use super::super::Gate;"), 0);
        assert_eq!(faults("src/crylk/gate.rs", "use crate::config::Account;"), 1);
        assert_eq!(
            faults(
                "src/crylk/gate/host.rs",
                "use super::super::super::config::Account;"
            ),
            1
        );
        assert_eq!(
            faults("src/crylk/gate.rs", "fn f() -> super::super::config::Account {}"),
            1
        );
        assert_eq!(faults("src/crylk/mod.rs", "use proabono::Customer;"), 1);
        assert_eq!(faults("src/crylk/mod.rs", "use super::page::Page;"), 1);
        assert_eq!(
            faults("src/crylk/mod.rs", "use crate::{crylk::a, page::Page};"),
            1
        );
        assert_eq!(faults("src/crylk/mod.rs", "use crate::error::PageError;"), 1);
        assert_eq!(faults("src/crylk/mod.rs", "use crate::*;"), 1);
        assert_eq!(
            faults(
                "src/crylk/mod.rs",
                "//! See [`crate::page`].\nuse url::Url; // crate::page"
            ),
            0
        );
    }

    #[test]
    fn the_demo_and_the_emulator_are_out_of_reach() {
        assert_eq!(faults("src/page/show.rs", "use crate::emulator::Emulator;"), 1);
        assert_eq!(
            faults(
                "src/page/show.rs",
                "use crate::{\n  crylk::FrameUrl,\n  demo,\n};"
            ),
            1
        );
        assert_eq!(faults("src/page/show.rs", "use proabono_emulator::Emulator;"), 1);
        assert_eq!(faults("src/cli/demo.rs", "use proabono_emulator::Emulator;"), 0);
        assert_eq!(
            faults(
                "src/demo/mod.rs",
                "use crate::emulator::Emulator; use crate::page;"
            ),
            0
        );
        assert_eq!(
            faults(
                "src/cli/demo.rs",
                "use crate::demo; use crate::emulator::Emulator;"
            ),
            0
        );
        assert_eq!(faults("src/lib.rs", "pub use crate::emulator::Emulator;"), 0);
    }
}
