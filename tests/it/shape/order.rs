//! Modules import downwards: the guide of a crate lists its modules from top to bottom, and no import runs up that list.
//! Inside a module no files import each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{code_only, paths};
use super::sources::{self, Source};

/// The names on the way to a module from its crate, which has none itself.
type Module = Vec<String>;

/// Every import of a crate that breaks the rule. `folder` is its `src`; the documentation of `lib.rs` in it has the list: a
/// table with the modules in its first column, each in backticks.
pub(super) fn faults(folder: &str) -> Vec<String> {
    let mut files = sources::read(folder, "rs");
    // A test may look down on everything.
    files.retain(|file| !file.path.ends_with("/tests.rs") && !file.path.contains("/tests/"));
    let guide = files.iter().find(|file| file.module().is_empty());
    let guide = guide.unwrap_or_else(|| panic!("{folder} has no guide"));
    let tree = Tree::of(folder, &files);
    let mut faults = tree.against(&listed(&guide.text));
    faults.extend(tree.circles());
    faults
}

/// The names in the first column of the tables of a file's documentation.
fn listed(guide: &str) -> Vec<String> {
    let rows = guide.lines().filter_map(|line| line.strip_prefix("//! | `"));
    rows.filter_map(|row| Some(row.split_once('`')?.0.to_owned()))
        .collect()
}

/// Each module with the modules that it imports from.
struct Tree {
    folder: String,
    imports: BTreeMap<Module, BTreeSet<Module>>,
}

impl Tree {
    fn of(folder: &str, files: &[Source]) -> Self {
        let codes: BTreeMap<Module, Code> = files
            .iter()
            .map(|file| (module(file), Code::of(&file.text)))
            .collect();
        let reached = |(at, code): (&Module, &Code)| {
            let found = code.paths.iter().filter_map(|path| target(path, at, &codes));
            (at.clone(), found.filter(|found| found != at).collect())
        };
        Self {
            folder: folder.to_owned(),
            imports: codes.iter().map(reached).collect(),
        }
    }

    /// The top modules against the list.
    fn against(&self, list: &[String]) -> Vec<String> {
        let place = |module: &Module| list.iter().position(|name| Some(name) == module.first());
        let tops: BTreeSet<&String> = self.imports.keys().filter_map(|module| module.first()).collect();
        let unlisted = tops.iter().filter(|top| !list.contains(top));
        let mut faults: Vec<_> = unlisted
            .map(|top| format!("{}: the guide does not list {top}", self.folder))
            .collect();
        let gone = list.iter().filter(|name| !tops.contains(name));
        faults.extend(gone.map(|name| format!("{}: the guide lists {name}, which is gone", self.folder)));
        for (from, to) in self.arrows() {
            if place(from).zip(place(to)).is_some_and(|(from, to)| from > to) {
                faults.push(format!(
                    "{}: {} imports {}, which stands above it",
                    self.folder,
                    from.join("::"),
                    to.join("::")
                ));
            }
        }
        faults
    }

    fn arrows(&self) -> impl Iterator<Item = (&Module, &Module)> {
        let pairs = |(from, to)| -> (&Module, &BTreeSet<Module>) { (from, to) };
        let all = self.imports.iter().map(pairs);
        all.flat_map(|(from, to)| to.iter().map(move |to| (from, to)))
    }

    /// The files that import each other in a loop.
    fn circles(&self) -> Vec<String> {
        let names = self.imports.keys().filter(|module| self.reaches_itself(module));
        names
            .map(|name| {
                format!(
                    "{}: {} stands in a circle of imports",
                    self.folder,
                    name.join("::")
                )
            })
            .collect()
    }

    fn reaches_itself(&self, module: &Module) -> bool {
        let (mut seen, mut next) = (BTreeSet::new(), vec![module]);
        while let Some(one) = next.pop() {
            let imports = self.imports.get(one).into_iter().flatten();
            next.extend(imports.filter(|import| seen.insert(*import)));
        }
        seen.contains(module)
    }
}

/// The paths that one file reaches, and those that it hands on.
struct Code {
    /// From the crate, or relative with `super` and `self`.
    paths: Vec<Module>,
    /// The names that it re-exports, with where they come from.
    handed_on: BTreeMap<String, Module>,
}

