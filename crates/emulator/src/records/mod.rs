//! The memory of the Backoffice API: objects by collection, their parts, texts, and the codes of webhooks.

mod webhooks;

use std::collections::{BTreeMap, BTreeSet};

use proabono_contract::Api;
use serde_json::{Map, Value, json};

use crate::clock::Moment;
use crate::secrets;

/// The user who made everything here.
pub(crate) const USER: u64 = 59;

/// Ids of what is made here begin above this one.
const FIRST_ID: u64 = 1_000;

pub(crate) use webhooks::{NOTIFICATIONS, WEBHOOKS};

pub(crate) type Object = Map<String, Value>;

/// A kind of object.
pub(crate) struct Collection {
    /// Its path, which is its name too.
    pub(crate) path: &'static str,
    /// The schema of the contract that says what an object carries.
    pub(crate) schema: &'static str,
    /// The `StateLife` of a new one.
    pub(crate) state: Option<&'static str>,
    pub(crate) links: fn(&Object) -> Vec<Value>,
}

impl Collection {
    /// The members of an object, by name.
    pub(crate) fn members(&self) -> impl Iterator<Item = &'static str> + use<> {
        let members = Api::Backoffice.contract().members(self.schema).iter();
        members.map(|member| member.name.as_str())
    }

    pub(crate) fn carries(&self, name: &str) -> bool {
        self.members().any(|member| member == name)
    }
}

/// The attributes that ProAbono adds to every object with an id.
pub(crate) fn attributes(id: u64, created: Moment, updated: Moment) -> Object {
    let pairs = [
        ("Id", json!(id)),
        ("DateUpdate", json!(updated)),
        ("IdUserUpdate", json!(USER)),
        ("DateCreation", json!(created)),
        ("IdUserCreation", json!(USER)),
    ];
    pairs
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}

/// A code on its way to the address of a webhook.
pub(crate) struct Letter {
    pub(crate) webhook: u64,
    pub(crate) url: String,
    pub(crate) code: String,
    /// The secret that it is signed with.
    pub(crate) secret: String,
}

/// The memory of the Backoffice API.
#[derive(Default)]
pub(crate) struct Records {
    last_id: u64,
    rows: BTreeMap<&'static str, BTreeMap<u64, Object>>,
    parts: BTreeMap<(&'static str, &'static str, u64), Object>,
    texts: BTreeMap<&'static str, Vec<Object>>,
    /// The code of each webhook: it confirms while it is on its way, and afterwards if the address took it.
    codes: BTreeMap<u64, String>,
    /// The webhooks whose code was confirmed: only these are sent events.
    verified: BTreeSet<u64>,
    outbox: Vec<Letter>,
}

impl Records {
    pub(crate) fn next_id(&mut self) -> u64 {
        self.last_id = self.last_id.max(FIRST_ID) + 1;
        self.last_id
    }

    pub(crate) fn get(&self, path: &str, id: u64) -> Option<&Object> {
        self.rows.get(path)?.get(&id)
    }

    pub(crate) fn get_mut(&mut self, path: &str, id: u64) -> Option<&mut Object> {
        self.rows.get_mut(path)?.get_mut(&id)
    }

    /// Oldest first.
    pub(crate) fn all(&self, path: &str) -> impl Iterator<Item = &Object> {
        self.rows.get(path).into_iter().flat_map(BTreeMap::values)
    }

    pub(crate) fn remove(&mut self, path: &str, id: u64) -> bool {
        self.rows
            .get_mut(path)
            .is_some_and(|rows| rows.remove(&id).is_some())
    }

    /// A new object, with the attributes that ProAbono adds to all of them.
    pub(crate) fn insert(&mut self, kind: &Collection, id: u64, sent: Object, now: Moment) -> Object {
        let mut object = attributes(id, now, now);
        if let Some(state) = kind.state {
            object.insert("StateLife".to_owned(), json!(state));
        }
        object.extend(sent);
        self.put(kind.path, id, object.clone());
        object
    }

    fn put(&mut self, path: &'static str, id: u64, object: Object) {
        self.rows.entry(path).or_default().insert(id, object);
    }

    pub(crate) fn part(&self, path: &'static str, part: &'static str, id: u64) -> Option<&Object> {
        self.parts.get(&(path, part, id))
    }

    /// A member that is left out stays.
    pub(crate) fn write_part(&mut self, path: &'static str, part: &'static str, id: u64, sent: Object) {
        self.parts.entry((path, part, id)).or_default().extend(sent);
    }

    pub(crate) fn texts(&self, path: &str) -> &[Object] {
        self.texts.get(path).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn texts_mut(&mut self, path: &'static str) -> &mut Vec<Object> {
        self.texts.entry(path).or_default()
    }

    /// Everything but the codes, by the path of each collection, part or kind of text.
    pub(crate) fn dump(&self) -> Value {
        let mut all = Object::new();
        for (path, rows) in &self.rows {
            let rows: Vec<&Object> = rows.values().collect();
            all.insert((*path).to_owned(), json!(rows));
        }
        for (path, texts) in &self.texts {
            all.insert((*path).to_owned(), json!(texts));
        }
        for ((path, part, id), members) in &self.parts {
            all.insert(format!("{path}/{id}/{part}"), json!(members));
        }
        secrets::hidden(Value::Object(all))
    }

    pub(crate) fn send(&mut self, letter: Letter) {
        self.codes.insert(letter.webhook, letter.code.clone());
        self.outbox.push(letter);
    }

    /// True for the latest code that was sent, unless its address has refused it.
    pub(crate) fn confirms(&self, webhook: u64, code: &str) -> bool {
        self.codes.get(&webhook).is_some_and(|sent| sent == code)
    }

    /// The letters that must be delivered.
    pub(crate) fn outbox(&mut self) -> Vec<Letter> {
        std::mem::take(&mut self.outbox)
    }

    /// The address did not answer 200.
    pub(crate) fn refused(&mut self, letter: &Letter) {
        if self.confirms(letter.webhook, &letter.code) {
            self.codes.remove(&letter.webhook);
        }
    }
}
