# The sentences of the hosted pages, and of the prices of the API. What stands in braces stays as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
banner = ProAbono-emulator: niets is hier echt
banner_label = Emulator
brand = Facturering van { $merchant }
to_subscription = Naar uw abonnement
to_application = Terug naar de applicatie
cancel = Annuleren
closed = Gesloten

## Dates and prices
date = { $day } { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
} { $year }
decimal_point = ,
group_mark = .
money = { $symbol }{ "\u00A0" }{ $number }
per = { $unit ->
    [Day] per dag
    [Week] per week
    [Month] per maand
   *[Year] per jaar
}
every = { $unit ->
    [Day] per { $count } dagen
    [Week] per { $count } weken
    [Month] per { $count } maanden
   *[Year] per { $count } jaar
}
before_tax = { $per }, exclusief btw
optional_price = optioneel +{ $amount }
unit_price = +{ $amount } per extra eenheid
unit_price_from = vanaf { $amount } per extra eenheid

## Plans
plan = Pakket { $plan }
your_plan = Uw pakket
your_subscription = Uw abonnement
subscription = Abonnement { $plan }
choose_plan = Kies uw pakket
choose = { $plan } kiezen
no_subscription = U hebt nog geen abonnement. U kunt op elk moment van pakket veranderen.
plans = Pakketten
plans_and_prices = Pakketten en prijzen
prices_before_tax = De prijzen zijn exclusief btw.
change_your_plan = Pakket wijzigen
since = Sinds
renews_on = Wordt verlengd op
ends_on = Loopt af op
ended_on = Beëindigd op
state_waiting = Wacht op de bank
state_ending = Loopt af
state_active = Actief
state_suspended = Op pauze
state_draft = Nog niet begonnen
state_ended = Beëindigd
subscribe = Abonneren
restart = Hervatten
keep_plan = Dit pakket houden
change_plan = Pakket wijzigen
change_options = Opties wijzigen
end_plan = Dit pakket opzeggen

## Invoices
invoice = Factuur
invoice_numbered = Factuur { $number }
invoices = Facturen
your_invoices = Uw facturen
no_invoices = Nog geen.
pay = Betalen
pay_now = Nu betalen
pay_amount = { $amount } betalen
pay_invoice = Factuur { $number } betalen
overdue_label = Achterstallige factuur
overdue = De betaling van { $amount } is te laat.
overdue_since = Factuur { $number } moest uiterlijk op { $date } betaald zijn.
invoice_paid = Betaald
invoice_refused = Kaart geweigerd
invoice_overdue = Te laat
invoice_open = Te betalen
with_tax = inclusief btw
number = Nummer
issued_on = Factuurdatum
to_be_paid_by = Uiterste betaaldatum
invoice_is_paid = Deze factuur is betaald. Hartelijk dank.
bank_confirms_invoice = Uw bank heeft de betaling nog niet bevestigd; u hoeft niets meer te doen.
bank_confirms = Uw bank heeft de betaling nog niet bevestigd. Zodra dat is gebeurd, gaat alles vanzelf verder.

## Payment methods
payment = Betaling
payment_method = Betaalmethode
no_payment_method = Nog geen.
replace_method = Vervangen
add_method = Toevoegen
card = Kaart
another_card = Andere kaart
card_ending = Kaart eindigend op { $digits }
bank_debit = Automatische incasso
bank_debit_later = Automatische incasso, die de bank later bevestigt
bank_transfer = Overschrijving, op factuur
replaces_method = Deze vervangt de vorige: { $method }.
used_for_renewals = Deze wordt voor elke verlenging gebruikt.
save = Opslaan
sample_card = Er is een testkaart ingevuld. Vul hier nooit een echt kaartnummer in.
card_number = Kaartnummer
expiry = Vervaldatum
security_code = Beveiligingscode
refused_cards = Testkaarten die de bank weigert
insufficient_funds = onvoldoende saldo
rejected = geweigerd
card_without_funds = De bank heeft deze kaart geweigerd: onvoldoende saldo.
card_rejected = De bank heeft deze kaart geweigerd.
card_unknown = Dit is geen testkaart. Vul hier nooit een echt kaartnummer in.
no_way_to_pay = Zo kan hier niet worden betaald.
same_method = Dit is al de betaalmethode.

