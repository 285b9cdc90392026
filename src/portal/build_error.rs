use thiserror::Error;

use crate::events::EventsError;
use crate::proabono::Error as ApiError;
use crate::visit::ThemeError;
use crate::words::TextsError;

/// The reasons why a portal cannot be built.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Nobody could ever be known.
    #[error(
        "nobody can be recognised: no identity is configured. For a reverse proxy that signs users in, set \
         PORTAL_IDENTITY__PROXY__HEADER and PORTAL_IDENTITY__PROXY__FROM; in a host application, call \
         PortalBuilder::identify"
    )]
    NoIdentity,
    /// Users would sign in here, and only a server of its own has sessions for that.
    #[error(
        "identity.oidc and identity.handoff need the server of its own (the command `serve`): a host application signs \
         users in itself and says who they are with PortalBuilder::identify"
    )]
    SignInNeedsServer,
    /// Several providers, and nothing says whether their ids mean the same users.
    #[error(
        "several providers of identity are on. First remove the one that you do not use: whoever can speak for it can be any \
         user. If you use them all, and an id means the same user whichever it comes from, set \
         PORTAL_IDENTITY__SHARED_IDS=true; if not, write {{provider}} into PORTAL_CUSTOMERS__REFERENCE, or the user 42 of one \
         would see the invoices of the user 42 of another"
    )]
    SharedIds,
    /// The client of ProAbono cannot be made.
    #[error("the client of ProAbono cannot be made")]
    Client(#[source] ApiError),
    /// ProAbono's events cannot be received.
    #[error(transparent)]
    Events(#[from] EventsError),
    /// The sentences of the operator's cannot be taken.
    #[error("page.texts: {0}")]
    Texts(#[from] TextsError),
    /// The look cannot be taken.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// A setting cannot stand in a header.
    #[error("a setting of [frame], [headers], [widget] or [chat] cannot stand in a header")]
    Header,
}
