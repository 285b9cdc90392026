//! The hosts of an API, with the keys of the account.

use std::io;
use std::path::Path;

use jiff::Timestamp;
use proabono::backoffice::Backoffice;
use proabono::{Credentials, Error, Live, Untyped};
use proabono_contract::{Api, Host};
use tokio::runtime::Runtime;

use crate::program::Program;
use crate::terminal::Failure;

/// An API of the account. Operations are sent with the client's transport, and without its types.
pub(crate) struct Connection {
    client: Client,
    /// The segment that goes with every call that takes one and is given none; of the Live API only.
    pub(crate) segment: Option<String>,
}

enum Client {
    Live(Live),
    Backoffice(Backoffice),
}

/// The keys that go with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    /// Those of the account.
    Right,
    /// Others, which must be refused.
    Wrong,
    /// Perhaps none: nothing is sent.
    Unused,
}

impl Connection {
    pub(crate) fn open<P: Program>(api: Api, file: Option<&Path>, keys: Keys) -> Result<Self, Failure> {
        let (client, segment) = match api {
            Api::Live => {
                let mut account = P::live(file, keys == Keys::Unused)?;
                change(&mut account.settings.credentials, keys);
                let segment = account.segment.to_string();
                (
                    Client::Live(Live::new(account.settings, account.segment)?),
                    Some(segment),
                )
            }
            Api::Backoffice => {
                let mut account = P::backoffice(file, keys == Keys::Unused)?;
                change(&mut account.settings.credentials, keys);
                let client = Backoffice::new(account.settings, account.segment_base)?;
                (Client::Backoffice(client), None)
            }
        };
        Ok(Self { client, segment })
    }

    /// Calls to a host. The error is that the host of the segment is not known.
    pub(crate) fn host(&self, host: Host) -> Result<Untyped, Error> {
        match (&self.client, host) {
            (Client::Live(live), _) => Ok(live.untyped()),
            (Client::Backoffice(api), Host::Account) => Ok(api.untyped()),
            (Client::Backoffice(api), Host::Segment) => api.untyped_of_segment(),
        }
    }

    /// The time of the service, when it says it.
    pub(crate) async fn time(&self) -> Result<Option<Timestamp>, Error> {
        match &self.client {
            Client::Live(live) => live.time().await,
            Client::Backoffice(api) => api.time().await,
        }
    }
}

/// The runtime of a command, which waits for one thing at a time.
pub(crate) fn runtime() -> io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

fn change(credentials: &mut Credentials, keys: Keys) {
    if keys == Keys::Wrong {
        *credentials = Credentials::new("conformance-wrong-agent", "conformance-wrong-key");
    }
}
