//! Writing to standard output and standard error.

use std::error::Error;
use std::fmt::{self, Display};
use std::io::{self, Write as _};

/// The reason for which a command did not succeed.
pub type Failure = Box<dyn Error>;

/// True when the program was started without a standard output, as by `>&-` in a shell. This is found out before `main`: Rust's
/// runtime opens /dev/null in the place of a missing one, and there everything can be written.
#[cfg(unix)]
#[ctor::ctor]
static CLOSED: bool = std::os::fd::AsFd::as_fd(&io::stdout())
    .try_clone_to_owned()
    .is_err();

/// Checks that the program was started with a standard output.
///
/// # Errors
/// It was not, so nothing that is written arrives anywhere.
pub fn opened() -> Result<(), Failure> {
    #[cfg(unix)]
    if *CLOSED {
        return Err("standard output cannot be written to: it is closed".into());
    }
    Ok(())
}

/// Writes a line to standard output.
///
/// # Errors
/// The line could not be written. A reader that went away had all that it wanted, and is no error.
pub fn say(text: impl Display) -> Result<(), Failure> {
    print(format!("{text}\n").as_bytes())
}

/// Writes a line to standard output, for a command that goes on for as long as somebody reads.
///
/// # Errors
/// The line could not be written. A reader that went away is [`ReaderGone`].
pub fn say_while_read(text: impl Display) -> Result<(), Failure> {
    write(format!("{text}\n").as_bytes())
}

/// Writes to standard output.
///
/// # Errors
/// The bytes could not be written. A reader that went away had all that it wanted, and is no error.
pub fn print(bytes: &[u8]) -> Result<(), Failure> {
    match write(bytes) {
        Err(failure) if failure.is::<ReaderGone>() => Ok(()),
        written => written,
    }
}

fn write(bytes: &[u8]) -> Result<(), Failure> {
    opened()?;
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| match error.kind() {
            io::ErrorKind::BrokenPipe => ReaderGone.into(),
            _ => gone(&error),
        })
}

/// The reader of standard output went away, as `head` does: it had all that it wanted.
#[derive(Debug)]
pub struct ReaderGone;

impl Display for ReaderGone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nobody reads standard output any more")
    }
}

impl Error for ReaderGone {}

/// The failure of standard output.
pub fn gone(error: &io::Error) -> Failure {
    format!("standard output cannot be written to: {error}").into()
}

/// Writes a remark to standard error.
pub fn mutter(text: impl Display) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Writes an error and its causes to standard error.
pub fn complain(error: &dyn Error) {
    let mut stderr = io::stderr();
    let _ = writeln!(stderr, "error: {error}");
    let mut source = error.source();
    while let Some(cause) = source {
        let _ = writeln!(stderr, "  because: {cause}");
        source = cause.source();
    }
}
