use std::error::Error;
use std::iter::successors;
use std::sync::Arc;
use std::time::Duration;

use crate::customers::Unresolved;
use crate::identity::User;
use crate::openings::NothingOpened;
use crate::proabono::{Error as ApiError, with_causes};
use crate::store::StoreError;
use crate::words::Problem;

/// The reasons why a handler has no page to show.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Nobody is signed in, and a way to sign in is offered that leads back to this page.
    SignIn,
    /// There is a problem.
    Problem(Box<Trouble>),
}

/// A problem, its cause and the visitor.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub(super) problem: Problem,
    pub(super) cause: Cause,
    /// The visitor, when they are known.
    pub(super) user: Option<User>,
}

impl Stop {
    /// A problem for the page, with the cause for the log.
    pub(crate) fn new(problem: Problem, cause: Cause) -> Self {
        Self::Problem(Box::new(Trouble {
            problem,
            cause,
            user: None,
        }))
    }

    /// A problem with the reason that the log gives for it.
    pub(crate) fn because(problem: Problem, reason: &str) -> Self {
        Self::new(problem, Cause::reason(reason))
    }

    /// The problem that it is.
    pub(crate) fn problem(&self) -> Problem {
        match self {
            Self::SignIn => Problem::NotSignedIn,
            Self::Problem(trouble) => trouble.problem,
        }
    }

    pub(crate) fn internal(reason: &str) -> Self {
        Self::because(Problem::Internal, reason)
    }

    /// Adds the visitor, who is known.
    pub(crate) fn for_user(mut self, user: &User) -> Self {
        if let Self::Problem(trouble) = &mut self {
            trouble.user.get_or_insert_with(|| user.clone());
        }
        self
    }
}

impl From<Problem> for Stop {
    /// Makes a problem that needs no explanation in the log.
    fn from(problem: Problem) -> Self {
        Self::new(problem, Cause::none())
    }
}

impl From<Unresolved> for Stop {
    fn from(error: Unresolved) -> Self {
        Self::new(Problem::from(&error), Cause::of(&error))
    }
}

impl From<NothingOpened> for Stop {
    fn from(error: NothingOpened) -> Self {
        Self::new(Problem::from(&error), Cause::of(&error))
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::because(Problem::SessionsAway, &error.to_string())
    }
}

/// The cause of a problem: a text for the log, and how long ProAbono asked to be left alone.
#[derive(Debug, Default)]
pub(crate) struct Cause {
    text: Option<String>,
    pub(super) pause: Option<Duration>,
}

impl Cause {
    pub(crate) fn none() -> Self {
        Self::default()
    }

    pub(crate) fn reason(reason: &str) -> Self {
        Self {
            text: Some(reason.to_owned()),
            pause: None,
        }
    }

    /// The text of an error and of all its sources.
    pub(crate) fn of(error: &(dyn Error + 'static)) -> Self {
        Self {
            text: Some(with_causes(error)),
            pause: pause(error),
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }
}

/// The pause that an answer of ProAbono's asks for, where one is among the sources of an error.
fn pause(error: &(dyn Error + 'static)) -> Option<Duration> {
    let mut sources = successors(Some(error), |&error| error.source());
    sources.find_map(|error| {
        let shared = || error.downcast_ref::<Arc<ApiError>>().map(AsRef::as_ref);
        match error.downcast_ref().or_else(shared)? {
            ApiError::Refused(refusal) => refusal.retry_after,
            _ => None,
        }
    })
}
