use super::*;
use crate::config::keys;

fn refused(text: &str) -> bool {
    refusal(text, keys().filter(|key| key.token)).is_some()
}

#[test]
fn what_a_shell_or_a_template_should_have_replaced_is_no_key() {
    for text in [
        "$(openssl rand -hex 32)",
        "\"$(openssl rand -hex 64)\"",
        "`openssl rand -hex 32`",
        "openssl rand -hex 32",
        "openssl-rand-hex-64",
        "head -c 32 /dev/urandom | base64",
        "cat /run/secrets/handoff-key-of-the-portal",
        "$HANDOFF_KEY",
        "${HANDOFF_KEY}",
        "${{ secrets.HANDOFF_KEY }}",
        "{{ handoff_key }}",
        "{$HANDOFF_KEY}",
        "%HANDOFF_KEY%",
        "%{HANDOFF_KEY}",
        "#{HandoffKey}",
        "<handoff-key>",
        "[your key here, 32 characters long]",
        "op://vault/portal/handoff",
        "arn:aws:secretsmanager:eu-west-3:1:secret:portal",
        "vault:secret/data/portal#key",
        "python -c 'import secrets; print(secrets.token_hex(32))'",
        "$handoff_key_of_the_portal_and_the_app",
        "$env:HANDOFF_KEY_OF_THE_PORTAL",
        "$$HANDOFF_KEY_OF_THE_PORTAL_0123",
        "\\$HANDOFF_KEY_OF_THE_PORTAL_0123",
        "${HANDOFF_KEY_OF_THE_PORTAL_0123",
        "key:$HANDOFF_KEY_OF_THE_PORTAL_0",
        "$$HANDOFF_SECRET_0123",
        "\\$HANDOFF_SECRET_0123",
        "acme:$HANDOFF_SECRET_0123",
        "acme-${handoff_secret_0123}",
        "acme-${HANDOFF_SECRET_0123",
        "acme-$(HANDOFF_SECRET_0123)",
        "acme-$Env:HandoffSecret0123",
        "process.env.HANDOFF_KEY_OF_THE_PORTAL",
        "#{HANDOFF_KEY_OF_THE_PORTAL}#",
        "__HANDOFF_KEY_OF_THE_PORTAL_0123__",
        "@@HANDOFF_KEY_OF_THE_PORTAL_0123@@",
        "%(ENV_HANDOFF_KEY)s_of_the_portal_0",
        "/run/secrets/handoff-key-of-the-portal",
        "file:///run/secrets/handoff-key-portal",
        "@Microsoft.KeyVault(SecretUri=https://vault/secrets/portal)",
        "projects/123456/secrets/handoff/versions/latest",
        "ssm:/prod/portal/handoff-key-number-1",
        "bitwarden://portal/handoff-key-number-1",
    ] {
        assert!(refused(text), "{text}");
    }
}

#[test]
fn a_line_of_another_file_is_no_key_and_is_told_what_it_is() {
    for text in [
        "PROABONO_API_KEY=9c2f7a1e5b8d4036",
        "PROABONO_API_KEY=\"9c2f7a1e5b8d4036\"",
        "HANDOFF_KEY=abc",
        "export X=abc",
        "export api_key='abc'",
        "set KEY=abc",
        "-e KEY=abc",
        "--env=X=abc",
        "- X=abc",
        "KEY=abc",
        "password=9c2f7a1e5b8d4036",
        "acme-token=9c2f7a1e5b8d4036",
        "X='abc'",
        "api_key=\"abc\"",
        "api_key:\"abc\"",
        "Environment=\"X=abc\"",
        "Environment=X=abc",
        "\"api_key\": \"9c2f7a1e5b8d4036\",",
        "'api_key':'9c2f7a1e5b8d4036',",
        "HANDOFF_KEY=\"-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\"",
        "$env:HANDOFF_KEY = \"9c2f7a1e5b8d4036f1a7c3e85d2b6940\"",
        "api_key = \"9c2f7a1e5b8d4036\"",
        "api_key=  9c2f7a1e5b8d4036",
        "api-key: 9c2f7a1e5b8d4036",
        "PROABONO_API_KEY=abc\nPROABONO_AGENT_KEY=def",
    ] {
        assert_eq!(refusal(text, std::iter::empty()), Some(line::SETTING), "{text}");
    }
    for text in [
        "9c2f7a1e5b8d4036\n7e1d4c9a2f6b8035",
        "9c2f7a1e5b8d4036\r\n\r\n7e1d4c9a2f6b8035",
        "# made in May\n9c2f7a1e5b8d4036",
        "9c2f7a1e5b8d4036\r7e1d4c9a2f6b8035",
    ] {
        assert_eq!(refusal(text, std::iter::empty()), Some(line::SEVERAL), "{text}");
    }
}

#[test]
fn a_quote_at_one_end_is_no_part_of_a_key() {
    for text in [
        "\"9c2f7a1e5b8d4036",
        "9c2f7a1e5b8d4036'",
        "\"9c2f7a1e5b8d4036'",
        "“9c2f7a1e5b8d4036\"",
        "”nC96HltNgDbxp8PoXStpQE0yb1FJ5jYx3aUuQd5w2hA=",
    ] {
        assert!(refused(text), "{text}");
    }
    // Random ones, of all printable characters.
    for text in [
        r#""xi\=xBYM#_Ub5B0&O(dALuIL%j7P"#,
        r"uQ:8h}Z{9x;Bk24mRt(t^7W!pLe0'",
    ] {
        assert!(!refused(text), "{text}");
    }
}

