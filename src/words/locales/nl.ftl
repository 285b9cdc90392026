# Every sentence of the pages. A translator changes what stands behind "=", and leaves names and what is in braces as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
title = Uw abonnement
nothing-is-real = Niets is hier echt: een emulator vervangt ProAbono en er gaat geen geld om.
frame-title = Uw abonnement, pakketten, betaling en facturen, door ProAbono
skip = Direct naar uw abonnement
signed-in-as = Ingelogd als
sign-in = Inloggen
sign-out = Uitloggen
back = Terug
back-to = Terug naar { $application }
new-tab = Openen in nieuw tabblad
open-widget = Uw abonnement beheren
support = Hulp vragen
contact = Contact
retry = Probeer opnieuw
retry-now = Nu opnieuw proberen
go-on = Verder
see-subscription = Uw abonnement bekijken
request-id = Vermeld dit nummer als u om hulp vraagt:

## Above the frame
more = Meer
choose-plan = Pakket kiezen
menu-change-plan = Pakket wijzigen
menu-payment-method = Betaalmethode
menu-invoices = Laatste facturen
menu-load-again = Opnieuw laden
invoice-pdf = Factuur (PDF)
chip-overdue = Betaling te laat
chip-paused = Op pauze
chip-confirming = Betaling onderweg
chip-ending = Loopt af
chip-trial = Proef
chip-active = Actief
fact-overdue = { $amount } staat open sinds { $date }
fact-overdue-undated = De betaling van { $amount } is te laat
fact-paused-unpaid = Op pauze omdat { $amount } niet is betaald
fact-paused-method = Op pauze omdat er geen betaalmethode is
fact-paused = Op pauze. Wij kunnen u er meer over vertellen.
fact-confirming = Uw bank bevestigt de betaling van { $amount }
fact-ending = Te gebruiken tot { $date }, wordt niet verlengd
fact-trial = Gratis tot { $date }, daarna { $price }
fact-trial-unpriced = Gratis tot { $date }
fact-next-payment = Volgende betaling: { $amount } op { $date }
fact-renews = Wordt verlengd op { $date }, { $price }
fact-renews-unpriced = Wordt verlengd op { $date }
fact-none = Op dit moment geen pakket. Wijzigen of stoppen kan wanneer u maar wilt.
# A price: the number with its digits, and the sign or the code of the currency.
money = { $symbol } { $number }
# Prices of a period, and of several.
per-day = { $amount } per dag
per-week = { $amount } per week
per-month = { $amount } per maand
per-year = { $amount } per jaar
every-days = { $amount } per { $count } dagen
every-weeks = { $amount } per { $count } weken
every-months = { $amount } per { $count } maanden
every-years = { $amount } per { $count } jaar
before-tax = { $price }, exclusief btw
pay = { $amount } betalen
keep = { $plan } houden
add-payment-method = Betaalmethode toevoegen
used = { $used } van { $included }

## The overview
invoices = Facturen
included = Inbegrepen
all-details = Alle details
without-tax = Exclusief btw
replace-method = Vervangen
method-card = Kaart
method-debit = Automatische incasso
method-transfer = Overschrijving
chip-paid = Betaald
chip-due = Te betalen

## In the page, while it is open
a-moment = Dit duurt even.
slow = Dit duurt langer dan normaal.
too-old = Deze pagina staat al een tijdje open. Laad de pagina opnieuw om verder te gaan.
step-stopped = Deze stap kan niet binnen deze pagina worden getoond.
changed = Uw abonnement is gewijzigd.
show-changed = Tonen
session-over = U bent uitgelogd.
sign-in-again = Opnieuw inloggen
# The heading of a page that a link has opened, whatever it is about.
from-link-title = Facturering
from-link = Deze pagina is via een link geopend.
from-link-home = Naar uw eigen abonnement
link-refused = De link die u hebt gevolgd, kan hier niet worden geopend; daarom ziet u nu de startpagina van uw abonnement. Hebt u de link per e-mail gekregen, vraag ons dan om een nieuwe.
unknown-offer = Het gekozen pakket wordt niet meer aangeboden. Uit deze pakketten kunt u kiezen.
insite-failed = Uw abonnement kon niet worden geladen. Er is niets verloren gegaan en er is niets afgeschreven.
no-script = Uw abonnement wordt door een script getoond. Sta scripts toe voor deze pagina.

