# Every sentence of the pages. A translator changes what stands behind "=", and leaves names and what is in braces as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
title = Ihr Abonnement
nothing-is-real = Hier ist nichts echt: Ein Emulator steht für ProAbono ein, und es fließt kein Geld.
frame-title = Ihr Abonnement, Tarife, Zahlung und Rechnungen, von ProAbono
skip = Direkt zu Ihrem Abonnement
signed-in-as = Angemeldet als
sign-in = Anmelden
sign-out = Abmelden
back = Zurück
back-to = Zurück zu { $application }
new-tab = In neuem Tab öffnen
open-widget = Abonnement verwalten
support = Hilfe
contact = Kontakt
retry = Neu versuchen
retry-now = Jetzt neu versuchen
go-on = Weiter
see-subscription = Abonnement ansehen
request-id = Wenn Sie um Hilfe bitten, geben Sie bitte diese Nummer an:

## Above the frame
more = Mehr
choose-plan = Tarif wählen
menu-change-plan = Tarif wechseln
menu-payment-method = Zahlungsmethode
menu-invoices = Letzte Rechnungen
menu-load-again = Neu laden
invoice-pdf = Rechnung (PDF)
chip-overdue = Zahlung überfällig
chip-paused = Pausiert
chip-confirming = Zahlung unterwegs
chip-ending = Läuft aus
chip-trial = Testabo
chip-active = Aktiv
fact-overdue = { $amount } seit dem { $date } fällig
fact-overdue-undated = { $amount } überfällig
fact-paused-unpaid = Pausiert wegen eines offenen Betrags von { $amount }
fact-paused-method = Pausiert, weil eine Zahlungsmethode fehlt
fact-paused = Pausiert. Wir geben Ihnen gern Auskunft.
fact-confirming = Ihre Bank bestätigt gerade die Zahlung von { $amount }
fact-ending = Läuft bis { $date }, ohne Verlängerung
fact-trial = Kostenlos bis { $date }, danach { $price }
fact-trial-unpriced = Kostenlos bis { $date }
fact-next-payment = Nächste Zahlung: { $amount } am { $date }
fact-renews = Verlängerung am { $date }, { $price }
fact-renews-unpriced = Verlängerung am { $date }
fact-none = Zurzeit kein Tarif. Ein Wechsel oder eine Kündigung ist jederzeit möglich.
# A price: the number with its digits, and the sign or the code of the currency.
money = { $number } { $symbol }
# Prices of a period, and of several.
per-day = { $amount } pro Tag
per-week = { $amount } pro Woche
per-month = { $amount } pro Monat
per-year = { $amount } pro Jahr
every-days = { $amount } alle { $count } Tage
every-weeks = { $amount } alle { $count } Wochen
every-months = { $amount } alle { $count } Monate
every-years = { $amount } alle { $count } Jahre
before-tax = { $price }, zzgl. MwSt.
pay = { $amount } zahlen
keep = { $plan } behalten
add-payment-method = Zahlungsmethode hinzufügen
used = { $used } von { $included }

## The overview
invoices = Rechnungen
included = Enthalten
all-details = Alle Einzelheiten
without-tax = Zzgl. MwSt.
replace-method = Ändern
method-card = Karte
method-debit = Lastschrift
method-transfer = Überweisung
chip-paid = Bezahlt
chip-due = Zu zahlen

## In the page, while it is open
a-moment = Das dauert einen Moment.
slow = Das dauert länger als gewöhnlich.
too-old = Diese Seite ist schon länger geöffnet. Laden Sie sie neu, um fortzufahren.
step-stopped = Dieser Schritt kann innerhalb dieser Seite nicht angezeigt werden.
changed = Ihr Abonnement hat sich geändert.
show-changed = Anzeigen
session-over = Sie wurden abgemeldet.
sign-in-again = Erneut anmelden
# The heading of a page that a link has opened, whatever it is about.
from-link-title = Abrechnung
from-link = Diese Seite wurde über einen Link geöffnet.
from-link-home = Zu Ihrem eigenen Abonnement
link-refused = Der Link, dem Sie gefolgt sind, lässt sich hier nicht öffnen; deshalb sehen Sie die Startseite Ihres Abonnements. Falls der Link per E-Mail kam, bitten Sie uns um einen neuen.
unknown-offer = Der gewählte Tarif wird nicht mehr angeboten. Aus diesen Tarifen können Sie wählen.
insite-failed = Ihr Abonnement konnte nicht geladen werden. Es ist nichts verloren gegangen, und es wurde nichts abgebucht.
no-script = Ihr Abonnement wird mithilfe eines Skripts angezeigt. Bitte erlauben Sie Skripte für diese Seite.

## The names of the workflows
walking-subscribe = Abonnement abschließen
walking-change-plan = Tarif wechseln
walking-restart = Abonnement wieder aufnehmen
walking-payment-method = Ihre Zahlungsmethode
walking-pay-invoice = Rechnung bezahlen

