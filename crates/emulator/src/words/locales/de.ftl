# The sentences of the hosted pages, and of the prices of the API. What stands in braces stays as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
banner = ProAbono-Emulator: Hier ist nichts echt
banner_label = Emulator
brand = Abrechnung von { $merchant }
to_subscription = Zu Ihrem Abonnement
to_application = Zurück zur Anwendung
cancel = Abbrechen
closed = Geschlossen

## Dates and prices
date = { $day }. { $month ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
} { $year }
decimal_point = ,
group_mark = .
money = { $number }{ "\u00A0" }{ $symbol }
per = { $unit ->
    [Day] pro Tag
    [Week] pro Woche
    [Month] pro Monat
   *[Year] pro Jahr
}
every = { $unit ->
    [Day] alle { $count } Tage
    [Week] alle { $count } Wochen
    [Month] alle { $count } Monate
   *[Year] alle { $count } Jahre
}
before_tax = { $per }, zzgl. MwSt.
optional_price = optional +{ $amount }
unit_price = +{ $amount } je weitere Einheit
unit_price_from = ab { $amount } je weitere Einheit

## Plans
plan = Tarif { $plan }
your_plan = Ihr Tarif
your_subscription = Ihr Abonnement
subscription = Abonnement { $plan }
choose_plan = Wählen Sie Ihren Tarif
choose = { $plan } wählen
no_subscription = Sie haben noch kein Abonnement. Den Tarif können Sie jederzeit wechseln.
plans = Tarife
plans_and_prices = Tarife und Preise
prices_before_tax = Alle Preise verstehen sich zzgl. MwSt.
change_your_plan = Tarif wechseln
since = Seit
renews_on = Verlängerung am
ends_on = Endet am
ended_on = Beendet am
state_waiting = Bestätigung der Bank steht aus
state_ending = Läuft aus
state_active = Aktiv
state_suspended = Pausiert
state_draft = Noch nicht gestartet
state_ended = Beendet
subscribe = Abonnieren
restart = Wieder aufnehmen
keep_plan = Tarif behalten
change_plan = Tarif wechseln
change_options = Optionen ändern
end_plan = Tarif kündigen

## Invoices
invoice = Rechnung
invoice_numbered = Rechnung { $number }
invoices = Rechnungen
your_invoices = Ihre Rechnungen
no_invoices = Noch keine.
pay = Bezahlen
pay_now = Jetzt bezahlen
pay_amount = { $amount } zahlen
pay_invoice = Rechnung { $number } bezahlen
overdue_label = Überfällige Rechnung
overdue = { $amount } sind überfällig.
overdue_since = Die Rechnung { $number } war bis zum { $date } zu bezahlen.
invoice_paid = Bezahlt
invoice_refused = Karte abgelehnt
invoice_overdue = Überfällig
invoice_open = Offen
with_tax = inkl. MwSt.
number = Nummer
issued_on = Ausgestellt am
to_be_paid_by = Zu bezahlen bis
invoice_is_paid = Diese Rechnung ist bezahlt. Vielen Dank.
bank_confirms_invoice = Ihre Bank hat die Zahlung noch nicht bestätigt; Sie brauchen nichts weiter zu tun.
bank_confirms = Ihre Bank hat die Zahlung noch nicht bestätigt. Sobald sie das getan hat, geht es von selbst weiter.

## Payment methods
payment = Zahlung
payment_method = Zahlungsmethode
no_payment_method = Noch keine.
replace_method = Ersetzen
add_method = Hinzufügen
card = Karte
another_card = Andere Karte
card_ending = Karte mit den Endziffern { $digits }
bank_debit = Lastschrift
bank_debit_later = Lastschrift, die die Bank später bestätigt
bank_transfer = Überweisung, auf Rechnung
replaces_method = Sie ersetzt die bisherige: { $method }.
used_for_renewals = Sie wird für jede Verlängerung verwendet.
save = Speichern
sample_card = Eine Musterkarte ist eingetragen. Geben Sie hier nie eine echte Kartennummer ein.
card_number = Kartennummer
expiry = Gültig bis
security_code = Prüfziffer
refused_cards = Musterkarten, die die Bank ablehnt
insufficient_funds = Deckung reicht nicht aus
rejected = abgelehnt
card_without_funds = Die Bank hat diese Karte abgelehnt: Die Deckung reicht nicht aus.
card_rejected = Die Bank hat diese Karte abgelehnt.
card_unknown = Das ist keine der Musterkarten. Geben Sie hier nie eine echte Kartennummer ein.
no_way_to_pay = So kann hier nicht bezahlt werden.
same_method = Das ist bereits die Zahlungsmethode.

