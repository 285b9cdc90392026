use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use actix_web::http::header::HeaderMap;

use crate::web::{Class, Headers, OwnFile};

use super::Theme;

/// The look of the pages, with the headers that follow from it. It stays as it is, except in the demonstration, where another one
/// can be tried.
#[derive(Debug)]
pub(crate) struct Look(RwLock<Parts>);

#[derive(Debug)]
struct Parts {
    theme: Arc<Theme>,
    headers: Headers,
}

impl Look {
    pub(crate) fn new(theme: Theme, headers: Headers) -> Self {
        let theme = Arc::new(theme);
        Self(RwLock::new(Parts { theme, headers }))
    }

    pub(crate) fn theme(&self) -> Arc<Theme> {
        Arc::clone(&self.parts().theme)
    }

    /// The file of the operator's with that name.
    pub(crate) fn file(&self, name: &str) -> Option<OwnFile> {
        let parts = self.parts();
        let file = parts.theme.files.iter().find(|file| file.name == name);
        file.cloned()
    }

    /// Adds the headers of a class.
    pub(super) fn dress(&self, class: &Class, headers: &mut HeaderMap) {
        self.parts().headers.apply(class, headers);
    }

    /// Takes another look, which pages have from now on.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    pub(crate) fn replace(&self, other: Self) {
        let other = other.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = other;
    }

    fn parts(&self) -> RwLockReadGuard<'_, Parts> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }
}
