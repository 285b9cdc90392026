use url::form_urlencoded;

/// The longest code or issuer that is taken, in bytes.
const LONGEST: usize = 4096;
/// The length of a `state` that this server makes.
const STATE: usize = 43;

/// The query that the provider sends the visitor back with. It holds secrets, so it has no `Debug`.
pub(crate) struct Callback {
    pub(crate) state: String,
    /// The issuer that sent the response (RFC 9207).
    pub(crate) issuer: Option<String>,
    pub(crate) answer: Answer,
}

/// The result that the provider reports.
pub(crate) enum Answer {
    /// A code, to be exchanged for tokens once.
    Code(String),
    /// An error code, as the provider writes it.
    Error(String),
}

impl Callback {
    /// Reads a query. `None` when it does not answer a sign-in of this server, or when a parameter comes twice, since
    /// one of the two would be somebody else's.
    pub(crate) fn parse(query: &str) -> Option<Self> {
        let [mut code, mut state, mut issuer, mut error] = [const { None }; 4];
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let place = match &*name {
                "code" => &mut code,
                "state" => &mut state,
                "iss" => &mut issuer,
                "error" => &mut error,
                _ => continue,
            };
            if value.is_empty() || value.len() > LONGEST || place.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        let answer = match (code, error) {
            (Some(code), None) => Answer::Code(code),
            (None, Some(error)) => Answer::Error(error),
            _ => return None,
        };
        let state = state.filter(|state| {
            state.len() == STATE
                && state
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        })?;
        Some(Self {
            state,
            issuer,
            answer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_each_thing_once() {
        let state = "s".repeat(43);
        let read = |query: &str| Callback::parse(&query.replace("STATE", &state));
        let good = read("code=a%2Bb&state=STATE&iss=https%3A%2F%2Fa.test&session_state=x").unwrap();
        assert!(matches!(good.answer, Answer::Code(code) if code == "a+b"));
        assert_eq!(good.issuer.as_deref(), Some("https://a.test"));
        let refused = read("error=access_denied&error_description=no&state=STATE").unwrap();
        assert!(matches!(refused.answer, Answer::Error(error) if error == "access_denied"));
        let long = format!("code={}&state=STATE", "c".repeat(5000));
        for wrong in [
            "",
            "code=a",
            "state=STATE",
            "code=a&state=",
            "code=a&state=short",
            "code=a&state=STATEx",
            "code=&state=STATE",
            "code=a&error=b&state=STATE",
            "code=a&code=a&state=STATE",
            "code=a&state=STATE&state=STATE",
            "code=a&state=STATE&iss=a&iss=a",
            "code=a&state=ssssssssssssssssssssssssssssssssssssssssss%0a",
            "code=a&state=ssssssssssssssssssssssssssssssssssssssss%3B%3B%3B",
            &long,
        ] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }
}