## Subscribing and changing
subscribe_to = { $plan } abonnieren
change_to = Zu { $plan } wechseln
you_have = Sie haben { $plan }
replaces_plan = Ihr bisheriger Tarif { $plan } wird sofort ersetzt.
has_plan = Das ist bereits Ihr Tarif; es ist nichts zu bezahlen.
subscribe_and_pay = Abonnieren und { $amount } zahlen
with_tax_rate = Inkl. MwSt. (20 %)
change_impossible = Diese Änderung ist zurzeit nicht möglich.
options_of = Optionen von { $plan }
options_price = { $included } inklusive. Jede weitere Einheit kostet { $amount } { $per }, zzgl. MwSt.
change = Ändern
no_quantity = Das ist keine gültige Menge.
restart_plan = { $plan } wieder aufnehmen
restart_and_pay = Wieder aufnehmen und { $amount } zahlen
runs_already = Es läuft bereits oder ist beendet.
restart_impossible = Das Abonnement lässt sich zurzeit nicht wieder aufnehmen.
end_of = { $plan } kündigen
runs_until = Der Tarif läuft bis zum { $date } und wird nicht verlängert. Bis dahin können Sie es sich anders überlegen.
end_costs = Die Kündigung kostet { $amount }.

## The ends of workflows
failed = Es hat nicht geklappt
failed_text = Es wurde nichts geändert und nichts bezahlt.
thank_you = Vielen Dank
invoice_settled = Die Rechnung { $number } ist beglichen.
invoice_pending = Ihre Bank wird die Zahlung der Rechnung { $number } noch bestätigen.
invoice_due = Bitte bezahlen Sie die Rechnung { $number } per Überweisung.
options_changed = Ihre Optionen wurden geändert
options_now = { $feature }: { $count }.
card_saved = Ab jetzt wird die Karte mit den Endziffern { $digits } verwendet.
debit_saved = Ab jetzt wird von Ihrem Bankkonto abgebucht.
transfer_saved = Ab jetzt bezahlen Sie Ihre Rechnungen per Überweisung.
method_saved = Zahlungsmethode gespeichert
runs_again = Ihr Tarif läuft wieder
goes_on = Ihr Tarif { $plan } läuft weiter.
welcome = Willkommen
plan_changed = Ihr Tarif hat sich geändert
plan_pending = Ihr Tarif { $plan } läuft, sobald Ihre Bank bestätigt hat.
plan_free = Ihr Tarif { $plan } läuft. Es war nichts zu bezahlen.
plan_paid = Ihr Tarif { $plan } läuft. { $amount } wurden bezahlt.
plan_due = Ihr Tarif { $plan } läuft. Bitte bezahlen Sie die Rechnung über { $amount }.
plan_will_end = Ihre Kündigung ist vorgemerkt
plan_until = Ihr Tarif { $plan } läuft bis zum { $date }.

## Pages that do not open
no_page = Diese Seite gibt es nicht
no_page_text = Unter dieser Adresse hat der Emulator keine Seite.
portal_not_set_up = Das Portal ist nicht eingerichtet
widget_not_set_up = Das Widget ist nicht eingerichtet
wrong_parameters = Ein Parameter ist nicht dokumentiert oder steht zweimal da.
wrong_business = Die Einstellungen nennen nicht dieses Unternehmen.
wrong_segment = Die Einstellungen nennen kein Segment dieses Unternehmens.
wrong_customer = Die Einstellungen nennen niemanden aus der Kundschaft dieses Segments.
wrong_metadata = Die Metadaten haben mehr als 4 Namen oder mehr als 450 Zeichen oder sind verschachtelt.
refused = Diese Seite wird nicht geöffnet
refused_text = Nichts beweist, dass die Anwendung diese Kundenreferenz angegeben hat: Der Hash fehlt oder ist falsch.
of_somebody_else = Diese Seite gehört zu einem anderen Konto
of_somebody_else_text = Sie wurde nicht für das Konto erstellt, das gerade angemeldet ist.
expired = Dieser Link ist abgelaufen
expired_text = Links zu Abrechnungsseiten gelten nur wenige Minuten. Gehen Sie zurück zur Anwendung und öffnen Sie die Seite neu.
suspended = Ihr Zugang ist gesperrt
suspended_text = Der Anbieter hat dieses Konto gesperrt. Bitte nehmen Sie mit ihm Kontakt auf.
no_sign_up = Die Anmeldung ist noch nicht möglich
no_sign_up_left_out = Ein Abonnement ohne Konto ist hier erlaubt; der Emulator bietet es aber nicht an.
no_sign_up_address = Der Anbieter muss die Adresse der Anmeldung noch einstellen: UrlOffersAnonymousSelection.
other_merchant = Ihr Abonnement bei { $merchant }
other_merchant_text = Diese Seite gehört einem anderen Anbieter, der über denselben Dienst abrechnet. Wer sie in der Anwendung von { $merchant } sieht, wurde von fremder Hand hierher geschickt.
