//! What a command prints.

use std::io::{self, ErrorKind, Write};

use crate::db::Refusal;

/// Prints a line on standard output. Whoever has read enough, as `head` does, goes away quietly:
/// what is still to be done is done all the same.
///
/// # Errors
/// A sentence, when nothing can be printed.
pub fn say(line: &str) -> Result<(), Refusal> {
    match print(line) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        printed => printed.map_err(|error| refusal(&error)),
    }
}

/// Prints a line that is said only once, such as a link that nobody can ask for again.
///
/// # Errors
/// A sentence, when nobody has read it.
pub fn hand_over(line: &str) -> Result<(), Refusal> {
    print(line).map_err(|error| refusal(&error))
}

fn print(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

fn refusal(error: &io::Error) -> Refusal {
    Refusal(format!("Nothing can be printed ({error})."))
}
