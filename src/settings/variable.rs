//! The environment variable of a key, computed while the program is compiled.

/// The bytes of the variable of a key: `server.listen` is set by `PORTAL_SERVER__LISTEN`.
pub(crate) const fn bytes<const LENGTH: usize>(name: &str) -> [u8; LENGTH] {
    let (mut bytes, mut at) = ([b'_'; LENGTH], 0);
    while at < PREFIX.len() {
        bytes[at] = PREFIX[at];
        at += 1;
    }
    let (name, mut from) = (name.as_bytes(), 0);
    while from < name.len() {
        if name[from] == b'.' {
            at += 2;
        } else {
            bytes[at] = name[from].to_ascii_uppercase();
            at += 1;
        }
        from += 1;
    }
    bytes
}

/// The same of a name that is not known while compiling.
pub(super) fn of(name: &str) -> String {
    format!("PORTAL_{}", name.to_ascii_uppercase().replace('.', "__"))
}

/// How many bytes that variable has.
pub(crate) const fn length(name: &str) -> usize {
    let (name, mut dots, mut at) = (name.as_bytes(), 0, 0);
    while at < name.len() {
        dots += (name[at] == b'.') as usize;
        at += 1;
    }
    PREFIX.len() + name.len() + dots
}

const PREFIX: &[u8] = b"PORTAL_";

/// Those bytes as text.
pub(crate) const fn text(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => "",
    }
}
