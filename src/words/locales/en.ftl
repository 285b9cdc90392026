# Every sentence of the pages. A translator changes what stands behind "=", and leaves names and what is in braces as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
title = Your subscription
nothing-is-real = Nothing here is real: an emulator stands in for ProAbono, and no money moves.
frame-title = Your subscription, plans, payment and invoices, by ProAbono
skip = Skip to your subscription
signed-in-as = Signed in as
sign-in = Sign in
sign-out = Sign out
back = Back
back-to = Back to { $application }
new-tab = Open in a new tab
open-widget = Manage your subscription
support = Get help
contact = Contact us
retry = Try again
retry-now = Try again now
go-on = Go on
see-subscription = See your subscription
request-id = When you ask for help, please give this number:

## Above the frame
more = More
choose-plan = Choose a plan
menu-change-plan = Change plan
menu-payment-method = Payment method
menu-invoices = Latest invoices
menu-load-again = Load again
invoice-pdf = Invoice (PDF)
chip-overdue = Payment overdue
chip-paused = Paused
chip-confirming = Payment on its way
chip-ending = Ending
chip-trial = Trial
chip-active = Active
fact-overdue = { $amount } was due on { $date }
fact-overdue-undated = { $amount } is overdue
fact-paused-unpaid = Paused because { $amount } is unpaid
fact-paused-method = Paused because there is no payment method
fact-paused = Paused. We can tell you more.
fact-confirming = Your bank is confirming { $amount }
fact-ending = Yours until { $date }, not renewed
fact-trial = Free until { $date }, then { $price }
fact-trial-unpriced = Free until { $date }
fact-next-payment = Next payment { $amount } on { $date }
fact-renews = Renews on { $date }, { $price }
fact-renews-unpriced = Renews on { $date }
fact-none = No plan at the moment. Change or stop it whenever you like.
# A price: the number with its digits, and the sign or the code of the currency.
money = { $symbol }{ $number }
# Prices of a period, and of several.
per-day = { $amount } a day
per-week = { $amount } a week
per-month = { $amount } a month
per-year = { $amount } a year
every-days = { $amount } every { $count } days
every-weeks = { $amount } every { $count } weeks
every-months = { $amount } every { $count } months
every-years = { $amount } every { $count } years
before-tax = { $price } before tax
pay = Pay { $amount }
keep = Keep { $plan }
add-payment-method = Add a payment method
used = { $used } of { $included }

## The overview
invoices = Invoices
included = Included
all-details = All details
without-tax = Before tax
replace-method = Replace it
method-card = Card
method-debit = Direct debit
method-transfer = Bank transfer
chip-paid = Paid
chip-due = To be paid

## In the page, while it is open
a-moment = This takes a moment.
slow = This takes longer than usual.
too-old = This page has been open for a while. Load it again to go on.
step-stopped = This step cannot be shown inside this page.
changed = Your subscription has changed.
show-changed = Show it
session-over = You’ve been signed out.
sign-in-again = Sign in again
# The heading of a page that a link has opened, whatever it is about.
from-link-title = Billing
from-link = This page was opened by a link.
from-link-home = Go to your own subscription
link-refused = The link that you followed cannot be opened here, so this is the start page of your subscription. If the link came by e-mail, please ask us for a new one.
unknown-offer = The plan that was chosen is not offered any more. These are the plans that you can choose from.
insite-failed = Your subscription could not be loaded. Nothing is lost and nothing was charged.
no-script = Your subscription is shown by a script. Please allow scripts for this page.

## The names of the workflows
walking-subscribe = Subscribe
walking-change-plan = Change your plan
walking-restart = Restart your subscription
walking-payment-method = Your payment method
walking-pay-invoice = Pay your invoice

## Coming back from ProAbono's pages
returned-restart = Your subscription goes on
returned-options = Your options
returned-permission = Your payment method
returned-invoice = Your invoice
returned-elsewhere = Welcome back
returned-nocharge = There was nothing to pay.
returned-paid = Your payment was taken
returned-registered = Thank you. Your subscription shows the payment method that is used.
returned-due = An invoice was issued. Please pay it in the way that it says.
returned-unsaid = Your subscription shows how things stand.
returned-on-plan = You’re on { $plan } now
returned-change-at-once = The change took effect at once.
returned-ends = { $plan } ends on { $date }
    .text = You can use it until then, and nothing more is charged.
returned-ended = { $plan } has ended
returned-cancelled = You left before the end
    .text = You can begin again whenever you like.
returned-failed = It did not work
    .text = What you were doing could not be completed. Your subscription shows how things stand; please try again there.
returned-payment-failed = The payment did not go through
    .text = Check the card, or pay in another way.
returned-still-on = You are still on { $plan }. Check the card, or pay in another way.
paid-today = Paid today
next-payment = Next payment
next-payment-on = { $amount }, { $date }
plan = Plan
amount = Amount

