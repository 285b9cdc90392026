//! The posts that the host application is owed.

#[cfg(feature = "cli")]
use rusqlite::OptionalExtension as _;
use rusqlite::{Connection, params};

use super::Millis;

/// A post to the host application. It is made together with the end of the work that it tells of, so that neither is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    /// The same at every attempt.
    pub(crate) id: String,
    /// JSON.
    pub(crate) body: String,
    /// How often it was tried before.
    pub(crate) attempts: u32,
}

/// The outcome of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answered {
    pub(crate) id: String,
    pub(crate) delivered: bool,
    /// The HTTP status; `None` when there was no answer.
    pub(crate) status: Option<u16>,
    /// The beginning of the answer, or why there was none.
    pub(crate) answer: String,
}

pub(super) fn add(connection: &Connection, post: &Post, now: Millis) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO posts (id, made, body, next_try) VALUES (?1, ?2, ?3, ?2) ON CONFLICT (id) DO NOTHING")?
        .execute(params![post.id, now, post.body])?;
    Ok(())
}

pub(super) fn is_any_due(connection: &Connection, now: Millis) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM posts WHERE next_try <= ?1)")?
        .query_row(params![now], |row| row.get(0))
}

/// Takes the posts that have waited longest.
pub(super) fn take(
    connection: &Connection,
    now: Millis,
    lease: Millis,
    most: usize,
) -> rusqlite::Result<Vec<Post>> {
    connection
        .prepare_cached(
            "UPDATE posts SET next_try = ?2 WHERE n IN
                (SELECT n FROM posts WHERE next_try <= ?1 ORDER BY next_try LIMIT ?3)
             RETURNING id, body, attempts",
        )?
        .query_map(params![now, lease, most], |row| {
            Ok(Post {
                id: row.get(0)?,
                body: row.get(1)?,
                attempts: row.get(2)?,
            })
        })?
        .collect()
}

pub(super) fn answered(
    connection: &Connection,
    answered: &Answered,
    next: Option<Millis>,
    now: Millis,
) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "UPDATE posts SET attempts = attempts + 1, next_try = ?2, ended = CASE WHEN ?2 IS NULL THEN ?3 END,
                delivered = ?4, status = ?5, answer = ?6 WHERE id = ?1",
        )?
        .execute(params![
            answered.id,
            next,
            now,
            answered.delivered,
            answered.status,
            answered.answer
        ])?;
    Ok(())
}

/// A post as a command shows it.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PostShown {
    pub(crate) id: String,
    pub(crate) made: Millis,
    pub(crate) attempts: u32,
    pub(crate) next_try: Option<Millis>,
    pub(crate) ended: Option<Millis>,
    pub(crate) delivered: bool,
    pub(crate) status: Option<u16>,
    pub(crate) answer: Option<String>,
    pub(crate) body: String,
}

/// One post.
#[cfg(feature = "cli")]
pub(super) fn show(connection: &Connection, id: &str) -> rusqlite::Result<Option<PostShown>> {
    connection
        .prepare_cached(
            "SELECT id, made, attempts, next_try, ended, delivered, status, answer, body FROM posts WHERE id = ?1",
        )?
        .query_row(params![id], |row| {
            Ok(PostShown {
                id: row.get(0)?,
                made: row.get(1)?,
                attempts: row.get(2)?,
                next_try: row.get(3)?,
                ended: row.get(4)?,
                delivered: row.get(5)?,
                status: row.get(6)?,
                answer: row.get(7)?,
                body: row.get(8)?,
            })
        })
        .optional()
}

/// Lets one post, or every one that was given up, be made anew. Returns how many that were.
#[cfg(feature = "cli")]
pub(super) fn replay(connection: &Connection, id: Option<&str>, now: Millis) -> rusqlite::Result<u64> {
    let changed = connection.execute(
        "UPDATE posts SET attempts = 0, next_try = ?2, ended = NULL, delivered = 0
         WHERE id = ?1 OR (?1 IS NULL AND next_try IS NULL AND delivered = 0)",
        params![id, now],
    )?;
    Ok(changed as u64)
}
