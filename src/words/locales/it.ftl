# Every sentence of the pages. A translator changes what stands behind "=", and leaves names and what is in braces as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
title = Il suo abbonamento
nothing-is-real = Qui nulla è reale: un emulatore sostituisce ProAbono e non si muove denaro.
frame-title = Il suo abbonamento, i piani, il pagamento e le fatture, con ProAbono
skip = Vai all’abbonamento
signed-in-as = Account:
sign-in = Accedi
sign-out = Esci
back = Indietro
back-to = Torna a { $application }
new-tab = Apri in una nuova scheda
open-widget = Gestisci l’abbonamento
support = Assistenza
contact = Contatti
retry = Riprova
retry-now = Riprova ora
go-on = Avanti
see-subscription = Mostra l’abbonamento
request-id = Per chiedere assistenza, indichi questo numero:

## Above the frame
more = Altro
choose-plan = Scegli un piano
menu-change-plan = Cambia piano
menu-payment-method = Metodo di pagamento
menu-invoices = Ultime fatture
menu-load-again = Ricarica
invoice-pdf = Fattura (PDF)
chip-overdue = Pagamento scaduto
chip-paused = In pausa
chip-confirming = Pagamento in corso
chip-ending = Termina
chip-trial = Prova
chip-active = Attivo
fact-overdue = { $amount } da pagare, scadenza { $date }
fact-overdue-undated = Importo scaduto: { $amount }
fact-paused-unpaid = In pausa per il mancato pagamento di { $amount }
fact-paused-method = In pausa perché manca un metodo di pagamento
fact-paused = In pausa. Possiamo darle maggiori informazioni.
fact-confirming = La sua banca sta confermando il pagamento di { $amount }
fact-ending = Scadenza { $date }, senza rinnovo
fact-trial = Prova gratuita con scadenza { $date }, poi { $price }
fact-trial-unpriced = Prova gratuita con scadenza { $date }
fact-next-payment = Prossimo pagamento: { $amount }, { $date }
fact-renews = Rinnovo: { $date }, { $price }
fact-renews-unpriced = Rinnovo: { $date }
fact-none = Nessun piano al momento. Si può cambiare o disdire in qualsiasi momento.
# A price: the number with its digits, and the sign or the code of the currency.
money = { $number } { $symbol }
# Prices of a period, and of several.
per-day = { $amount } al giorno
per-week = { $amount } alla settimana
per-month = { $amount } al mese
per-year = { $amount } all’anno
every-days = { $amount } ogni { $count } giorni
every-weeks = { $amount } ogni { $count } settimane
every-months = { $amount } ogni { $count } mesi
every-years = { $amount } ogni { $count } anni
before-tax = { $price }, tasse escluse
pay = Paga { $amount }
keep = Mantieni { $plan }
add-payment-method = Aggiungi metodo di pagamento
used = { $used } su { $included }

## The overview
invoices = Fatture
included = Incluso
all-details = Tutti i dettagli
without-tax = Tasse escluse
replace-method = Sostituisci
method-card = Carta
method-debit = Addebito diretto
method-transfer = Bonifico
chip-paid = Pagata
chip-due = Da pagare

## In the page, while it is open
a-moment = Ci vuole un momento.
slow = Ci vuole più tempo del solito.
too-old = Questa pagina è aperta da un po’. La ricarichi per continuare.
step-stopped = Questo passaggio non può essere mostrato all’interno di questa pagina.
changed = Il suo abbonamento è cambiato.
show-changed = Mostra
session-over = La sessione è stata chiusa.
sign-in-again = Accedi di nuovo
# The heading of a page that a link has opened, whatever it is about.
from-link-title = Fatturazione
from-link = Questa pagina è stata aperta da un link.
from-link-home = Passa al proprio abbonamento
link-refused = Il link seguito non può essere aperto qui: questa è quindi la pagina iniziale del suo abbonamento. Se il link è arrivato per e-mail, ce ne chieda uno nuovo.
unknown-offer = Il piano scelto non è più offerto. Ecco i piani tra cui può scegliere.
insite-failed = Non è stato possibile caricare il suo abbonamento. Nulla è andato perso e non c’è stato alcun addebito.
no-script = Il suo abbonamento viene mostrato da uno script. Consenta gli script per questa pagina.

