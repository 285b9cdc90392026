//! Variables: what is unknown, what is blank, what wins.

use super::{NOWHERE, assert_refused, check_with, problems};
use crate::support::portal::run;
use crate::support::served::{borrowed, variables};

#[tokio::test]
async fn an_unknown_variable_is_a_mistake_and_the_right_one_is_suggested() {
    for (wrong, right) in [
        ("PORTAL_SERVER__LISTNE", "PORTAL_SERVER__LISTEN"),
        ("PORTAL_SERVER_LISTEN", "PORTAL_SERVER__LISTEN"),
        ("PORTAL_IDENTITY__PROXY_HEADER", "PORTAL_IDENTITY__PROXY__HEADER"),
        ("PORTAL_LOG__LEVELS", "PORTAL_LOG__LEVEL"),
        ("PORTAL_FRAME__HOST", "PORTAL_FRAME__HOSTS"),
    ] {
        let finished = check_with(&[(wrong, "value-canary")]).await;
        assert_refused(&finished);
        let expected = format!("there is no such setting as {wrong}; did you mean {right}?");
        assert_eq!(problems(&finished), [(wrong.to_owned(), expected)]);
        assert!(!finished.stderr.contains("value-canary"));
    }
}

#[tokio::test]
async fn an_unknown_variable_like_none_points_to_the_documentation() {
    let finished = check_with(&[("PORTAL_WEATHER__TOMORROW", "rain")]).await;
    assert_refused(&finished);
    assert!(
        finished.stderr.contains("docs/configuration.md"),
        "{}",
        finished.stderr
    );
}

#[tokio::test]
async fn variables_of_proabonos_own_tools_are_left_alone() {
    let finished = check_with(&[
        ("PROABONO_WEBHOOK_SECRET", "s"),
        ("PATH", "/bin"),
        ("PORTALS", "not ours"),
    ])
    .await;
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(!finished.stdout.contains("warning"), "{}", finished.stdout);
}

