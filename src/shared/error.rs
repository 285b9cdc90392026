use thiserror::Error;

/// The reasons why nothing can be shared. A Redis that is away is not among them: it may come back.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SharedError {
    /// The address means nothing to the client of Redis.
    #[error("PORTAL_REDIS__URL: Redis cannot be reached by this address: {0}")]
    Address(String),
    /// The connection has no thread.
    #[error("the connection to Redis has no thread of its own: {0}")]
    Thread(std::io::Error),
    /// The program was built without the feature.
    #[error("PORTAL_REDIS__URL: this program was built without the feature `redis`")]
    NoFeature,
}