#[test]
fn a_key_in_json_is_no_key_and_is_told_what_it_is() {
    for text in [
        r#"{"kty":"oct","k":"nC96HltNgDbxp8PoXStpQE0yb1FJ5jYx3aUuQd5w2hA"}"#,
        r#"{ "keys": [] }"#,
    ] {
        assert_eq!(refusal(text, std::iter::empty()), Some(JWK), "{text}");
    }
    let text = "{\n  \"handoff_key\": \"9c2f7a1e5b8d4036f1a7c3e85d2b6940\"\n}\n";
    assert_eq!(refusal(text, std::iter::empty()), Some(JSON));
}

#[test]
fn lines_before_a_key_in_pem_are_no_part_of_it() {
    let pem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----";
    for before in [
        "Public-Key: (256 bit)\npub:\n",
        "Public-Key: (256 bit)\r\npub:\r\n",
        "# openssl pkey -in private.pem -pubout\n",
        "friendlyName: example\n",
    ] {
        let text = format!("{before}{pem}");
        assert!(!refused(&text), "{text}");
        let one_line = text.replace('\n', "\\n").replace('\r', "\\r");
        assert!(!refused(&one_line), "{one_line}");
    }
}

#[test]
fn a_sample_or_a_placeholder_is_no_key() {
    for text in [
        "the-agent-key",
        "THE-API-KEY",
        "changeme",
        "change-me-change-me-change-me-change-me",
        "CHANGE_ME",
        "replace-with-a-long-random-string-please",
        "your-256-bit-secret",
        "your_secret_key_of_at_least_32_characters",
        "example-secret-example-secret-example",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "********",
        "sk_live_…",
        "abcdef...",
        "TODO",
        "secret",
        "\"0123456789abcdef0123456789abcdef\"",
        "'5f2c0e9b7d8a41c6b3e05f7a9c1d2e4f'",
        "0123456789abcdef0123456789abcdef",
        "abcdefghijklmnopqrstuvwxyz012345",
        "12345678901234567890123456789012",
        "abababababababababababababababab",
        "0000000000000000000000000000000000000001",
        "secretsecretsecretsecretsecretsecret",
        "passwordpasswordpasswordpassword1234",
        "a-secret-of-at-least-32-characters",
        "test-test-test-test-test-test-test",
        "my-secret-my-secret-my-secret-my",
        "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
    ] {
        assert!(refused(text), "{text}");
    }
    let samples = keys().filter(|key| key.token && !key.example.is_empty());
    for key in samples {
        assert!(refused(key.example), "{}", key.name);
    }
}

/// The digests stand for draws: a text that is refused by chance, as one in a hundred thousand is, would not be found
/// again.
#[test]
fn a_random_key_of_all_printable_characters_is_taken() {
    use sha2::{Digest as _, Sha256};
    for draw in 0..5_000_u32 {
        let digest = Sha256::digest(draw.to_be_bytes());
        let text: String = digest.iter().map(|byte| char::from(b'!' + byte % 94)).collect();
        assert!(!refused(&format!("k{text}k")), "{text}");
        assert!(!refused(&format!("\"{text}k")), "{text}");
    }
}

/// Digests stand for draws here as well: one key in some ten thousand looks like `…KEY=…` in base 32.
#[test]
fn a_random_key_is_taken_in_every_usual_alphabet() {
    use base64::Engine as _;
    use sha2::{Digest as _, Sha384};
    for draw in 0..2_000_u32 {
        let bytes = Sha384::digest(draw.to_le_bytes());
        for text in [
            data_encoding::HEXLOWER.encode(&bytes),
            base64::engine::general_purpose::STANDARD.encode(bytes),
            data_encoding::BASE64URL_NOPAD.encode(&bytes),
            data_encoding::BASE32.encode(&bytes),
        ] {
            assert!(!refused(&format!("k{text}k")), "{text}");
        }
    }
    for text in [
        "5f2c0e9b-7d8a-41c6-b3e0-5f7a9c1d2e4f",
        "GOCSPX-a1B2c3D4e5F6g7H8",
        "a~B8Q~x.y_Z-0123456789abcdefABCDEF",
        "a-secret:with/odd+characters",
        "agent-demo",
        r#"k\i=xBYM#_Ub"5B0&O(dALuIL%j7P\WgEnfMLBGXV(xO2Sfuqk"#,
        "q0RkEyOf7pWgEnT3xL9vB2mZ8dHs6cJ1uN5iA4oY",
        "correct horse battery staple and more words",
        "dGhpc2lzbm90YXNlY3JldDEyMzQ1Njc4OTBhYg==",
        "AB_12=x9Qm2mZ8dHs6cJ1uN5iA4oY7pWgEnT",
        "sk_live:q0RkEyOf7pWgEnT3xL9vB2mZ8dHs6",
        r"uQ:$8h}Z${9x;B$$k2\$4mR$(t^7W!pLe0",
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----",
    ] {
        assert!(!refused(text), "{text}");
    }
}
