use crate::crylk::Refusal;

use super::Openings;

/// The two forms in which ProAbono's API says where something opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// An address for a frame.
    Link,
    /// An opener of the in-site portal.
    Opener,
}

impl Openings {
    /// Counts and logs what ProAbono's API answered with and is not opened. `source` is its label in the metrics, and `purpose`
    /// the word of ProAbono's for what it leads to.
    pub(crate) fn refused(&self, source: &'static str, (form, purpose): (Form, &str), refusal: Refusal) {
        self.metrics.refused(source, refusal);
        tracing::warn!(
            source,
            purpose,
            reason = refusal.code(),
            why = %refusal,
            remedy = remedy(form, refusal),
            "a link of ProAbono's API is not opened"
        );
    }
}

/// The remedy, as the end of a sentence for the operator.
fn remedy(form: Form, refusal: Refusal) -> &'static str {
    match (form, refusal) {
        (Form::Opener, _) => {
            "no setting changes it: it is ProAbono's opener of the in-site portal (pa_query), so report its purpose and the reason to \
             ProAbono"
        }
        (Form::Link, Refusal::HostNotAllowed) => "add its host to frame.hosts, if it is one of the account's",
        (Form::Link, Refusal::Host | Refusal::HostSpelling) => {
            "it does not lead to ProAbono: compare PROABONO_API_BASE with the address of the API in the back office, and the \
             addresses of the portal in the account's settings"
        }
        (Form::Link, Refusal::Scheme | Refusal::Port) => {
            "only https:// on its usual port is framed: correct the address of the portal in the account's settings; an \
             emulator's pages are framed by the command `demo` alone"
        }
        (Form::Link, _) => {
            "no browser should follow such a link: look at the address of the portal in the account's settings, and report it to \
             ProAbono when that is right"
        }
    }
}
