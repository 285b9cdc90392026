//! Secrets that were copied with more than themselves: the name before them, another line, a quote.

use super::secrets::{assert_silent, check_secret, secrets, values};
use super::{assert_refused, problems};

#[tokio::test]
async fn a_secret_with_more_than_itself_is_told_what_to_leave_out_and_never_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret");
    let path = file.to_str().expect("a path");
    for key in secrets().into_iter().filter(|key| key.token) {
        let (good, _) = values(key);
        let (variable, env) = (format!("{}_FILE", key.env), key.env);
        for (text, words) in [
            (format!("{env}={good}\n"), "leave out the name"),
            (format!("{env}=\"{good}\""), "leave out the name"),
            (format!("export X={good}"), "leave out the name"),
            (format!("secret = \"{good}\""), "leave out the name"),
            (format!("key={good}"), "leave out the name"),
            (format!("Environment=\"X={good}\""), "leave out the name"),
            (format!("{good}\n{good}2\n"), "it has several lines"),
            (format!("# of the page\r\n{good}\r\n"), "it has several lines"),
            (format!("\"{good}"), "a quote stands at one end"),
            (format!("{good}'\n"), "a quote stands at one end"),
            (format!("\"{good}'"), "a quote stands at one end"),
            (format!("\"{good}\"\n"), "the quotes around it"),
        ] {
            std::fs::write(&file, &text).expect("a file");
            let mut ways = vec![[(env, ""), (variable.as_str(), path)]];
            // One of them is enough, since both are read alike.
            if env == "PROABONO_API_KEY" {
                ways.push([(env, text.as_str()), (variable.as_str(), "")]);
            }
            for said in ways {
                let finished = check_secret(key, &said).await;
                assert_refused(&finished);
                assert_silent(&finished, &text);
                let problems = problems(&finished);
                assert_eq!(problems.len(), 1, "{text:?}: {problems:?}");
                assert!(problems[0].1.contains(words), "{text:?}: {problems:?}");
            }
        }
    }
}