#[tokio::test]
async fn an_unknown_variable_of_proabono_is_a_warning() {
    let finished = check_with(&[("PROABONO_API_KEYS", "value-canary")]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(
        finished.stdout.contains("warning: PROABONO_API_KEYS is set"),
        "{}",
        finished.stdout
    );
    assert!(!finished.stdout.contains("value-canary"));
}

#[tokio::test]
async fn a_blank_variable_is_as_if_it_were_not_set() {
    let finished = check_with(&[("PORTAL_LOG__FORMAT", ""), ("PORTAL_SERVER__WORKERS", "  ")]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    let finished = check_with(&[("PROABONO_API_KEY", "  ")]).await;
    assert_refused(&finished);
    assert!(problems(&finished)[0].1.contains("it is not set"));
}

#[tokio::test]
async fn the_environment_wins_over_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    let text = "[server]\nbase_path = \"/from-the-file\"\nlisten = \"127.0.0.1:7001\"\n";
    std::fs::write(&file, text).expect("a file");
    let file = file.to_str().expect("a path").to_owned();
    let complete = variables(NOWHERE, &[("server.base_path", "/from-the-environment")]);
    for (pairs, arguments) in [
        (borrowed(&complete), vec!["check", "--config", &file]),
        (
            [borrowed(&complete), vec![("PORTAL_CONFIG", &file)]].concat(),
            vec!["check"],
        ),
    ] {
        let finished = run(&pairs, &arguments).await;
        assert!(finished.status.success(), "{}", finished.stderr);
        let page = "http://127.0.0.1:7001/from-the-environment";
        assert!(finished.stdout.contains(page), "{}", finished.stdout);
    }
}

#[tokio::test]
async fn a_setting_that_several_variables_say_is_one_problem() {
    const NOW: &str = "PORTAL_IDENTITY__PROXY__PREVIOUS_SECRET";
    const BEFORE: &str = "PORTAL_IDENTITY__PROXY__SECRET_PREVIOUS";
    const SECRET: &str = "Zq7secret-9c2f7a1e5b8d4036f1a7c3e85d2b69407e1d4c9a2f6b8035d3e7a1c9";
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret");
    std::fs::write(&file, SECRET).expect("a file");
    let file = (format!("{NOW}_FILE"), file.to_str().expect("a path"));
    let file = (file.0.as_str(), file.1);
    let marked = "\u{feff}PORTAL_LOG__LEVEL";
    for (said, place, what) in [
        (
            vec![(NOW, SECRET), file, (BEFORE, SECRET)],
            BEFORE,
            format!("{NOW} and {NOW}_FILE are set too; set one of them"),
        ),
        (
            vec![("PORTAL_LOG__LEVEL", "info"), (marked, "debug")],
            "PORTAL_LOG__LEVEL",
            "it is set twice, once with a mark (U+FEFF) before its name; set one of the two".to_owned(),
        ),
    ] {
        let finished = check_with(&said).await;
        assert_refused(&finished);
        assert_eq!(problems(&finished), [(place.to_owned(), what)]);
    }
    for said in [
        [(NOW, ""), file, (BEFORE, " ")],
        [(NOW, SECRET), (file.0, ""), (BEFORE, "")],
    ] {
        let finished = check_with(&said).await;
        assert!(finished.status.success(), "{}", finished.stderr);
    }
    let blank = check_with(&[("PORTAL_LOG__LEVEL", "info"), (marked, "")]).await;
    assert!(blank.status.success(), "{}", blank.stderr);
}

#[tokio::test]
async fn no_proxy_variable_of_the_system_is_read() {
    let finished = check_with(&[("HTTP_PROXY", "nonsense"), ("HTTPS_PROXY", "nonsense")]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
}

#[tokio::test]
async fn what_a_container_platform_sets_for_a_service_called_portal_stops_nothing() {
    let finished = check_with(&[
        ("PORTAL_SERVICE_HOST", "10.0.0.1"),
        ("PORTAL_PORT", "tcp://10.0.0.1:80"),
        ("PORTAL_PORT_80_TCP_ADDR", "10.0.0.1"),
    ])
    .await;
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(
        finished
            .stdout
            .contains("warning: PORTAL_PORT is set, and nothing reads it")
    );
}

#[tokio::test]
async fn a_path_is_neither_an_address_nor_one_that_a_shell_would_write_out() {
    for (wrong, words) in [
        ("sqlite:x.db", "write the path alone"),
        ("sqlite://x.db", "write the path alone"),
        ("SQLite:///var/lib/x.db?mode=rwc", "write the path alone"),
        ("file:x.db", "write the path alone"),
        ("jdbc:sqlite:x.db", "write the path alone"),
        ("~/x.db", "write the whole path"),
        ("$HOME/x.db", "write the whole path"),
        ("${STATE_DIRECTORY}/x.db", "write the whole path"),
    ] {
        let finished = check_with(&[("PORTAL_SESSIONS__FILE", wrong)]).await;
        assert_refused(&finished);
        let problems = problems(&finished);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].1.contains(words), "{problems:?}");
    }
    for good in ["x.db", "./file:x.db", "state:x.db", "x~.db", "~x.db"] {
        let finished = check_with(&[("PORTAL_SESSIONS__FILE", good)]).await;
        assert!(finished.status.success(), "{good}: {}", finished.stderr);
    }
    for (variable, place) in [
        ("PORTAL_CUSTOMERS__TABLE", "PORTAL_CUSTOMERS__TABLE"),
        ("PORTAL_CONFIG", "~/portal.toml"),
    ] {
        let finished = check_with(&[(variable, "~/portal.toml")]).await;
        assert_refused(&finished);
        let problems = problems(&finished);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].0, place);
        assert!(problems[0].1.contains("write the whole path"), "{problems:?}");
    }
}

#[tokio::test]
async fn a_password_in_the_address_of_a_database_is_not_repeated() {
    for address in [
        "jdbc:postgresql://db.test/portal?user=portal&password=Zq7secret",
        "jdbc:sqlserver://db.test:1433;databaseName=portal;password=Zq7secret",
        "jdbc:mysql://(host=db.test,user=portal,password=Zq7secret)/portal",
        "jdbc:oracle:thin:portal/Zq7secret@//db.test:1521/portal",
        "sqlite:x.db?key=Zq7secret",
        "mysql://portal:Zq7secret@db.test/portal",
        "mysql://portal:Zq7secret?@db.test/portal",
        "postgres://db.test/portal?password=a@Zq7secret",
    ] {
        let finished = check_with(&[("PORTAL_SESSIONS__FILE", address)]).await;
        assert_refused(&finished);
        assert!(problems(&finished)[0].1.contains("write the path alone"));
        assert!(!finished.stderr.contains("Zq7secret"), "{}", finished.stderr);
    }
}

#[tokio::test]
async fn a_duration_may_be_said_in_days() {
    let finished = check_with(&[
        ("PORTAL_SESSIONS__IDLE", "1d"),
        ("PORTAL_SESSIONS__ABSOLUTE", "30d"),
    ])
    .await;
    assert!(finished.status.success(), "{}", finished.stderr);
    let finished = check_with(&[("PORTAL_SESSIONS__ABSOLUTE", "31d")]).await;
    assert_refused(&finished);
    let words = "it must lie between 1s and 30d (it is \"31d\")";
    assert!(finished.stderr.contains(words), "{}", finished.stderr);
}