## Coming back from ProAbono's pages
returned-restart = Ihr Abonnement läuft weiter
returned-options = Ihre Optionen
returned-permission = Ihre Zahlungsmethode
returned-invoice = Ihre Rechnung
returned-elsewhere = Willkommen zurück
returned-nocharge = Es war nichts zu bezahlen.
returned-paid = Ihre Zahlung ist erfolgt
returned-registered = Vielen Dank. Bei Ihrem Abonnement sehen Sie, welche Zahlungsmethode verwendet wird.
returned-due = Es wurde eine Rechnung ausgestellt. Bitte bezahlen Sie sie auf dem dort angegebenen Weg.
returned-unsaid = Bei Ihrem Abonnement sehen Sie den aktuellen Stand.
returned-on-plan = Ihr Tarif ist jetzt { $plan }
returned-change-at-once = Die Änderung gilt ab sofort.
returned-ends = { $plan } endet am { $date }
    .text = Bis dahin können Sie den Tarif nutzen, und es wird nichts mehr abgebucht.
returned-ended = { $plan } ist beendet
returned-cancelled = Sie haben den Vorgang abgebrochen
    .text = Sie können jederzeit neu beginnen.
returned-failed = Es hat nicht geklappt
    .text = Der Vorgang konnte nicht abgeschlossen werden. Bei Ihrem Abonnement sehen Sie den aktuellen Stand; bitte versuchen Sie es dort erneut.
returned-payment-failed = Die Zahlung ist fehlgeschlagen
    .text = Prüfen Sie die Karte oder zahlen Sie auf andere Weise.
returned-still-on = Ihr Tarif ist weiterhin { $plan }. Prüfen Sie die Karte oder zahlen Sie auf andere Weise.
paid-today = Heute bezahlt
next-payment = Nächste Zahlung
next-payment-on = { $amount }, { $date }
plan = Tarif
amount = Betrag

## Waiting for a confirmation
waiting = Wir warten auf die Bestätigung
    .text = Diese Seite prüft das von selbst. Sie können sie schließen: Es geht nichts verloren. Bitte wiederholen Sie den Vorgang nicht.
waiting-bank = Ihre Bank bestätigt gerade die Zahlung
    .text = Diese Seite prüft das von selbst. Sie können sie schließen: Es geht nichts verloren. Bitte zahlen Sie nicht ein zweites Mal.
look-again = Erneut prüfen
not-waiting = Sie haben gerade nichts gekauft oder geändert?
not-waiting-go = Mein Abonnement anzeigen

## Plans that anybody may see
plans = Tarife
no-plans = Zurzeit wird kein Tarif angeboten. Bitte schauen Sie später wieder vorbei.
unlimited = unbegrenzt
choose = Wählen

## Signing in and out
continue-question = Mit diesem Konto fortfahren?
continue-text = Sie sehen gleich das Abonnement und die Rechnungen von:
continue-instead = In diesem Browser ist eine andere Person angemeldet, die dabei abgemeldet wird:
continue-yes = Ja, fortfahren
continue-no = Nein, das bin ich nicht
signed-out = Sie sind abgemeldet
    .text = Ihr Abonnement wird in diesem Browser nicht mehr angezeigt.
sign-out-question = Möchten Sie sich abmelden?
    .text = Ihr Abonnement läuft unverändert weiter; es wird nur in diesem Browser nicht mehr angezeigt.
leaving = Sie sind hier abgemeldet
    .text = Nun geht es weiter zum Anmeldedienst, um Sie auch dort abzumelden.
still-there = Der Anmeldedienst antwortet nicht; möglicherweise sind Sie dort noch angemeldet. Schließen Sie auf einem Computer, den auch andere verwenden, zusätzlich den Browser.
not-signed-in = Melden Sie sich an, um Ihr Abonnement zu sehen
    .text = Danach kommen Sie direkt hierher zurück.
sessions-away = Wir können Sie gerade nicht erkennen
    .text = Im Moment lässt sich nicht feststellen, wer angemeldet ist; deshalb wird nichts angezeigt. Es ist nichts verloren gegangen. Bitte versuchen Sie es gleich noch einmal.
sign-in-failed = Die Anmeldung wurde nicht abgeschlossen
    .text = Sie hat zu lange gedauert, wurde schon einmal verwendet oder in einem anderen Browser begonnen. Es ist nichts verloren gegangen: Bitte beginnen Sie noch einmal.
sign-in-denied = Sie sind nicht angemeldet
    .text = Die Anmeldung wurde abgebrochen oder nicht zugelassen. Es ist nichts verloren gegangen: Sie können jederzeit neu beginnen, vielleicht mit einem anderen Konto.
sign-in-refused = Wir konnten Sie nicht anmelden
    .text = Der Anmeldedienst hat eine Antwort gegeben, der wir nicht vertrauen dürfen oder die nicht genug aussagt; deshalb wird nichts angezeigt. Bitte beginnen Sie noch einmal; wenn das nicht hilft, bitten Sie um Hilfe.