impl Code {
    fn of(text: &str) -> Self {
        let code = code_only(text);
        // A test may look down on everything; its `super` is the file.
        let code = code.split("#[cfg(test)]\nmod").next().unwrap_or_default();
        let (mut found, mut handed_on) = (Vec::new(), BTreeMap::new());
        for (path, exported) in paths(code) {
            match path.last().filter(|_| exported) {
                Some(name) => drop(handed_on.insert(name.clone(), path)),
                None => found.push(path),
            }
        }
        Self {
            paths: found,
            handed_on,
        }
    }
}

/// The module that a path leads to from another one, through what modules hand on.
fn target(path: &[String], from: &Module, codes: &BTreeMap<Module, Code>) -> Option<Module> {
    let mut at = from.clone();
    let mut rest = path;
    match rest.first().map(String::as_str) {
        Some("crate") => (at, rest) = (Module::new(), &rest[1..]),
        Some("super" | "self") => {}
        // A module of its own, or a crate.
        Some(name) if codes.contains_key(&[&at[..], &[name.to_owned()]].concat()) => {}
        _ => return None,
    }
    for _ in 0..32 {
        let Some((name, further)) = rest.split_first() else {
            break;
        };
        let child = [&at[..], std::slice::from_ref(name)].concat();
        match name.as_str() {
            "self" => {}
            "super" => drop(at.pop()?),
            _ if codes.contains_key(&child) => at = child,
            _ => match codes.get(&at).and_then(|code| code.handed_on.get(name)) {
                Some(path) => return target(path, &at, codes),
                None => break,
            },
        }
        rest = further;
    }
    codes.contains_key(&at).then_some(at)
}

fn module(file: &Source) -> Module {
    file.module().into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Source, Tree, listed};

    fn tree(files: &[(&str, &str)]) -> Tree {
        let planted = |(path, text): &(&str, &str)| Source::planted(&format!("src/{path}"), text);
        Tree::of("src", &files.iter().map(planted).collect::<Vec<_>>())
    }

    #[test]
    fn an_arrow_that_runs_up_is_found() {
        let list = listed("//! | module | what |\n//! | --- | --- |\n//! | `top` | a |\n//! | `low` | b |\n");
        assert_eq!(list, ["top", "low"]);
        let faults = |top: &str, low: &str| {
            let files = [
                ("lib.rs", "mod top; pub use low::B;"),
                ("top/mod.rs", top),
                ("low.rs", low),
            ];
            tree(&files).against(&list).len()
        };
        assert_eq!(faults("use crate::low::B;", ""), 0);
        assert_eq!(faults("", "use crate::top::A;"), 1);
        assert_eq!(faults("", "use super::{c, top::{A, B}};"), 1);
        assert_eq!(faults("", "fn f() -> crate::top::A { }"), 1);
        assert_eq!(faults("", "// crate::top\nconst A: &str = \"crate::top\";"), 0);
        assert_eq!(faults("", "#[cfg(test)]\nmod tests { use crate::top::A; }"), 0);
        assert_eq!(tree(&[("other.rs", "")]).against(&list).len(), 3);
    }

    #[test]
    fn a_circle_of_files_is_found_through_what_their_folder_hands_on() {
        let circles = |folder: &str, a: &str, b: &str| {
            tree(&[("x/mod.rs", folder), ("x/a.rs", a), ("x/b.rs", b)])
                .circles()
                .len()
        };
        assert_eq!(circles("mod a; mod b; pub use a::A;", "use super::b::B;", ""), 0);
        assert_eq!(
            circles("pub(crate) use a::A;", "use super::b::B;", "use super::a::A;"),
            2
        );
        assert_eq!(
            circles("pub use self::{a::A};", "use super::b::B;", "use super::A;"),
            2
        );
        assert_eq!(circles("use a::A; struct X;", "use super::X;", ""), 2);
        assert_eq!(circles("fn f() { a::g() } struct X;", "use super::X;", ""), 2);
        assert_eq!(circles("struct X;", "use super::X;", "use super::X;"), 0);
    }
}
