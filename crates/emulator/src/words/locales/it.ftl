# The sentences of the hosted pages, and of the prices of the API. What stands in braces stays as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
banner = Emulatore ProAbono: qui nulla è reale
banner_label = Emulatore
brand = Fatturazione { $merchant }
to_subscription = Vai all’abbonamento
to_application = Torna all’applicazione
cancel = Annulla
closed = Pagina chiusa

## Dates and prices
date = { $day } { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
} { $year }
decimal_point = ,
group_mark = .
money = { $number }{ "\u00A0" }{ $symbol }
per = { $unit ->
    [Day] al giorno
    [Week] alla settimana
    [Month] al mese
   *[Year] all’anno
}
every = { $unit ->
    [Day] ogni { $count } giorni
    [Week] ogni { $count } settimane
    [Month] ogni { $count } mesi
   *[Year] ogni { $count } anni
}
before_tax = { $per }, tasse escluse
optional_price = opzionale +{ $amount }
unit_price = +{ $amount } per ogni unità in più
unit_price_from = da { $amount } per ogni unità in più

## Plans
plan = Piano { $plan }
your_plan = Il suo piano
your_subscription = Il suo abbonamento
subscription = Abbonamento { $plan }
choose_plan = Scelga il suo piano
choose = Scegli { $plan }
no_subscription = Non c’è ancora nessun abbonamento. Il piano si può cambiare in qualsiasi momento.
plans = Piani
plans_and_prices = Piani e prezzi
prices_before_tax = I prezzi sono al netto delle tasse.
change_your_plan = Cambia piano
since = Inizio
renews_on = Rinnovo
ends_on = Termine
ended_on = Data di fine
state_waiting = In attesa della banca
state_ending = Termina
state_active = Attivo
state_suspended = In pausa
state_draft = Non ancora iniziato
state_ended = Terminato
subscribe = Abbonati
restart = Riprendi
keep_plan = Mantieni questo piano
change_plan = Cambia piano
change_options = Modifica le opzioni
end_plan = Disdici questo piano

## Invoices
invoice = Fattura
invoice_numbered = Fattura { $number }
invoices = Fatture
your_invoices = Le sue fatture
no_invoices = Ancora nessuna.
pay = Paga
pay_now = Paga ora
pay_amount = Paga { $amount }
pay_invoice = Paga la fattura { $number }
overdue_label = Fattura scaduta
overdue = Importo scaduto: { $amount }.
overdue_since = Fattura { $number }, scadenza { $date }.
invoice_paid = Pagata
invoice_refused = Carta rifiutata
invoice_overdue = Scaduta
invoice_open = Da pagare
with_tax = tasse incluse
number = Numero
issued_on = Data di emissione
to_be_paid_by = Scadenza
invoice_is_paid = Questa fattura è pagata. Grazie.
bank_confirms_invoice = La sua banca non ha ancora confermato il pagamento; non c’è altro da fare.
bank_confirms = La sua banca non ha ancora confermato il pagamento. Appena lo farà, tutto proseguirà da sé.

## Payment methods
payment = Pagamento
payment_method = Metodo di pagamento
no_payment_method = Ancora nessuno.
replace_method = Sostituisci
add_method = Aggiungi
card = Carta
another_card = Un’altra carta
card_ending = Carta che termina con { $digits }
bank_debit = Addebito bancario
bank_debit_later = Addebito bancario, che la banca conferma più tardi
bank_transfer = Bonifico bancario, su fattura
replaces_method = Sostituisce il precedente: { $method }.
used_for_renewals = Verrà usato per ogni rinnovo.
save = Salva
sample_card = È già inserita una carta di prova. Non scriva mai qui un numero di carta vero.
card_number = Numero della carta
expiry = Scadenza
security_code = Codice di sicurezza
refused_cards = Carte di prova che la banca rifiuta
insufficient_funds = fondi insufficienti
rejected = rifiutata
card_without_funds = La banca ha rifiutato questa carta: fondi insufficienti.
card_rejected = La banca ha rifiutato questa carta.
card_unknown = Non è una delle carte di prova. Non scriva mai qui un numero di carta vero.
no_way_to_pay = Questo modo di pagare qui non esiste.
same_method = È già il metodo di pagamento in uso.

