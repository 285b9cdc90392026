use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use actix_web::cookie::Key as CookieKey;

/// The sessions of visitors who sign in here. Nothing of it matters while no provider signs in.
#[derive(Clone)]
#[non_exhaustive]
pub struct SessionsConfig {
    /// What the names of all cookies start with; without it the path of the page decides.
    pub cookie: Option<String>,
    /// The file that holds them.
    pub file: PathBuf,
    /// Seals the cookie.
    pub key: Option<CookieKey>,
    /// Opens the cookies that were sealed before the key changed.
    pub previous_key: Option<CookieKey>,
    /// How long a session lasts after the last visit.
    pub idle: Duration,
    /// How long it lasts in all.
    pub absolute: Duration,
}

impl fmt::Debug for SessionsConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionsConfig")
            .field("file", &self.file)
            .field("idle", &self.idle)
            .field("absolute", &self.absolute)
            .finish_non_exhaustive()
    }
}