## The names of the workflows
walking-subscribe = Abonnement nemen
walking-change-plan = Uw pakket wijzigen
walking-restart = Uw abonnement hervatten
walking-payment-method = Uw betaalmethode
walking-pay-invoice = Uw factuur betalen

## Coming back from ProAbono's pages
returned-restart = Uw abonnement loopt door
returned-options = Uw opties
returned-permission = Uw betaalmethode
returned-invoice = Uw factuur
returned-elsewhere = Welkom terug
returned-nocharge = Er was niets te betalen.
returned-paid = Uw betaling is gelukt
returned-registered = Bedankt. Bij uw abonnement ziet u welke betaalmethode wordt gebruikt.
returned-due = Er is een factuur opgesteld. Betaal die op de manier die erop staat.
returned-unsaid = Bij uw abonnement ziet u hoe het ervoor staat.
returned-on-plan = Uw pakket is nu { $plan }
returned-change-at-once = De wijziging is meteen ingegaan.
returned-ends = { $plan } eindigt op { $date }
    .text = Tot die tijd kunt u het gebruiken en er wordt niets meer afgeschreven.
returned-ended = { $plan } is beëindigd
returned-cancelled = U bent voortijdig gestopt
    .text = U kunt opnieuw beginnen wanneer u maar wilt.
returned-failed = Het is niet gelukt
    .text = Uw handeling kon niet worden voltooid. Bij uw abonnement ziet u hoe het ervoor staat; probeer het daar opnieuw.
returned-payment-failed = De betaling is niet gelukt
    .text = Controleer de kaart of betaal op een andere manier.
returned-still-on = Uw pakket is nog steeds { $plan }. Controleer de kaart of betaal op een andere manier.
paid-today = Vandaag betaald
next-payment = Volgende betaling
next-payment-on = { $amount }, { $date }
plan = Pakket
amount = Bedrag

## Waiting for a confirmation
waiting = We wachten op de bevestiging
    .text = Deze pagina controleert dat vanzelf. U kunt de pagina sluiten: er gaat niets verloren. Doe het niet nog een keer.
waiting-bank = Uw bank bevestigt de betaling
    .text = Deze pagina controleert dat vanzelf. U kunt de pagina sluiten: er gaat niets verloren. Betaal niet nog een keer.
look-again = Opnieuw kijken
not-waiting = Hebt u zojuist niets gekocht of gewijzigd?
not-waiting-go = Mijn abonnement tonen

## Plans that anybody may see
plans = Pakketten
no-plans = Op dit moment wordt er geen pakket aangeboden. Kom later nog eens terug.
unlimited = onbeperkt
choose = Kiezen

## Signing in and out
continue-question = Doorgaan met dit account?
continue-text = U krijgt het abonnement en de facturen te zien van:
continue-instead = In deze browser is iemand anders ingelogd, die wordt uitgelogd:
continue-yes = Ja, doorgaan
continue-no = Nee, dat ben ik niet
signed-out = U bent uitgelogd
    .text = Uw abonnement wordt niet meer getoond in deze browser.
sign-out-question = Wilt u uitloggen?
    .text = Uw abonnement loopt gewoon door; het wordt alleen niet meer getoond in deze browser.
leaving = U bent hier uitgelogd
    .text = U gaat nu door naar de dienst waarmee u hebt ingelogd, om ook daar uit te loggen.
still-there = De dienst waarmee u hebt ingelogd, reageert niet; misschien bent u daar nog ingelogd. Sluit op een computer die ook anderen gebruiken ook de browser.
not-signed-in = Log in om uw abonnement te zien
    .text = Daarna komt u meteen hier terug.
sessions-away = We kunnen u op dit moment niet herkennen
    .text = We kunnen nu niet nagaan wie er is ingelogd; daarom wordt er niets getoond. Er is niets verloren gegaan. Probeer het zo meteen opnieuw.
sign-in-failed = Het inloggen is niet voltooid
    .text = Het duurde te lang, was al eerder gebruikt of was in een andere browser begonnen. Er is niets verloren gegaan: begin opnieuw.
sign-in-denied = U bent niet ingelogd
    .text = Het inloggen is geannuleerd of niet toegestaan. Er is niets verloren gegaan: begin opnieuw wanneer u maar wilt, eventueel met een ander account.
