# The sentences of the hosted pages, and of the prices of the API. What stands in braces stays as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
banner = ProAbono emulator: nothing here is real
banner_label = Emulator
brand = { $merchant } billing
to_subscription = To your subscription
to_application = Back to the application
cancel = Cancel
closed = Closed

## Dates and prices
date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
decimal_point = .
group_mark = ,
money = { $currency ->
    [EUR] €{ $number }
    [GBP] £{ $number }
    [USD] ${ $number }
   *[other] { $currency }{ "\u00A0" }{ $number }
}
per = { $unit ->
    [Day] per day
    [Week] per week
    [Month] per month
   *[Year] per year
}
every = { $unit ->
    [Day] every { $count } days
    [Week] every { $count } weeks
    [Month] every { $count } months
   *[Year] every { $count } years
}
before_tax = { $per }, before tax
optional_price = optional +{ $amount }
unit_price = +{ $amount } per extra unit
unit_price_from = from { $amount } per extra unit

## Plans
plan = Plan { $plan }
your_plan = Your plan
your_subscription = Your subscription
subscription = Subscription { $plan }
choose_plan = Choose your plan
choose = Choose { $plan }
no_subscription = You have no subscription yet. A plan can be changed at any time.
plans = Plans
plans_and_prices = Plans and prices
prices_before_tax = Prices are before tax.
change_your_plan = Change your plan
since = Since
renews_on = Renews on
ends_on = Ends on
ended_on = Ended on
state_waiting = Waiting for the bank
state_ending = Ending
state_active = Active
state_suspended = Suspended
state_draft = Not started
state_ended = Ended
subscribe = Subscribe
restart = Restart
keep_plan = Keep this plan
change_plan = Change plan
change_options = Change options
end_plan = End this plan

## Invoices
invoice = Invoice
invoice_numbered = Invoice { $number }
invoices = Invoices
your_invoices = Your invoices
no_invoices = None yet.
pay = Pay
pay_now = Pay now
pay_amount = Pay { $amount }
pay_invoice = Pay invoice { $number }
overdue_label = Overdue invoice
overdue = { $amount } is overdue.
overdue_since = Invoice { $number } was to be paid by { $date }.
invoice_paid = Paid
invoice_refused = Refused by the card
invoice_overdue = Overdue
invoice_open = To be paid
with_tax = with tax
number = Number
issued_on = Issued on
to_be_paid_by = To be paid by
invoice_is_paid = This invoice is paid. Thank you.
bank_confirms_invoice = Your bank has not confirmed the payment yet; there is nothing left to do.
bank_confirms = Your bank has not confirmed the payment yet. As soon as it has, this happens by itself.

## Payment methods
payment = Payment
payment_method = Payment method
no_payment_method = None yet.
replace_method = Replace it
add_method = Add one
card = Card
another_card = Another card
card_ending = Card ending in { $digits }
bank_debit = Bank debit
bank_debit_later = Bank debit, which the bank confirms later
bank_transfer = Bank transfer, on an invoice
replaces_method = It replaces this one: { $method }.
used_for_renewals = It will be used for every renewal.
save = Save
sample_card = A sample card is filled in. Never type a real card number here.
card_number = Card number
expiry = Expiry
security_code = Security code
refused_cards = Sample cards that the bank refuses
insufficient_funds = insufficient funds
rejected = rejected
card_without_funds = The bank refused this card: insufficient funds.
card_rejected = The bank refused this card.
card_unknown = This is not one of the sample cards. Never type a real card number here.
no_way_to_pay = This is not one of the ways to pay.
same_method = This is the payment method already.

## Subscribing and changing
subscribe_to = Subscribe to { $plan }
change_to = Change to { $plan }
you_have = You have { $plan }
replaces_plan = It replaces your plan { $plan } at once.
has_plan = This is your plan already; there is nothing to pay.
subscribe_and_pay = Subscribe and pay { $amount }
with_tax_rate = With tax (20 %)
change_impossible = This change is not possible now.
options_of = Options of { $plan }
options_price = { $included } included. Each more is { $amount } { $per }, before tax.
change = Change
no_quantity = This is not a quantity.
restart_plan = Restart { $plan }
restart_and_pay = Restart and pay { $amount }
runs_already = It runs already, or has ended.
restart_impossible = It cannot be restarted now.
end_of = End { $plan }
runs_until = It runs until { $date } and is not renewed. Until then you can change your mind.
end_costs = The end costs { $amount }.

## The ends of workflows
failed = That did not work
failed_text = Nothing was changed and nothing was paid.
thank_you = Thank you
invoice_settled = Invoice { $number } is settled.
invoice_pending = Your bank will confirm the payment of invoice { $number }.
invoice_due = Please pay invoice { $number } by bank transfer.
options_changed = Your options have changed
options_now = { $feature }: { $count }.
card_saved = The card ending in { $digits } will be used from now on.
debit_saved = Your bank account will be debited from now on.
transfer_saved = You will pay your invoices by bank transfer from now on.
method_saved = Payment method saved
runs_again = Your plan runs again
goes_on = Your plan { $plan } goes on.
welcome = Welcome aboard
plan_changed = Your plan has changed
plan_pending = Your plan { $plan } runs as soon as your bank has confirmed.
plan_free = Your plan { $plan } runs. There was nothing to pay now.
plan_paid = Your plan { $plan } runs. { $amount } has been paid.
plan_due = Your plan { $plan } runs. Please pay the invoice of { $amount }.
plan_will_end = Your plan will end
plan_until = Your plan { $plan } runs until { $date }.

## Pages that do not open
no_page = There is no such page
no_page_text = The address is not one of the emulator’s pages.
portal_not_set_up = The portal is not set up
widget_not_set_up = The widget is not set up
wrong_parameters = A parameter is not one of the documented ones, or stands there twice.
wrong_business = The settings do not name this business.
wrong_segment = The settings do not name a segment of this business.
wrong_customer = The settings name no customer of this segment.
wrong_metadata = The metadata has more than 4 names or more than 450 characters, or is not flat.
refused = This page is refused
refused_text = Nothing proves that the application named this customer: the hash is missing or wrong.
of_somebody_else = This page is somebody else’s
of_somebody_else_text = It was made for another customer than the one who is signed in.
expired = This link has expired
expired_text = Links to billing pages live for a few minutes only. Go back to the application and open the page again.
suspended = Your access is suspended
suspended_text = The merchant has suspended this account. Please get in touch with them.
no_sign_up = There is no sign-up yet
no_sign_up_left_out = Subscribing without an account is allowed here, and the emulator leaves it out.
no_sign_up_address = The merchant has to configure the address of the sign-up: UrlOffersAnonymousSelection.
other_merchant = Your subscription at { $merchant }
other_merchant_text = This page belongs to another merchant who also bills through the same service. Whoever sees it inside the application of { $merchant } was sent here by a stranger.