## The names of the workflows
walking-subscribe = Abbonarsi
walking-change-plan = Cambiare piano
walking-restart = Riattivare l’abbonamento
walking-payment-method = Il suo metodo di pagamento
walking-pay-invoice = Pagare la fattura

## Coming back from ProAbono's pages
returned-restart = Il suo abbonamento continua
returned-options = Le sue opzioni
returned-permission = Il suo metodo di pagamento
returned-invoice = La sua fattura
returned-elsewhere = È un piacere rivederla
returned-nocharge = Non c’era nulla da pagare.
returned-paid = Il pagamento è stato effettuato
returned-registered = Grazie. Nel suo abbonamento può vedere il metodo di pagamento utilizzato.
returned-due = È stata emessa una fattura. La paghi nel modo che vi è indicato.
returned-unsaid = Nel suo abbonamento può vedere la situazione attuale.
returned-on-plan = Ora il suo piano è { $plan }
returned-change-at-once = La modifica ha avuto effetto immediato.
returned-ends = Scadenza di { $plan }: { $date }
    .text = Può usarlo fino ad allora e non ci saranno altri addebiti.
returned-ended = Piano terminato: { $plan }
returned-cancelled = Operazione interrotta
    .text = Può ricominciare quando vuole.
returned-failed = Non ha funzionato
    .text = Non è stato possibile completare l’operazione. Nel suo abbonamento può vedere la situazione attuale; riprovi da lì.
returned-payment-failed = Il pagamento non è andato a buon fine
    .text = Controlli la carta o paghi in un altro modo.
returned-still-on = Il suo piano resta { $plan }. Controlli la carta o paghi in un altro modo.
paid-today = Pagato oggi
next-payment = Prossimo pagamento
next-payment-on = { $amount }, { $date }
plan = Piano
amount = Importo

## Waiting for a confirmation
waiting = Siamo in attesa della conferma
    .text = Questa pagina controlla da sola. Può chiuderla: nulla andrà perso. Non ripeta l’operazione.
waiting-bank = La sua banca sta confermando il pagamento
    .text = Questa pagina controlla da sola. Può chiuderla: nulla andrà perso. Non ripeta il pagamento.
look-again = Ricontrolla
not-waiting = Non ha acquistato o modificato nulla poco fa?
not-waiting-go = Mostra il mio abbonamento

## Plans that anybody may see
plans = Piani
no-plans = Al momento non è offerto alcun piano. Torni più tardi.
unlimited = senza limiti
choose = Scegli

## Signing in and out
continue-question = Continuare con questo account?
continue-text = Sta per vedere l’abbonamento e le fatture di:
continue-instead = In questo browser è aperta la sessione di un’altra persona, che verrà chiusa:
continue-yes = Sì, continua
continue-no = No, non sono io
signed-out = Sessione chiusa
    .text = Il suo abbonamento non è più visibile in questo browser.
sign-out-question = Vuole uscire dall’account?
    .text = Il suo abbonamento prosegue invariato; semplicemente non sarà più visibile in questo browser.
leaving = La sessione qui è chiusa
    .text = Ora si passa al servizio di accesso, per chiudere la sessione anche lì.
still-there = Il servizio di accesso non risponde, quindi lì la sessione potrebbe essere ancora aperta. Su un computer usato anche da altre persone, chiuda anche il browser.
not-signed-in = Acceda per vedere il suo abbonamento
    .text = Dopo l’accesso tornerà direttamente qui.
sessions-away = Al momento non possiamo riconoscerla
    .text = Ora non possiamo stabilire di chi sia la sessione, quindi non viene mostrato nulla. Nulla è andato perso. Riprovi tra un istante.
sign-in-failed = L’accesso non è stato completato
    .text = Ha richiesto troppo tempo, era già stato usato o era iniziato in un altro browser. Nulla è andato perso: ricominci da capo.
sign-in-denied = Accesso non effettuato
    .text = L’accesso è stato annullato o non è stato consentito. Nulla è andato perso: può ricominciare quando vuole, magari con un altro account.
