//! Prints a token for the user in the first argument; with a second one, the address that this user's sign-out leads to.

#[path = "../rust.rs"]
mod handoff;

use std::env;

use handoff::{Person, handoff_token, sign_out_address};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("say for whom")?;
    let person = Person {
        id: &id,
        name: "Zoë Weiß",
        email: "zoe@acme.example",
    };
    let (key, issuer, audience) = (
        env::var("HANDOFF_KEY")?,
        env::var("HANDOFF_ISSUER")?,
        env::var("HANDOFF_AUDIENCE")?,
    );
    let text = match env::args().nth(2) {
        Some(next) => sign_out_address(&person, &key, &issuer, &audience, &next)?.to_string(),
        None => handoff_token(&person, &key, &issuer, &audience)?,
    };
    #[allow(clippy::print_stdout, reason = "the text is what this program is for")]
    {
        println!("{text}");
    }
    Ok(())
}
