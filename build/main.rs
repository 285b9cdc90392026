//! Takes the comments out of the static files, compresses them once, in the encodings that browsers ask for, and checks the
//! sentences of the pages.

#![allow(
    clippy::print_stdout,
    reason = "a build script talks to Cargo by what it writes"
)]

mod words;

use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=static");
    println!("cargo::rerun-if-changed=build");
    let out = std::env::var("OUT_DIR")?;
    for entry in fs::read_dir("static")? {
        let file = entry?.path();
        let name = file.file_name().ok_or("a file without a name")?.to_string_lossy();
        let kind = file.extension().unwrap_or_default().to_string_lossy();
        let content = served(&kind, &fs::read_to_string(&file)?);
        let out = |ending: &str| Path::new(&out).join(format!("{name}{ending}"));
        fs::write(out(""), &content)?;
        fs::write(out(".br"), brotli(content.as_bytes())?)?;
        fs::write(out(".gz"), gzip(content.as_bytes())?)?;
    }
    words::write(Path::new(&out))
}

/// A file without its comments, which are a quarter of what the first view weighs. Of a script only those that have a line of
/// their own go, so that nothing else of it has to be understood.
fn served(kind: &str, text: &str) -> String {
    let mut rest = text.to_owned();
    if kind == "css" {
        while let Some(start) = rest.find("/*") {
            let end = rest[start..].find("*/").map_or(rest.len(), |end| start + end + 2);
            rest.replace_range(start..end, "");
        }
    }
    let comment = |line: &str| line.is_empty() || kind == "js" && line.starts_with("//");
    let kept: Vec<_> = rest.lines().filter(|line| !comment(line.trim())).collect();
    kept.join("\n")
}

fn brotli(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let (best, largest_window) = (11, 22);
    let mut writer = CompressorWriter::new(Vec::new(), 4096, best, largest_window);
    writer.write_all(content)?;
    Ok(writer.into_inner())
}

/// Without a time and a name in it, so that a build gives the same bytes each time.
fn gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}