sign-in-refused = Non è stato possibile effettuare l’accesso
    .text = Il servizio di accesso ci ha dato una risposta di cui non dobbiamo fidarci o che non dice abbastanza, quindi non viene mostrato nulla. Ricominci da capo; se non basta, chieda assistenza.
sign-in-away = Al momento non è possibile accedere
    .text = Il servizio di accesso ora non risponde. Nulla è andato perso. Riprovi tra un istante.
from-elsewhere = La richiesta non viene dalla nostra pagina
    .text = È arrivata da una pagina estranea, quindi non è stato fatto nulla. Se la richiesta era sua, la ripeta da qui.
identity-refused = Non è stato possibile riconoscerla
    .text = Il suo accesso ci è arrivato in una forma di cui non dobbiamo fidarci, quindi non viene mostrato nulla. Esca dall’account, acceda di nuovo e riapra il suo abbonamento; se non basta, chieda assistenza.

## What went wrong
suspended = Il suo account è sospeso
    .text = Il piano e le fatture non possono essere aperti finché l’account non torna attivo. Ci scriva e lo vedremo insieme.
too-often = Troppe richieste
    .text = Questa pagina è stata aperta moltissime volte in poco tempo. Attenda un istante e riprovi.
# $time is the sentence "seconds", which goes down in the page.
trying-again = Nuovo tentativo tra { $time }.
seconds = { $count } secondi
unreachable = Al momento la fatturazione non risponde
    .text = Per il suo abbonamento non cambia nulla e l’apertura di questa pagina non ha comportato alcun addebito.
too-slow = La fatturazione impiega troppo tempo a rispondere
    .text = Per il suo abbonamento non cambia nulla e l’apertura di questa pagina non ha comportato alcun addebito.
refused = Il suo abbonamento non può essere mostrato
    .text = L’errore è nostro e non c’è nulla che lei possa cambiare. Chieda assistenza o riprovi più tardi.
nothing-to-open = La pagina del suo abbonamento non è pronta
    .text = Conosciamo il suo account, ma non c’è una sua pagina che possa essere mostrata qui. L’errore è nostro. Chieda assistenza o riprovi più tardi.
not-found = Pagina non trovata
    .text = A questo indirizzo non c’è nulla.
method-not-allowed = Qui non è possibile farlo
    .text = Questo indirizzo non accetta questo tipo di richiesta.
internal = Qualcosa è andato storto
    .text = Non è stato possibile creare questa pagina. L’errore è nostro. Riprovi tra un istante.
not-offered-plans = Al momento non ci sono piani da scegliere
    .text = Ora non è offerto alcun piano per il suo account. Riprovi più tardi o chieda assistenza.
not-offered-subscribe = Al momento questo piano non è disponibile
    .text = Ora non è offerto per il suo account, forse perché lo ha già. Nel suo abbonamento può vedere che cosa ha.
not-offered-change-plan = Al momento non ci sono piani a cui passare
    .text = Può cambiare piano finché un abbonamento è in corso. Nel suo abbonamento può vedere che cosa ha.
not-offered-restart = Non c’è nulla da riattivare
    .text = Questo abbonamento è in corso o è terminato definitivamente. Nel suo abbonamento può vedere che cosa può fare.
not-offered-payment-method = Al momento non è possibile registrare un metodo di pagamento
    .text = Ora il suo account non ne accetta. Riprovi più tardi o chieda assistenza.
not-offered-pay-invoice = Non c’è nulla da pagare online
    .text = Questa fattura è saldata o non si paga su questa pagina. Nel suo abbonamento può vedere le sue fatture.
not-offered-subscription = Al momento questo abbonamento non può essere mostrato
    .text = Ora non ha una pagina. Nel suo abbonamento può vedere che cosa ha.

## The chat
open-chat = Apri la chat
chat-offline = Al momento in chat non c’è nessuno.
chat-online = Domande? Siamo in chat.
chat-busy = Al momento in chat nessuno è disponibile.
chat-window-open = La chat è aperta.
chat-session-created = Attenda: qualcuno le risponderà in chat.
chat-session-started = Sta parlando con noi in chat.
chat-session-ended = La conversazione in chat è terminata.
