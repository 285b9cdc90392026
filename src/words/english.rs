use crate::web::Plain;

use super::sentences::{ChatWords, NotOffered, Returned, Walking, Words};

pub(super) static ENGLISH: Words = Words {
    tag: Plain::of("en"),
    title: Plain::of("Your subscription"),
    nothing_is_real: Plain::of(
        "Nothing here is real: an emulator stands in for ProAbono, and no money moves.",
    ),
    frame_title: Plain::of("Your subscription, plans, payment and invoices, by ProAbono"),
    skip: Plain::of("Skip to your subscription"),
    signed_in_as: Plain::of("Signed in as"),
    sign_in: Plain::of("Sign in"),
    sign_out: Plain::of("Sign out"),
    back: Plain::of("Back to the application"),
    new_tab: Plain::of("Open in a new tab"),
    open_widget: Plain::of("Manage your subscription"),
    link_refused: Plain::of(
        "The link that you followed cannot be opened here, so this is the start page of your subscription. If \
                   the link came by e-mail, please ask us for a new one.",
    ),
    unknown_offer: Plain::of(
        "The plan that was chosen is not offered any more. These are the plans that you can choose from.",
    ),
    changed: Plain::of("Your subscription has changed."),
    show_changed: Plain::of("Show it"),
    insite_failed: Plain::of(
        "Your subscription could not be loaded. Nothing is lost and nothing was charged.",
    ),
    no_script: Plain::of("Your subscription is shown by a script. Please allow scripts for this page."),
    retry: Plain::of("Try again"),
    support: Plain::of("Get help"),
    request_id: Plain::of("When you ask for help, please give this number:"),
    not_signed_in: (
        "Please sign in",
        "Your subscription is shown to you once you are signed in to the application. Sign in, then come back to this page.",
    ),
    continue_question: Plain::of("Continue as this user?"),
    continue_text: Plain::of("You are about to see the subscription and invoices of:"),
    continue_instead: Plain::of("In this browser somebody else is signed in, who will be signed out:"),
    continue_yes: Plain::of("Yes, continue"),
    continue_no: Plain::of("No, that is not me"),
    signed_out: (
        "You are signed out",
        "Your subscription is no longer shown in this browser.",
    ),
    sign_out_question: (
        "Do you want to sign out?",
        "Your subscription goes on as it is; it is only no longer shown in this browser.",
    ),
    leaving: (
        "You are signed out here",
        "Now you go on to the service that signed you in, to sign out there as well.",
    ),
    still_there: "The service that signed you in does not answer, so you may still be signed in there. On a computer that \
                  others use, close the browser as well.",
    go_on: Plain::of("Go on"),
    session_over: Plain::of("Your session has ended. What you see may no longer work."),
    sign_in_again: Plain::of("Sign in again"),
    sessions_away: (
        "You cannot be recognised right now",
        "We cannot tell at the moment who is signed in, so nothing is shown. Nothing is lost. Please try again in a moment.",
    ),
    sign_in_failed: (
        "The sign-in was not completed",
        "It took too long, was used before, or was begun in another browser. Nothing is lost: please start again.",
    ),
    sign_in_denied: (
        "You are not signed in",
        "The sign-in was cancelled or not allowed. Nothing is lost: start again whenever you like, perhaps with another account.",
    ),
    sign_in_refused: (
        "We could not sign you in",
        "The service that signs you in gave us an answer that we must not trust, or that does not say enough, so nothing is \
         shown. Please start again; if that does not help, ask for help.",
    ),
    sign_in_away: (
        "You cannot sign in right now",
        "The service that signs you in does not answer at the moment. Nothing is lost. Please try again in a moment.",
    ),
    from_elsewhere: (
        "This did not come from our page",
        "Somebody else’s page asked for this, so nothing was done. If it was you, please do it again from here.",
    ),
    identity_refused: (
        "We could not recognise you",
        "Your sign-in reached us in a form that we must not trust, so nothing is shown. Please sign out, sign in again \
         and come back; if that does not help, ask for help.",
    ),
    suspended: (
        "Your account is suspended",
        "Your subscription and invoices cannot be opened while your account is suspended. Please get in touch with us to \
         have it opened again.",
    ),
    too_often: (
        "That was too often",
        "This page was opened very often within a short time. Please wait a moment and try again.",
    ),
    unreachable: (
        "Your subscription cannot be shown right now",
        "The billing service does not answer at the moment. Nothing is lost and nothing was charged by opening this page. \
         Please try again in a moment.",
    ),
    too_slow: (
        "This is taking too long",
        "The billing service takes too long to answer. Nothing is lost and nothing was charged by opening this page. \
         Please try again in a moment.",
    ),
    refused: (
        "Your subscription cannot be shown",
        "The billing service and this page do not understand each other. This is for us to mend and not something that you can change. \
         Please ask for help, or come back later.",
    ),
    nothing_to_open: (
        "Your subscription page is not ready",
        "We know your account, but the billing service gave us no page of yours that can be shown here. This is for us to \
         mend. Please ask for help, or come back later.",
    ),
    walking: Walking {
        subscribe: Plain::of("Subscribe"),
        change_plan: Plain::of("Change your plan"),
        restart: Plain::of("Restart your subscription"),
        payment_method: Plain::of("Your payment method"),
        pay_invoice: Plain::of("Pay your invoice"),
    },
    returned: Returned {
        subscribe: "Thank you for subscribing",
        upgrade: "Your plan",
        restart: "Your subscription goes on",
        options: "Your options",
        terminate: (
            "Your cancellation is noted",
            "A subscription usually stays yours until the end of the period that is paid, and until then you can take the \
             cancellation back.",
        ),
        permission: "Your payment method",
        invoice: "Your invoice",
        elsewhere: "Welcome back",
        nocharge: "There was nothing to pay.",
        paid: "Your payment was taken. The invoice is with your subscription.",
        registered: "Thank you. Your subscription shows the payment method that is used.",
        due: "An invoice was issued. Please pay it in the way that it says.",
        unsaid: "Your subscription shows how things stand.",
        cancelled: (
            "You left before the end",
            "Nothing was changed and nothing was charged. You can begin again whenever you like.",
        ),
        failed: (
            "It did not work",
            "What you were doing could not be completed. Your subscription shows how things stand; please try again there, \
             perhaps with another payment method.",
        ),
    },
    waiting: (
        "We are waiting for the confirmation",
        "What you did has not been confirmed yet. You need not do anything, and please do not buy it again: this page looks by \
         itself, and shows your subscription as soon as it is there.",
    ),
    your_plan: Plain::of("Your plan:"),
    look_again: Plain::of("Look again"),
    not_waiting: Plain::of("You did not buy or change anything just now?"),
    not_waiting_go: Plain::of("Show my subscription"),
    plans: Plain::of("Plans"),
    no_plans: Plain::of("No plan is offered at the moment. Please come back later."),
    unlimited: Plain::of("unlimited"),
    choose: Plain::of("Choose"),
    open_chat: Plain::of("Open the chat"),
    chat: ChatWords {
        offline: "Nobody is in the chat right now.",
        online: "Questions? We are in the chat.",
        busy: "Everybody in the chat is busy right now.",
        chat_window_open: "The chat is open.",
        chat_session_created: "Please wait: somebody will answer you in the chat.",
        chat_session_started: "You are talking with us in the chat.",
        chat_session_ended: "The conversation in the chat has ended.",
    },
    not_offered: NotOffered {
        plans: (
            "There is no plan to choose right now",
            "No plan is offered to your account at the moment. Please come back later, or ask for help.",
        ),
        subscribe: (
            "You cannot take this plan right now",
            "It is not offered to your account at the moment, perhaps because you have it already. Your subscription shows what \
             you have.",
        ),
        change_plan: (
            "There is no plan to change to right now",
            "You can change your plan while a subscription is running. Your subscription shows what you have.",
        ),
        restart: (
            "There is nothing to restart",
            "This subscription runs, or has ended for good. Your subscription shows what you can do.",
        ),
        payment_method: (
            "No payment method can be registered right now",
            "Your account takes none at the moment. Please come back later, or ask for help.",
        ),
        pay_invoice: (
            "There is nothing to pay online",
            "This invoice is settled, or is not to be paid on this page. Your subscription shows your invoices.",
        ),
        subscription: (
            "This subscription cannot be shown right now",
            "There is no page of it at the moment. Your subscription shows what you have.",
        ),
    },
    not_found: ("Page not found", "There is nothing at this address."),
    method_not_allowed: (
        "This cannot be done here",
        "This address does not take this kind of request.",
    ),
    internal: (
        "Something went wrong",
        "This page could not be made. The fault is ours. Please try again in a moment.",
    ),
};
