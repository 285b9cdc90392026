//! The configuration of nginx in front.

use std::fmt::Write as _;

use super::super::wait::loopback;
use super::options::SiteOptions;

/// nginx knows its users by a cookie, as if it had signed them in, and lets no visitor name one by a header.
pub(super) fn locations(options: &SiteOptions, portal: u16) -> String {
    let mut text = String::from("large_client_header_buffers 8 64k;\n");
    for name in DETAILS {
        let _ = writeln!(text, "set ${name} \"\";");
    }
    for (index, visitor) in options.visitors.iter().enumerate() {
        let values = [visitor.id, visitor.name, visitor.email, visitor.language];
        for (name, value) in DETAILS.iter().zip(values) {
            let value = quoted(value);
            let _ = writeln!(
                text,
                "if ($cookie_who = \"{}\") {{ set ${name} {value}; }}",
                visitor.id
            );
            if index == 0 {
                let _ = writeln!(text, "if ($cookie_who = \"\") {{ set ${name} {value}; }}");
            }
        }
    }
    let (location, root) = match (options.path, options.rewritten) {
        ("", _) => ("/".to_owned(), ""),
        (path, false) => (path.to_owned(), ""),
        (path, true) => (format!("{path}/"), "/"),
    };
    let _ = writeln!(
        text,
        "location {location} {{\nproxy_pass http://{}{root};",
        loopback(portal)
    );
    let _ = writeln!(text, "proxy_set_header Host $http_host;\n{}", options.directives);
    for (name, header) in DETAILS.iter().zip(["User", "Name", "Email", "Language"]) {
        let _ = writeln!(text, "proxy_set_header X-Remote-{header} ${name};");
        let _ = writeln!(text, "proxy_set_header X_Remote_{header} \"\";");
    }
    text + "}\n" + &options.locations
}

const DETAILS: [&str; 4] = ["user_id", "user_name", "user_email", "user_language"];

fn quoted(text: &str) -> String {
    assert!(!text.contains('$'), "nginx would read a variable in {text:?}");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
