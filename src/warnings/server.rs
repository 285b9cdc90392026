use super::row::Warning;

pub(super) const WARNINGS: &[Warning] = &[
    Warning::new(
        "not-started",
        "The server does not start. The line says why, with every problem of the configuration.",
        "A setting is missing or wrong, a file that one names cannot be read, or an address is taken.",
        "Change what the line names. `proabono-portal check` finds the same without starting anything.",
    ),
    Warning::new(
        "odd-setting",
        "Something in the configuration is allowed, and probably not meant. The server starts all the same.",
        "For example: a variable that nothing reads, a proxy without a secret, or users who are told apart by an e-mail address.",
        "The line names the setting and what to write. `proabono-portal check` lists the same warnings.",
    ),
    Warning::new(
        "ended-at-once",
        "The server ended before the requests under way had their answers.",
        "A second SIGTERM or SIGINT came while it was ending.",
        "Let whatever stops the server wait for longer than `server.shutdown_delay` and twice `server.shutdown_timeout` together.",
    ),
    Warning::new(
        "connections-short",
        "Most of the connections that the server takes at a time are in use, or one address has as many as it may.",
        "More visitors than usual, a proxy that keeps connections it does not use, or somebody who wears the server down.",
        "Look at what is connected. Raise `server.connections` if these are visitors; limit addresses in the proxy if they are not.",
    ),
    Warning::new(
        "open-files-short",
        "The server takes fewer connections than `server.connections` says, for every connection is an open file.",
        "The limit of open files is lower than the setting needs.",
        "Raise it: `LimitNOFILE=` in a unit of systemd, `ulimit -n` in a shell. Or lower the setting.",
    ),
    Warning::new(
        "supervisor-away",
        "The program that supervises the server could not be told that it takes visitors, or that it ends.",
        "`NOTIFY_SOCKET` names a socket that is not there or may not be written: a container or a wrapper passes the variable on \
         without the socket.",
        "Take the variable away where nothing listens. Under systemd, give the unit `NotifyAccess=main`.",
    ),
    Warning::new(
        "panic",
        "A part of the program ended in a panic. The request that caused it was lost; the server runs on.",
        "A fault of this program.",
        "Please report the line: it names the place in the source, and nothing of the visitor.",
    ),
    Warning::new(
        "fault",
        "A visitor saw the page for a fault of this program (status 500).",
        "A fault, or a user from whom no reference can be made. The line has the cause and the request id of the page.",
        "Look at `cause`. If it names no setting of yours, please report it.",
    ),
    Warning::new(
        "template-failed",
        "A page or a part of one could not be rendered, and is left out.",
        "A fault of this program, or a lack of memory.",
        "Please report it.",
    ),
    Warning::new(
        "sessions-away",
        "The sessions cannot be read or written. `/readyz` answers 503, and nobody can sign in.",
        "The disk is full, the file may not be written, or it is on a network drive that is gone; or the Redis of several instances is away.",
        "Look at `error` or `cause`. Without Redis, see to the file of `sessions.file` and its folder: space, owner, permissions; with it, \
         to the Redis of `redis.url`. Nothing has to be restarted.",
    ),
    Warning::new(
        "redis-away",
        "The Redis that the instances share does not answer. Nobody can sign in, and events are delivered again later; pages that \
         need none of it work.",
        "It has ended, is out of memory, or the network between it and this server is cut.",
        "See to the Redis of `redis.url`. Nothing has to be restarted here.",
    ),
    Warning::new(
        "news-unread",
        "What other instances have learnt cannot be read from Redis. Links, rights and open pages of this instance may be outdated. \
         It is said at most once a minute.",
        "Redis is away or has started anew, or its user may not read streams (`XREAD`).",
        "Look at `error`. Nothing has to be restarted: what was missed is read as soon as it can be.",
    ),
    Warning::new(
        "odd-members",
        "An answer of ProAbono's has members of another type than its documentation says. They count as absent.",
        "ProAbono has changed its API, or something in between changes the answers.",
        "Look whether the pages lack something. Please report the line: it names members, and no values.",
    ),
    Warning::new(
        "answer-unreadable",
        "An answer of ProAbono's cannot be read at all; the call counts as failed.",
        "A proxy or a firewall answers in ProAbono's place, the answer was cut off, or the API has changed.",
        "Compare `proabono.api_base` with the back office, and look at `proabono.http_proxy`. `proabono-portal check --online` \
         tries the same call.",
    ),
    Warning::new(
        "traces-not-sent",
        "Traces could not be sent to the receiver of `telemetry.otlp_endpoint`, and are lost. It is said at most once a minute.",
        "The receiver is down, cannot be reached, or refuses them.",
        "Nothing, for visitors: they do not wait for it. Look at `error`, and at the receiver.",
    ),
    Warning::new(
        "metrics-not-sent",
        "Metrics could not be sent to the receiver of `telemetry.otlp_endpoint`. It is said at most once a minute.",
        "The receiver is down, cannot be reached, refuses them, or takes traces only.",
        "Nothing, for visitors. The next ones hold all that was counted. Look at `error`, and at the receiver; one that takes no \
         metrics is sent none without `telemetry.metrics_every`.",
    ),
];