## Subscribing and changing
subscribe_to = Abonneren op { $plan }
change_to = Wijzigen naar { $plan }
you_have = U hebt { $plan }
replaces_plan = Uw huidige pakket { $plan } wordt meteen vervangen.
has_plan = Dit is al uw pakket; er valt niets te betalen.
subscribe_and_pay = Abonneren en { $amount } betalen
with_tax_rate = Inclusief btw (20 %)
change_impossible = Deze wijziging is nu niet mogelijk.
options_of = Opties van { $plan }
options_price = Inbegrepen aantal: { $included }. Elke extra eenheid kost { $amount } { $per }, exclusief btw.
change = Wijzigen
no_quantity = Dit is geen geldig aantal.
restart_plan = { $plan } hervatten
restart_and_pay = Hervatten en { $amount } betalen
runs_already = Het abonnement loopt al of is beëindigd.
restart_impossible = Het abonnement kan nu niet worden hervat.
end_of = { $plan } opzeggen
runs_until = Het pakket loopt tot { $date } en wordt niet verlengd. Tot die tijd kunt u zich bedenken.
end_costs = De opzegging kost { $amount }.

## The ends of workflows
failed = Dat is niet gelukt
failed_text = Er is niets gewijzigd en niets betaald.
thank_you = Hartelijk dank
invoice_settled = Factuur { $number } is betaald.
invoice_pending = Uw bank zal de betaling van factuur { $number } bevestigen.
invoice_due = Betaal factuur { $number } per overschrijving.
options_changed = Uw opties zijn gewijzigd
options_now = { $feature }: { $count }.
card_saved = Vanaf nu wordt de kaart eindigend op { $digits } gebruikt.
debit_saved = Vanaf nu wordt er van uw bankrekening afgeschreven.
transfer_saved = Vanaf nu betaalt u uw facturen per overschrijving.
method_saved = Betaalmethode opgeslagen
runs_again = Uw pakket loopt weer
goes_on = Uw pakket { $plan } loopt door.
welcome = Welkom
plan_changed = Uw pakket is gewijzigd
plan_pending = Uw pakket { $plan } loopt zodra uw bank het heeft bevestigd.
plan_free = Uw pakket { $plan } loopt. Er viel niets te betalen.
plan_paid = Uw pakket { $plan } loopt. Er is { $amount } betaald.
plan_due = Uw pakket { $plan } loopt. Betaal de factuur van { $amount }.
plan_will_end = Uw opzegging is vastgelegd
plan_until = Uw pakket { $plan } loopt tot { $date }.

## Pages that do not open
no_page = Deze pagina bestaat niet
no_page_text = De emulator heeft geen pagina op dit adres.
portal_not_set_up = Het portaal is niet ingesteld
widget_not_set_up = De widget is niet ingesteld
wrong_parameters = Een parameter is niet gedocumenteerd of staat er twee keer.
wrong_business = De instellingen noemen niet dit bedrijf.
wrong_segment = De instellingen noemen geen segment van dit bedrijf.
wrong_customer = De instellingen noemen geen klantaccount van dit segment.
wrong_metadata = De metadata hebben meer dan 4 namen of meer dan 450 tekens, of hebben meerdere niveaus.
refused = Deze pagina is geweigerd
refused_text = Niets bewijst dat de applicatie dit account heeft genoemd: de hash ontbreekt of klopt niet.
of_somebody_else = Deze pagina hoort bij een ander account
of_somebody_else_text = De pagina is niet gemaakt voor het account dat nu is ingelogd.
expired = Deze link is verlopen
expired_text = Links naar factureringspagina’s zijn maar een paar minuten geldig. Ga terug naar de applicatie en open de pagina opnieuw.
suspended = Uw toegang is geblokkeerd
suspended_text = De aanbieder heeft dit account geblokkeerd. Neem contact op met de aanbieder.
no_sign_up = Aanmelden is nog niet mogelijk
no_sign_up_left_out = Een abonnement zonder account is hier toegestaan, maar de emulator biedt het niet aan.
no_sign_up_address = De aanbieder moet het adres van de aanmelding nog instellen: UrlOffersAnonymousSelection.
other_merchant = Uw abonnement bij { $merchant }
other_merchant_text = Deze pagina is van een andere aanbieder die via dezelfde dienst factureert. Wie haar in de applicatie van { $merchant } ziet, is door een buitenstaander hierheen gestuurd.
