use super::row::Warning;

pub(super) const WARNINGS: &[Warning] = &[
    Warning::new(
        "stale-while-slow",
        "ProAbono is slow; the last known link of a customer is used until it answers.",
        "ProAbono or the way to it is slow.",
        "Nothing, while it is rare: visitors see their page. Look at `portal_proabono_call_duration_seconds`.",
    ),
    Warning::new(
        "stale-while-away",
        "ProAbono does not answer; the last known link of a customer is used, and it is asked again later.",
        "An outage at ProAbono or on the way to it.",
        "Visitors who came before see their page for as long as `customers.links_stale_for` says. Look at `cause`.",
    ),
    Warning::new(
        "customer-not-looked-up",
        "A valid link was opened, though its customer could not be looked up or created.",
        "ProAbono did not answer in time, or refused.",
        "Look at `error`: if it is a refusal, every other page of this customer will fail.",
    ),
    Warning::new(
        "details-unwritten",
        "The name, the e-mail address or the language of a customer could not be written at ProAbono. The page opened.",
        "ProAbono did not answer, or does not take the value.",
        "Look at `error`. It is tried again at a later visit.",
    ),
    Warning::new(
        "offers-stale",
        "The offers could not be read; the last known ones are shown.",
        "ProAbono does not answer, or refuses.",
        "Nothing, while it is rare. Look at `error` for a refusal.",
    ),
    Warning::new(
        "table-unwatched",
        "Changes of `customers.table` will not be noticed until the next start.",
        "The system gives the process no further thread.",
        "Raise the limit of threads or processes, and restart.",
    ),
    Warning::new(
        "table-wrong",
        "`customers.table` has changed and is wrong, or cannot be read; the last good one stays in force.",
        "A mistake in the line that is named, or the file is gone.",
        "Correct the file. It is read again by itself.",
    ),
    Warning::new(
        "table-odd",
        "`customers.table` was taken, and has something in it that is probably not meant.",
        "Two users share one customer, for example.",
        "The line says which. Nothing has to be done if it is meant.",
    ),
    Warning::new(
        "other-customers",
        "An answer of ProAbono's holds objects of another reference than the one asked for. They are left out.",
        "References that differ in spelling only, or an answer that is somebody else's.",
        "`difference` says how they differ. If it is only the spelling, send the reference as ProAbono has it.",
    ),
    Warning::new(
        "other-segments",
        "ProAbono's list of usages holds some of other segments than the customer's. They give no rights.",
        "The customer has subscriptions in several segments.",
        "Nothing, if that is meant. `proabono-portal rights show` says what counts.",
    ),
    Warning::new(
        "rights-unread",
        "The rights of a customer could not be read; the last known ones count for as long as they may.",
        "ProAbono does not answer, or refuses.",
        "Look at `cause`. What holds afterwards is said by `rights.when_unknown`.",
    ),
    Warning::new(
        "rights-not-reread",
        "A usage was changed, and the rights could not be read again; what was told may be out of date.",
        "ProAbono did not answer.",
        "Nothing: the next question reads them again.",
    ),
    Warning::new(
        "usage-not-changed",
        "A usage could not be changed; the server that asked was told so.",
        "ProAbono does not answer, or refuses the change.",
        "Look at `cause`. The server may ask again with the same number.",
    ),
    Warning::new(
        "usage-unclear",
        "Nobody may use a feature, since its usages cannot be understood.",
        "ProAbono says something of the feature that this program does not know.",
        "`proabono-portal rights explain` shows what ProAbono says. Please report the line.",
    ),
];
