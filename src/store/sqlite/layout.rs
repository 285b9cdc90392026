use rusqlite::Connection;

/// The end of a sentence about a file that cannot be used.
pub(super) const ANOTHER: &str = "; name another file";

/// The tables of a file.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Marks the file as this program's: four letters.
    pub(crate) mark: i32,
    /// Each step brings a file from one version to the next; the first one makes version 1 of an empty file. A step that was
    /// released must never change.
    pub(crate) steps: &'static [fn(&Connection) -> rusqlite::Result<()>],
    /// `FULL` keeps what was committed when the power is cut; `NORMAL` may lose the last of it.
    pub(crate) synchronous: &'static str,
}

impl Layout {
    /// The steps that the file with these two numbers in its head has taken.
    ///
    /// # Errors
    /// The file is of another program, or of a newer version of this one.
    pub(super) fn judged(&self, application: i32, version: i32) -> anyhow::Result<usize> {
        let taken = usize::try_from(version)
            .ok()
            .filter(|taken| *taken <= self.steps.len());
        match (application, taken) {
            (0, Some(0)) => Ok(0),
            (mark, Some(taken)) if mark == self.mark && taken > 0 => Ok(taken),
            (mark, _) if mark == self.mark => anyhow::bail!(
                "it was written by another version of this program (its table has version {version}){ANOTHER}"
            ),
            _ => anyhow::bail!("it is a database of another program{ANOTHER}"),
        }
    }

    /// Tells whether the file has taken every step.
    pub(super) fn is_complete(&self, connection: &Connection) -> anyhow::Result<bool> {
        Ok(self.taken(connection)? == self.steps.len())
    }

    /// Takes the steps that are missing. The caller commits them together.
    pub(super) fn complete(&self, connection: &Connection) -> anyhow::Result<()> {
        for step in &self.steps[self.taken(connection)?..] {
            step(connection)?;
        }
        connection.pragma_update(None, "application_id", self.mark)?;
        connection.pragma_update(None, "user_version", i32::try_from(self.steps.len())?)?;
        Ok(())
    }

    fn taken(&self, connection: &Connection) -> anyhow::Result<usize> {
        let number = |name| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0));
        self.judged(number("application_id")?, number("user_version")?)
    }
}
