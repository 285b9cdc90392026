//! Compresses the static files once, in the encodings that browsers ask for, and checks the sentences of the pages.

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
        let content = fs::read(&file)?;
        let out = |ending: &str| Path::new(&out).join(format!("{name}.{ending}"));
        fs::write(out("br"), brotli(&content)?)?;
        fs::write(out("gz"), gzip(&content)?)?;
    }
    words::write(Path::new(&out))
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
