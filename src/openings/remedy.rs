use crate::crylk::Refusal;

/// The two forms in which ProAbono's API says where something opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// An address for a frame.
    Link,
    /// An opener of the in-site portal.
    Opener,
}

/// The remedy for an answer of ProAbono's API that is not opened, as the end of a sentence for the operator.
pub(super) fn remedy(form: Form, refusal: Refusal) -> &'static str {
    if form == Form::Opener {
        return "no setting changes it: it is ProAbono's opener of the in-site portal (pa_query), so report its purpose and the \
                reason to ProAbono";
    }
    match refusal {
        Refusal::HostNotAllowed => "add its host to frame.hosts, if it is one of the account's",
        Refusal::Host | Refusal::HostSpelling => {
            "it does not lead to ProAbono: compare PROABONO_API_BASE with the address of the API in the back office, and the \
             addresses of the portal in the account's settings"
        }
        Refusal::Scheme | Refusal::Port => {
            "only https:// on its usual port is framed: correct the address of the portal in the account's settings; an \
             emulator's pages are framed by the command `demo` alone"
        }
        Refusal::Empty
        | Refusal::Repeated
        | Refusal::Encoding
        | Refusal::TooLong
        | Refusal::Edge
        | Refusal::Character
        | Refusal::Malformed
        | Refusal::UserInfo => {
            "no browser should follow such a link: look at the address of the portal in the account's settings, and report it to \
             ProAbono when that is right"
        }
    }
}
