//! Reads the sentences of all languages, refuses a language that lacks one or has one too many, and writes the list of them as
//! Rust, so that a sentence that is not there does not compile.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[path = "../src/words/messages.rs"]
mod messages;

use messages::{Shape, agree, shapes};

const FOLDER: &str = "src/words/locales";
/// The language that decides which sentences there are.
const FIRST: &str = "en";

type Languages = BTreeMap<String, BTreeMap<String, Shape>>;

/// Writes `words.rs` into the folder of the build.
pub(crate) fn write(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=src/words/messages.rs");
    let languages = read()?;
    let first = languages.get(FIRST).ok_or("there is no English file")?;
    for (tag, shapes) in &languages {
        complete(tag, shapes, first)?;
    }
    fs::write(out.join("words.rs"), rust(&languages, first))?;
    Ok(())
}

fn read() -> Result<Languages, Box<dyn Error>> {
    let mut languages = Languages::new();
    for entry in fs::read_dir(FOLDER)? {
        let file = entry?.path();
        let tag = file.file_stem().ok_or("a file without a name")?.to_string_lossy();
        let text = fs::read_to_string(&file)?;
        let resource = match fluent_syntax::parser::parse(text.as_str()) {
            Ok(resource) => resource,
            Err((_, errors)) => return Err(format!("{}: {errors:?}", file.display()).into()),
        };
        let shapes = shapes(&resource.body).map_err(|error| format!("{}: {error}", file.display()))?;
        languages.insert(tag.into_owned(), shapes);
    }
    Ok(languages)
}

/// A language of ours has every sentence of the first one, and no other.
fn complete(
    tag: &str,
    shapes: &BTreeMap<String, Shape>,
    first: &BTreeMap<String, Shape>,
) -> Result<(), String> {
    let fault = |what: &str| format!("{FOLDER}/{tag}.ftl: {what} (see {FIRST}.ftl)");
    if let Some(id) = first.keys().find(|id| !shapes.contains_key(*id)) {
        return Err(fault(&format!("{id} is missing")));
    }
    for (id, shape) in shapes {
        agree(id, shape, first.get(id)).map_err(|what| fault(&what))?;
    }
    Ok(())
}

fn rust(languages: &Languages, first: &BTreeMap<String, Shape>) -> String {
    let mut code = String::from("words! {\n    languages {");
    for tag in languages.keys() {
        let _ = write!(code, " \"{tag}\"");
    }
    code.push_str(" }\n");
    for (word, text, varies) in [
        ("texts", false, false),
        ("sentences", true, false),
        ("said", false, true),
        ("told", true, true),
    ] {
        let _ = writeln!(code, "    {word} {{");
        let all = first.iter();
        for (id, shape) in all.filter(|(_, shape)| shape.text == text && shape.variables.is_empty() != varies)
        {
            let name = id.replace('-', "_");
            let variables: Vec<_> = shape.variables.iter().map(String::as_str).collect();
            let _ = writeln!(code, "        {name} \"{id}\" ({})", variables.join(" "));
        }
        code.push_str("    }\n");
    }
    code.push_str("}\n");
    code
}
