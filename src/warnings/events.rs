use super::row::Warning;

pub(super) const WARNINGS: &[Warning] = &[
    Warning::new(
        "inbox-away",
        "The events that are kept cannot be read or written; the line says what is left for later.",
        "The disk is full, or the file may not be written; or the Redis of several instances is away.",
        "See to the file of `webhooks.file` and its folder, or to the Redis of `redis.url`. Nothing has to be restarted.",
    ),
    Warning::new(
        "event-not-stored",
        "An event could not be stored. ProAbono was told to send it again.",
        "The disk is full, or the file of `webhooks.file` may not be written; or the Redis of several instances is away.",
        "See to the file, or to Redis, before ProAbono gives up; `proabono-portal webhooks list` shows what is there.",
    ),
    Warning::new(
        "delivery-passed-over",
        "A delivery with the right secret was thrown away.",
        "It is of another business, or no event.",
        "Look at the address of the webhook in the back office of the other business.",
    ),
    Warning::new(
        "deliveries-refused",
        "Many deliveries are refused.",
        "The secret of the webhooks has changed in the back office, a proxy drops the headers, or somebody tries.",
        "Compare `PROABONO_WEBHOOK_SECRET` with the back office; `portal_webhook_deliveries_total` has the reasons.",
    ),
    Warning::new(
        "webhook-silence",
        "No event has arrived for longer than the alarm allows.",
        "The webhook is gone or off in the back office, the proxy does not let it through, or nothing happens.",
        "`proabono-portal webhooks register` looks at it and sets it up again.",
    ),
    Warning::new(
        "events-waiting",
        "Many events wait to be worked.",
        "ProAbono is slow or away, so that customers cannot be read again.",
        "Look at `portal_webhook_oldest_waiting_seconds`: if it falls, nothing has to be done.",
    ),
    Warning::new(
        "events-missed",
        "Events had not arrived, and were found by looking for them.",
        "The server was out of reach when ProAbono sent them.",
        "Nothing: they are worked now. If it happens often, look at the way from ProAbono to this server.",
    ),
    Warning::new(
        "history-unread",
        "Past events could not be read at ProAbono, so that missing ones are not found yet.",
        "ProAbono does not answer, or the keys may not read its Backoffice API.",
        "Look at `error`. The next search tries again.",
    ),
    Warning::new(
        "customer-not-reread",
        "A customer could not be read again after an event; it is tried again.",
        "ProAbono does not answer, or refuses.",
        "Look at `why`. `proabono-portal webhooks show` has the event with its attempts.",
    ),
    Warning::new(
        "event-without-customer",
        "An event names no customer that could be looked at.",
        "It is about something else, or its customer has no reference.",
        "Nothing: the event is kept, and there is nothing to read.",
    ),
    Warning::new(
        "post-not-taken",
        "Your application did not take a post; it is made again.",
        "The application is down, slow, or refuses the signature.",
        "Look at `status` and at the application's log; `proabono-portal webhooks test` sends a post.",
    ),
    Warning::new(
        "post-given-up",
        "Your application did not take a post in any attempt; it is made no more.",
        "The application was down for longer than the attempts last, or refuses the post.",
        "Repair the application, then `proabono-portal webhooks replay` makes the posts again.",
    ),
];