sign-in-refused = Het inloggen is niet gelukt
    .text = De dienst waarmee u inlogt, gaf ons een antwoord dat we niet mogen vertrouwen of dat niet genoeg zegt; daarom wordt er niets getoond. Begin opnieuw; helpt dat niet, vraag dan om hulp.
sign-in-away = U kunt op dit moment niet inloggen
    .text = De dienst waarmee u inlogt, reageert nu niet. Er is niets verloren gegaan. Probeer het zo meteen opnieuw.
from-elsewhere = Dit kwam niet van onze pagina
    .text = Het verzoek kwam van de pagina van iemand anders; daarom is er niets gedaan. Was u het zelf, doe het dan opnieuw vanaf hier.
identity-refused = We konden u niet herkennen
    .text = Uw aanmelding bereikte ons in een vorm die we niet mogen vertrouwen; daarom wordt er niets getoond. Log uit, log weer in en open uw abonnement opnieuw; helpt dat niet, vraag dan om hulp.

## What went wrong
suspended = Uw account is tijdelijk geblokkeerd
    .text = Uw pakket en facturen kunnen pas weer worden geopend als het account actief is. Schrijf ons, dan kijken we er samen naar.
too-often = Dat was te vaak
    .text = Deze pagina is in korte tijd heel vaak geopend. Wacht even en probeer het dan opnieuw.
# $time is the sentence "seconds", which goes down in the page.
trying-again = Nieuwe poging over { $time }.
seconds = { $count } seconden
unreachable = De facturering reageert op dit moment niet
    .text = Aan uw abonnement verandert daardoor niets en door het openen van deze pagina is niets afgeschreven.
too-slow = De facturering doet te lang over een antwoord
    .text = Aan uw abonnement verandert daardoor niets en door het openen van deze pagina is niets afgeschreven.
refused = Uw abonnement kan niet worden getoond
    .text = De fout ligt bij ons en u kunt er niets aan veranderen. Vraag om hulp of probeer het later opnieuw.
nothing-to-open = Uw abonnementspagina is nog niet klaar
    .text = We kennen uw account, maar er is geen pagina van u die hier kan worden getoond. De fout ligt bij ons. Vraag om hulp of probeer het later opnieuw.
not-found = Pagina niet gevonden
    .text = Op dit adres is niets te vinden.
method-not-allowed = Dit kan hier niet
    .text = Dit adres accepteert dit soort verzoeken niet.
internal = Er is iets misgegaan
    .text = Deze pagina kon niet worden gemaakt. De fout ligt bij ons. Probeer het zo meteen opnieuw.
not-offered-plans = Er is nu geen pakket om te kiezen
    .text = Op dit moment wordt er voor uw account geen pakket aangeboden. Probeer het later opnieuw of vraag om hulp.
not-offered-subscribe = U kunt dit pakket nu niet nemen
    .text = Het wordt op dit moment niet voor uw account aangeboden, misschien omdat u het al hebt. Bij uw abonnement ziet u wat u hebt.
not-offered-change-plan = Er is nu geen pakket om naar over te stappen
    .text = U kunt uw pakket wijzigen zolang er een abonnement loopt. Bij uw abonnement ziet u wat u hebt.
not-offered-restart = Er valt niets te hervatten
    .text = Dit abonnement loopt nog of is definitief beëindigd. Bij uw abonnement ziet u wat u kunt doen.
not-offered-payment-method = Er kan nu geen betaalmethode worden vastgelegd
    .text = Uw account accepteert er op dit moment geen. Probeer het later opnieuw of vraag om hulp.
not-offered-pay-invoice = Er is niets online te betalen
    .text = Deze factuur is voldaan of wordt niet op deze pagina betaald. Bij uw abonnement ziet u uw facturen.
not-offered-subscription = Dit abonnement kan nu niet worden getoond
    .text = Er is op dit moment geen pagina van. Bij uw abonnement ziet u wat u hebt.

## The chat
open-chat = Chat openen
chat-offline = Er is nu niemand in de chat.
chat-online = Vragen? We zijn in de chat.
chat-busy = Iedereen in de chat is nu bezet.
chat-window-open = De chat is geopend.
chat-session-created = Een ogenblik: er komt iemand om u in de chat te antwoorden.
chat-session-started = U praat met ons in de chat.
chat-session-ended = Het gesprek in de chat is beëindigd.
