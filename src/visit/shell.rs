use std::sync::Arc;

use actix_web::HttpRequest;

use crate::chat::Told;
use crate::customers::CustomerKey;
use crate::identity::User;
use crate::web::{Assets, Nonce, Plain, is_for_frame};
use crate::words::Words;

use super::{Site, Theme};

/// The layout around every page: header, navigation and footer.
#[derive(Debug)]
pub(crate) struct Shell<'a> {
    pub(crate) words: &'a Words,
    pub(crate) assets: &'a Assets,
    pub(crate) theme: Arc<Theme>,
    pub(crate) application: Option<&'a str>,
    /// The first letter of that name, which stands where there is no logo.
    pub(crate) letter: Option<String>,
    pub(crate) home_url: Option<&'a str>,
    pub(crate) sign_out_url: Option<&'a str>,
    /// The address of the form that signs out here; set only for a visitor with a session of this server.
    pub(crate) sign_out_form: Option<String>,
    pub(crate) signed_in: Option<String>,
    /// The first letters of that name.
    pub(crate) initials: String,
    /// True where an emulator stands in for ProAbono.
    pub(crate) nothing_is_real: bool,
    pub(crate) chat: Option<Told<'a>>,
    /// The number that the scripts of the page carry.
    pub(crate) nonce: Nonce,
    /// The script that talks to the page around this one, for a page that the browser loads into a frame.
    pub(crate) embedded: Option<&'a Plain>,
}

impl<'a> Shell<'a> {
    /// The layout without the chat.
    pub(crate) fn new(site: &'a Site, words: &'a Words, user: Option<&'a User>) -> Self {
        let here = user.is_some_and(|user| site.signed_in_here(user).is_some());
        let there = user.is_some() && !here;
        Self {
            words,
            assets: &site.assets,
            theme: site.look.theme(),
            application: site.page.application.as_deref(),
            letter: site.page.application.as_deref().and_then(letter),
            home_url: site.page.home_url.as_deref(),
            sign_out_url: site.page.sign_out_url.as_deref().filter(|_| there),
            sign_out_form: here.then(|| site.paths.path("/logout")),
            initials: user.map(|user| initials(&user.shown())).unwrap_or_default(),
            signed_in: user.filter(|_| site.page.user).map(User::shown),
            nothing_is_real: site.nothing_is_real,
            chat: None,
            nonce: Nonce::new(),
            embedded: None,
        }
    }

    /// The same for a page that talks to the one around it, where the request says that there is one.
    pub(super) fn in_frame_of(self, request: &HttpRequest) -> Self {
        let framed = is_for_frame(request) == Some(true);
        Self {
            embedded: framed.then_some(&self.assets.embedded),
            ..self
        }
    }

    /// The operator's HTML above the bar. A page around this one has its own.
    pub(crate) fn header(&self) -> Option<&Plain> {
        self.theme.header.as_ref().filter(|_| self.embedded.is_none())
    }

    /// The same below the page.
    pub(crate) fn footer(&self) -> Option<&Plain> {
        self.theme.footer.as_ref().filter(|_| self.embedded.is_none())
    }

    /// The same with the chat, where it is on. It may be told of a visitor whose customer is known.
    pub(crate) fn with_chat(
        mut self,
        site: &'a Site,
        request: &HttpRequest,
        visitor: Option<(&'a User, &CustomerKey)>,
    ) -> Self {
        self.chat = site.chat_at(request).map(|chat| chat.told(self.words, visitor));
        self
    }
}

/// The first letter of the name of an application.
fn letter(name: &str) -> Option<String> {
    let first = name.chars().find(|c| c.is_alphanumeric())?;
    Some(first.to_uppercase().collect())
}

/// The first letters of the first and the last word of a name.
fn initials(name: &str) -> String {
    let name = name.split('@').next().unwrap_or_default();
    let first = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let mut letters = name.split([' ', '.', '-', '_']).filter_map(first);
    let letters = letters.next().into_iter().chain(letters.next_back());
    letters.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_the_last_word() {
        for (name, expected) in [
            ("Alice Martin", "AM"),
            ("anna maria von der heide", "AH"),
            ("chloé", "C"),
            ("bob.smith@example.com", "BS"),
            ("42", "4"),
            ("", ""),
            ("…", ""),
            ("éva ß", "ÉSS"),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
