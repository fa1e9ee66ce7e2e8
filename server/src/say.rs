//! What a command prints.

use std::io::{self, Write};

use crate::db::Refusal;

/// Prints a line on standard output.
///
/// # Errors
/// A sentence, when nothing can be printed.
pub fn say(line: &str) -> Result<(), Refusal> {
    writeln!(io::stdout().lock(), "{line}")
        .map_err(|error| Refusal(format!("Nothing can be printed ({error}).")))
}
