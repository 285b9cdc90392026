use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared};
use openidconnect::core::{
    CoreAuthDisplay, CoreClaimName, CoreClaimType, CoreClientAuthMethod, CoreGrantType, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreResponseMode, CoreResponseType,
    CoreSubjectIdentifierType,
};
use openidconnect::{
    AdditionalProviderMetadata, DiscoveryError, HttpRequest, IssuerUrl, ProviderMetadata, UserInfoUrl,
};
use serde::{Deserialize, Serialize};
use url::Url;

use super::Stopped;
use super::http::{Http, HttpError, is_safe};

/// How long what the provider says of itself is believed, its keys included.
const FRESH: Duration = Duration::from_hours(1);
/// How long it is believed to those who come back from it, while it does not say anything of itself.
const STALE: Duration = Duration::from_hours(24);
/// How often an unknown key makes us ask again before that.
const AGAIN: Duration = Duration::from_mins(1);
/// How long a failure answers for the visitors behind the one who met it.
const FAILED: Duration = Duration::from_secs(1);

/// What is read of a provider beyond the library's own fields.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Extra {
    /// Where the browser goes to sign out there.
    pub(super) end_session_endpoint: Option<Url>,
    /// Whether it says who answers (RFC 9207).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Extra {}

pub(super) type Metadata = ProviderMetadata<
    Extra,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// What a provider says of itself, with its keys.
pub(super) struct Provider {
    pub(super) metadata: Metadata,
    /// Counts the times that it was asked.
    pub(super) number: u64,
    fetched: Instant,
}

type Flight = Shared<BoxFuture<'static, Result<Arc<Provider>, Stopped>>>;

#[derive(Default)]
struct State {
    provider: Option<Arc<Provider>>,
    /// As it was last seen, whatever happened since.
    last: Option<Arc<Provider>>,
    flight: Option<(Instant, Flight)>,
    /// When an unknown key last made us ask.
    again: Option<Instant>,
    number: u64,
}

/// Finds out about the provider when somebody needs it: once for all who wait, and not at each visit.
#[derive(Clone)]
pub(super) struct Lookup {
    issuer: IssuerUrl,
    http: Http,
    timeout: Duration,
    state: Arc<Mutex<State>>,
}

impl Lookup {
    pub(super) fn new(issuer: IssuerUrl, http: Http, timeout: Duration) -> Self {
        Self {
            issuer,
            http,
            timeout,
            state: Arc::default(),
        }
    }

    /// The provider as it was at most an hour ago.
    pub(super) async fn provider(&self) -> Result<Arc<Provider>, Stopped> {
        self.within(FRESH).await
    }

    /// The provider as it was last seen, to end a sign-in that it has let begin. Nobody waits while it can be known: when
    /// what is known is old, it is asked behind the visitor's back.
    pub(super) async fn known(&self) -> Result<Arc<Provider>, Stopped> {
        let last = {
            let mut state = self.state();
            let last = state.last.clone().filter(|last| last.fetched.elapsed() < STALE);
            if last.as_ref().is_some_and(|last| last.fetched.elapsed() >= FRESH) {
                drop(self.flight(&mut state));
            }
            last
        };
        match last {
            Some(provider) => Ok(provider),
            None => self.provider().await,
        }
    }

    /// The provider as it was at most so long ago.
    pub(super) async fn within(&self, age: Duration) -> Result<Arc<Provider>, Stopped> {
        let flight = {
            let mut state = self.state();
            match &state.provider {
                Some(provider) if provider.fetched.elapsed() < age => return Ok(Arc::clone(provider)),
                _ => self.flight(&mut state),
            }
        };
        flight.await
    }