## Subscribing and changing
subscribe_to = Abbonati a { $plan }
change_to = Passa a { $plan }
you_have = Il suo piano è già { $plan }
replaces_plan = Il suo piano attuale { $plan } viene sostituito subito.
has_plan = È già il suo piano; non c’è nulla da pagare.
subscribe_and_pay = Abbonati e paga { $amount }
with_tax_rate = Tasse incluse (20 %)
change_impossible = Questa modifica al momento non è possibile.
options_of = Opzioni di { $plan }
options_price = Quantità inclusa: { $included }. Ogni unità in più costa { $amount } { $per }, tasse escluse.
change = Modifica
no_quantity = Non è una quantità valida.
restart_plan = Riprendi { $plan }
restart_and_pay = Riprendi e paga { $amount }
runs_already = L’abbonamento è già attivo oppure è terminato.
restart_impossible = L’abbonamento al momento non può riprendere.
end_of = Disdici { $plan }
runs_until = Il piano resta attivo fino alla data indicata ({ $date }) e non viene rinnovato. Fino ad allora può cambiare idea.
end_costs = La disdetta costa { $amount }.

## The ends of workflows
failed = Non ha funzionato
failed_text = Non è stato modificato né pagato nulla.
thank_you = Grazie
invoice_settled = La fattura { $number } è saldata.
invoice_pending = La sua banca confermerà il pagamento della fattura { $number }.
invoice_due = Paghi la fattura { $number } con bonifico bancario.
options_changed = Le sue opzioni sono cambiate
options_now = { $feature }: { $count }.
card_saved = D’ora in poi verrà usata la carta che termina con { $digits }.
debit_saved = D’ora in poi gli importi verranno addebitati sul suo conto bancario.
transfer_saved = D’ora in poi le fatture si pagano con bonifico bancario.
method_saved = Metodo di pagamento salvato
runs_again = Il suo piano è di nuovo attivo
goes_on = Il suo piano { $plan } continua.
welcome = Grazie per l’abbonamento
plan_changed = Il suo piano è cambiato
plan_pending = Il suo piano { $plan } sarà attivo appena la banca avrà confermato.
plan_free = Il suo piano { $plan } è attivo. Non c’era nulla da pagare.
plan_paid = Il suo piano { $plan } è attivo. Importo pagato: { $amount }.
plan_due = Il suo piano { $plan } è attivo. Paghi la fattura di { $amount }.
plan_will_end = La sua disdetta è registrata
plan_until = Termine del suo piano { $plan }: { $date }.

## Pages that do not open
no_page = Questa pagina non esiste
no_page_text = A questo indirizzo l’emulatore non ha nessuna pagina.
portal_not_set_up = Il portale non è configurato
widget_not_set_up = Il widget non è configurato
wrong_parameters = Un parametro non è documentato o compare due volte.
wrong_business = Le impostazioni non indicano questa azienda.
wrong_segment = Le impostazioni non indicano nessun segmento di questa azienda.
wrong_customer = Le impostazioni non indicano nessun account cliente di questo segmento.
wrong_metadata = I metadati hanno più di 4 nomi o più di 450 caratteri, oppure hanno più livelli.
refused = Questa pagina è stata rifiutata
refused_text = Nulla dimostra che l’applicazione abbia indicato questo account: l’hash manca o è errato.
of_somebody_else = Questa pagina è di un altro account
of_somebody_else_text = Non è stata creata per l’account che ha effettuato l’accesso.
expired = Questo link è scaduto
expired_text = I link alle pagine di fatturazione valgono solo pochi minuti. Torni all’applicazione e apra di nuovo la pagina.
suspended = Il suo accesso è sospeso
suspended_text = Il fornitore ha sospeso questo account. Si metta in contatto con il fornitore.
no_sign_up = La registrazione non è ancora possibile
no_sign_up_left_out = Qui è permesso abbonarsi senza un account, ma l’emulatore non lo offre.
no_sign_up_address = Il fornitore deve configurare l’indirizzo della registrazione: UrlOffersAnonymousSelection.
other_merchant = Il suo abbonamento presso { $merchant }
other_merchant_text = Questa pagina è di un altro fornitore che usa lo stesso servizio di fatturazione. Se compare dentro l’applicazione di { $merchant }, il link viene da una persona estranea.