## Waiting for a confirmation
waiting = We are waiting for the confirmation
    .text = This page looks by itself. You can close it: nothing is lost. Please don’t do it a second time.
waiting-bank = Your bank is confirming the payment
    .text = This page looks by itself. You can close it: nothing is lost. Please don’t pay a second time.
look-again = Check again
not-waiting = You did not buy or change anything just now?
not-waiting-go = Show my subscription

## Plans that anybody may see
plans = Plans
no-plans = No plan is offered at the moment. Please come back later.
unlimited = unlimited
choose = Choose

## Signing in and out
continue-question = Continue as this user?
continue-text = You are about to see the subscription and invoices of:
continue-instead = In this browser somebody else is signed in, who will be signed out:
continue-yes = Yes, continue
continue-no = No, that is not me
signed-out = You are signed out
    .text = Your subscription is no longer shown in this browser.
sign-out-question = Do you want to sign out?
    .text = Your subscription goes on as it is; it is only no longer shown in this browser.
leaving = You are signed out here
    .text = Now you go on to the service that signed you in, to sign out there as well.
still-there = The service that signed you in does not answer, so you may still be signed in there. On a computer that others use, close the browser as well.
not-signed-in = Sign in to see your subscription
    .text = You come straight back here.
sessions-away = You cannot be recognised right now
    .text = We cannot tell at the moment who is signed in, so nothing is shown. Nothing is lost. Please try again in a moment.
sign-in-failed = The sign-in was not completed
    .text = It took too long, was used before, or was begun in another browser. Nothing is lost: please start again.
sign-in-denied = You are not signed in
    .text = The sign-in was cancelled or not allowed. Nothing is lost: start again whenever you like, perhaps with another account.
sign-in-refused = We could not sign you in
    .text = The service that signs you in gave us an answer that we must not trust, or that does not say enough, so nothing is shown. Please start again; if that does not help, ask for help.
sign-in-away = You cannot sign in right now
    .text = The service that signs you in does not answer at the moment. Nothing is lost. Please try again in a moment.
from-elsewhere = This did not come from our page
    .text = Somebody else’s page asked for this, so nothing was done. If it was you, please do it again from here.
identity-refused = We could not recognise you
    .text = Your sign-in reached us in a form that we must not trust, so nothing is shown. Please sign out, sign in again and open your subscription anew; if that does not help, ask for help.

## What went wrong
suspended = Your account is on hold
    .text = Your plan and invoices cannot be opened until it is active again. Write to us and we will look at it together.
too-often = That was too often
    .text = This page was opened very often within a short time. Please wait a moment and try again.
# $time is the sentence "seconds", which goes down in the page.
trying-again = Trying again in { $time }.
seconds = { $count } seconds
unreachable = Billing is not answering right now
    .text = Nothing changes about your subscription because of that, and nothing was charged by opening this page.
too-slow = Billing takes too long to answer
    .text = Nothing changes about your subscription because of that, and nothing was charged by opening this page.
refused = Your subscription cannot be shown
    .text = The fault is ours, and there is nothing that you can change. Please ask for help, or try again later.
nothing-to-open = Your subscription page is not ready
    .text = We know your account, but there is no page of yours that can be shown here. The fault is ours. Please ask for help, or try again later.
not-found = Page not found
    .text = There is nothing at this address.
method-not-allowed = This cannot be done here
    .text = This address does not take this kind of request.
internal = Something went wrong
    .text = This page could not be made. The fault is ours. Please try again in a moment.
not-offered-plans = There is no plan to choose right now
    .text = No plan is offered to your account at the moment. Please try again later, or ask for help.
not-offered-subscribe = You cannot take this plan right now
    .text = It is not offered to your account at the moment, perhaps because you have it already. Your subscription shows what you have.
not-offered-change-plan = There is no plan to change to right now
    .text = You can change your plan while a subscription is running. Your subscription shows what you have.
not-offered-restart = There is nothing to restart
    .text = This subscription runs, or has ended for good. Your subscription shows what you can do.
not-offered-payment-method = No payment method can be registered right now
    .text = Your account takes none at the moment. Please try again later, or ask for help.
not-offered-pay-invoice = There is nothing to pay online
    .text = This invoice is settled, or is not to be paid on this page. Your subscription shows your invoices.
not-offered-subscription = This subscription cannot be shown right now
    .text = There is no page of it at the moment. Your subscription shows what you have.

## The chat
open-chat = Open the chat
chat-offline = Nobody is in the chat right now.
chat-online = Questions? We are in the chat.
chat-busy = Everybody in the chat is busy right now.
chat-window-open = The chat is open.
chat-session-created = Please wait: somebody will answer you in the chat.
chat-session-started = You are talking with us in the chat.
chat-session-ended = The conversation in the chat has ended.
