//! The binary on a file system of a few kilobytes.

use std::process::Command;

use super::process::Process;
use super::served::borrowed;
use super::wait::{START, accepts};

/// Serves in a mount namespace of its own, where `/mnt` is a file system of that many kilobytes, and waits until the port accepts
/// connections.
///
/// # Panics
///
/// When it ends or stays silent instead; the message carries its output.
pub(crate) async fn serving(kilobytes: u32, variables: &[(&'static str, String)], port: u16) -> Process {
    let script = format!("mount -t tmpfs -o size={kilobytes}k tmpfs /mnt && exec \"$0\" serve");
    let mut command = Command::new("unshare");
    command
        .args([
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            &script,
            env!("CARGO_BIN_EXE_proabono-portal"),
        ])
        .env_clear()
        .env("PATH", std::env::var("PATH").unwrap_or_default())
        .envs(borrowed(variables));
    let mut process = Process::start(&mut command);
    process
        .until("accepting connections", START, async |_| {
            accepts(port).await.then_some(())
        })
        .await;
    process
}
