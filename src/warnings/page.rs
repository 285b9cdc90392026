use super::row::Warning;

pub(super) const WARNINGS: &[Warning] = &[
    Warning::new(
        "proabono-unreachable",
        "ProAbono cannot be reached, and nothing was known of the customer; the visitor saw status 503.",
        "An outage at ProAbono or on the way to it, or ProAbono has asked for a pause (status 429).",
        "`proabono-portal check --online` tries it from this machine. The page asks again by itself.",
    ),
    Warning::new(
        "proabono-slow",
        "ProAbono did not answer within `proabono.timeout`; the visitor saw status 504.",
        "ProAbono or the way to it is slow.",
        "Look at `portal_proabono_call_duration_seconds`. The page asks again by itself.",
    ),
    Warning::new(
        "proabono-refused",
        "ProAbono answers, and refuses what it is asked; the visitor saw status 502.",
        "Keys of another business or of the sandbox, a segment that the account does not have, or a customer who is not the one \
         that was asked for.",
        "Look at `cause`. `proabono-portal check --online` tries the keys and the segment.",
    ),
    Warning::new(
        "nothing-to-open",
        "A customer is there and has no page that may be framed; the visitor saw status 502.",
        "ProAbono gives no link, or one at a host that `frame.hosts` does not list.",
        "A line `link-refused` before it names the host. Otherwise look whether the portal is on in the back office.",
    ),
    Warning::new(
        "link-refused",
        "A link of ProAbono's API is not opened, because it does not pass the gate.",
        "The account has a host of its own that `frame.hosts` does not list, or the link is not what it should be.",
        "`reason` and `remedy` in the line say what to do. A link of a host that is not ProAbono's is worth a question to ProAbono.",
    ),
    Warning::new(
        "metadata-too-long",
        "A user's metadata is not sent to the in-site portal, since it has more than 450 characters.",
        "The claims of `customers.metadata` are long.",
        "Name fewer claims in `customers.metadata`.",
    ),
    Warning::new(
        "blocked-by-policy",
        "A browser kept something on the page from loading, and reported it.",
        "A bank that takes over the whole frame during 3-D Secure (`frame-src`), an extension of the browser, or an injection.",
        "If `blocked` is the origin of a bank, add it to `frame.extra_sources`. Extensions can be ignored.",
    ),
];