sign-in-away = Die Anmeldung ist gerade nicht möglich
    .text = Der Anmeldedienst antwortet im Moment nicht. Es ist nichts verloren gegangen. Bitte versuchen Sie es gleich noch einmal.
from-elsewhere = Das kam nicht von unserer Seite
    .text = Die Anfrage kam von einer fremden Seite; deshalb wurde nichts ausgeführt. Falls Sie es selbst waren, wiederholen Sie es bitte von hier aus.
identity-refused = Wir konnten Sie nicht erkennen
    .text = Ihre Anmeldung hat uns in einer Form erreicht, der wir nicht vertrauen dürfen; deshalb wird nichts angezeigt. Bitte melden Sie sich ab und wieder an und öffnen Sie Ihr Abonnement neu; wenn das nicht hilft, bitten Sie um Hilfe.

## What went wrong
suspended = Ihr Konto ist vorübergehend gesperrt
    .text = Tarif und Rechnungen lassen sich erst wieder öffnen, wenn das Konto aktiv ist. Schreiben Sie uns, und wir sehen es uns gemeinsam an.
too-often = Das war zu oft
    .text = Diese Seite wurde in kurzer Zeit sehr oft geöffnet. Bitte warten Sie einen Moment und versuchen Sie es dann erneut.
# $time is the sentence "seconds", which goes down in the page.
trying-again = Neuer Versuch in { $time }.
seconds = { $count } Sekunden
unreachable = Die Abrechnung antwortet gerade nicht
    .text = An Ihrem Abonnement ändert sich dadurch nichts, und durch das Öffnen dieser Seite wurde nichts abgebucht.
too-slow = Die Abrechnung braucht zu lange für eine Antwort
    .text = An Ihrem Abonnement ändert sich dadurch nichts, und durch das Öffnen dieser Seite wurde nichts abgebucht.
refused = Ihr Abonnement kann nicht angezeigt werden
    .text = Der Fehler liegt bei uns, und Sie können daran nichts ändern. Bitten Sie um Hilfe oder versuchen Sie es später noch einmal.
nothing-to-open = Ihre Abonnementseite ist noch nicht bereit
    .text = Wir kennen Ihr Konto, aber es gibt dazu keine Seite, die hier angezeigt werden kann. Der Fehler liegt bei uns. Bitten Sie um Hilfe oder versuchen Sie es später noch einmal.
not-found = Seite nicht gefunden
    .text = Unter dieser Adresse gibt es nichts.
method-not-allowed = Das ist hier nicht möglich
    .text = Diese Adresse nimmt solche Anfragen nicht an.
internal = Etwas ist schiefgegangen
    .text = Diese Seite konnte nicht erstellt werden. Der Fehler liegt bei uns. Bitte versuchen Sie es gleich noch einmal.
not-offered-plans = Zurzeit steht kein Tarif zur Wahl
    .text = Für Ihr Konto wird im Moment kein Tarif angeboten. Versuchen Sie es später noch einmal oder bitten Sie um Hilfe.
not-offered-subscribe = Dieser Tarif ist zurzeit nicht möglich
    .text = Er wird für Ihr Konto im Moment nicht angeboten, vielleicht weil Sie ihn schon haben. Bei Ihrem Abonnement sehen Sie, was Sie haben.
not-offered-change-plan = Zurzeit ist kein Tarifwechsel möglich
    .text = Sie können den Tarif wechseln, solange ein Abonnement läuft. Bei Ihrem Abonnement sehen Sie, was Sie haben.
not-offered-restart = Es gibt nichts wieder aufzunehmen
    .text = Dieses Abonnement läuft oder ist endgültig beendet. Bei Ihrem Abonnement sehen Sie, was Sie tun können.
not-offered-payment-method = Zurzeit kann keine Zahlungsmethode hinterlegt werden
    .text = Für Ihr Konto ist das im Moment nicht möglich. Versuchen Sie es später noch einmal oder bitten Sie um Hilfe.
not-offered-pay-invoice = Es gibt nichts online zu bezahlen
    .text = Diese Rechnung ist beglichen oder wird nicht auf dieser Seite bezahlt. Bei Ihrem Abonnement finden Sie Ihre Rechnungen.
not-offered-subscription = Dieses Abonnement kann zurzeit nicht angezeigt werden
    .text = Im Moment gibt es dazu keine Seite. Bei Ihrem Abonnement sehen Sie, was Sie haben.

## The chat
open-chat = Chat öffnen
chat-offline = Im Chat ist gerade niemand da.
chat-online = Fragen? Wir sind im Chat.
chat-busy = Im Chat ist gerade niemand frei.
chat-window-open = Der Chat ist geöffnet.
chat-session-created = Bitte warten Sie: Gleich antwortet Ihnen jemand im Chat.
chat-session-started = Sie sprechen im Chat mit uns.
chat-session-ended = Das Gespräch im Chat ist beendet.