    /// A provider that was asked after this one: its keys may have changed. `None` when it was asked just so a moment ago.
    pub(super) async fn after(&self, known: &Provider) -> Result<Option<Arc<Provider>>, Stopped> {
        let flight = {
            let mut state = self.state();
            match &state.provider {
                Some(newer) if newer.number > known.number => return Ok(Some(Arc::clone(newer))),
                _ => {}
            }
            let under_way = state
                .flight
                .as_ref()
                .is_some_and(|(_, flight)| flight.peek().is_none());
            let often = state.again.is_some_and(|again| again.elapsed() < AGAIN);
            if often && !under_way {
                return Ok(None);
            }
            state.again = Some(Instant::now());
            self.flight(&mut state)
        };
        flight.await.map(Some)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The question that is under way, or failed just now, or a new one.
    fn flight(&self, state: &mut State) -> Flight {
        if let Some((since, flight)) = &state.flight
            && (flight.peek().is_none()
                || (matches!(flight.peek(), Some(Err(_))) && since.elapsed() < FAILED))
        {
            return flight.clone();
        }
        state.number += 1;
        let flight = self.clone().ask(state.number).boxed().shared();
        state.flight = Some((Instant::now(), flight.clone()));
        // It goes on when the visitor who began it leaves.
        drop(tokio::spawn(flight.clone()));
        flight
    }

    async fn ask(self, number: u64) -> Result<Arc<Provider>, Stopped> {
        let found = tokio::time::timeout(self.timeout, self.discover()).await;
        let metadata = match found {
            Ok(Ok(metadata)) => metadata,
            Ok(Err(cause)) => return Err(self.away(&cause)),
            Err(_) => return Err(self.away(&format!("it does not answer within {:?}", self.timeout))),
        };
        let provider = Arc::new(Provider {
            metadata,
            number,
            fetched: Instant::now(),
        });
        let mut state = self.state();
        state.provider = Some(Arc::clone(&provider));
        state.last = Some(Arc::clone(&provider));
        drop(state);
        Ok(provider)
    }

    fn away(&self, cause: &str) -> Stopped {
        let mut state = self.state();
        // Nobody is sent to a provider of which we know that it is away, however fresh what we know of it is.
        state.provider = None;
        // The next question begins anew once this moment has passed.
        if let Some((since, _)) = &mut state.flight {
            *since = Instant::now();
        }
        Stopped::Away(format!("the discovery of the OpenID provider: {cause}"))
    }

    async fn discover(&self) -> Result<Metadata, String> {
        let send = |request: HttpRequest| {
            let http = self.http.clone();
            async move { http.send(request).await }
        };
        let metadata = Metadata::discover_async(self.issuer.clone(), &send)
            .await
            .map_err(|error| said(&error))?;
        let extra = metadata.additional_metadata();
        let token = metadata
            .token_endpoint()
            .ok_or("its document has no token_endpoint")?;
        let info = metadata.userinfo_endpoint().map(UserInfoUrl::url);
        [metadata.authorization_endpoint().url(), token.url()]
            .into_iter()
            .chain(info)
            .chain(extra.end_session_endpoint.as_ref())
            .all(is_safe)
            .then_some(())
            .ok_or("its document has an address that is neither https nor on a loopback address")?;
        Ok(metadata)
    }
}

/// What went wrong. The document is public; a visitor has no part in it.
fn said(error: &DiscoveryError<HttpError>) -> String {
    match error {
        DiscoveryError::Request(error) => error.to_string(),
        DiscoveryError::Parse(error) => format!(
            "its document cannot be read at {}: {}",
            error.path(),
            error.inner()
        ),
        DiscoveryError::Response(status, _, what) => format!("it answers {status}: {what}"),
        DiscoveryError::Validation(what) | DiscoveryError::Other(what) => what.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn a_question_that_hangs_keeps_nobody_waiting_who_comes_back() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://{}", silent.local_addr().unwrap());
        let timeout = Duration::from_secs(5);
        let lookup = Lookup::new(
            IssuerUrl::new(issuer.clone()).unwrap(),
            Http::new(timeout),
            timeout,
        );
        let metadata = serde_json::json!({
            "issuer": issuer, "authorization_endpoint": issuer, "jwks_uri": issuer,
            "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
        });
        let old = Arc::new(Provider {
            metadata: serde_json::from_value(metadata).unwrap(),
            number: 1,
            fetched: Instant::now().checked_sub(FRESH + timeout).unwrap(),
        });
        {
            let mut state = lookup.state();
            (state.provider, state.last) = (Some(Arc::clone(&old)), Some(old));
        }
        let started = Instant::now();
        assert_eq!(lookup.known().await.unwrap().number, 1);
        assert!(
            started.elapsed() < Duration::from_secs(1),
            "{:?}",
            started.elapsed()
        );
        let asked = lookup
            .state()
            .flight
            .as_ref()
            .is_some_and(|(_, flight)| flight.peek().is_none());
        assert!(asked, "it is asked meanwhile");
    }
}
