# The sentences of the hosted pages, and of the prices of the API. What stands in braces stays as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
banner = Émulateur ProAbono : rien n’est réel ici
banner_label = Émulateur
brand = Facturation { $merchant }
to_subscription = Voir votre abonnement
to_application = Retour à l’application
cancel = Annuler
closed = Page fermée

## Dates and prices
date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
} { $year }
decimal_point = ,
group_mark = { "\u202F" }
money = { $number }{ "\u00A0" }{ $symbol }
per = { $unit ->
    [Day] par jour
    [Week] par semaine
    [Month] par mois
   *[Year] par an
}
every = { $unit ->
    [Day] tous les { $count } jours
    [Week] toutes les { $count } semaines
    [Month] tous les { $count } mois
   *[Year] tous les { $count } ans
}
before_tax = { $per }, hors taxes
optional_price = en option +{ $amount }
unit_price = +{ $amount } par unité supplémentaire
unit_price_from = à partir de { $amount } par unité supplémentaire

## Plans
plan = Offre { $plan }
your_plan = Votre offre
your_subscription = Votre abonnement
subscription = Abonnement { $plan }
choose_plan = Choisissez votre offre
choose = Choisir { $plan }
no_subscription = Vous n’avez pas encore d’abonnement. Vous pourrez changer d’offre à tout moment.
plans = Offres
plans_and_prices = Offres et tarifs
prices_before_tax = Les prix sont hors taxes.
change_your_plan = Changer d’offre
since = Depuis le
renews_on = Renouvellement le
ends_on = Fin le
ended_on = Terminé le
state_waiting = En attente de la banque
state_ending = Prend fin
state_active = Actif
state_suspended = En pause
state_draft = Pas encore commencé
state_ended = Terminé
subscribe = S’abonner
restart = Reprendre
keep_plan = Garder cette offre
change_plan = Changer d’offre
change_options = Modifier les options
end_plan = Résilier cette offre

## Invoices
invoice = Facture
invoice_numbered = Facture { $number }
invoices = Factures
your_invoices = Vos factures
no_invoices = Aucune pour le moment.
pay = Payer
pay_now = Payer maintenant
pay_amount = Payer { $amount }
pay_invoice = Payer la facture { $number }
overdue_label = Facture en retard
overdue = { $amount } en retard de paiement.
overdue_since = La facture { $number } était à payer au plus tard le { $date }.
invoice_paid = Payée
invoice_refused = Carte refusée
invoice_overdue = En retard
invoice_open = À payer
with_tax = TTC
number = Numéro
issued_on = Émise le
to_be_paid_by = À payer au plus tard le
invoice_is_paid = Cette facture est payée. Merci.
bank_confirms_invoice = Votre banque n’a pas encore confirmé le paiement ; vous n’avez plus rien à faire.
bank_confirms = Votre banque n’a pas encore confirmé le paiement. Dès qu’elle l’aura fait, la suite viendra d’elle-même.

## Payment methods
payment = Paiement
payment_method = Moyen de paiement
no_payment_method = Aucun pour le moment.
replace_method = Remplacer
add_method = Ajouter
card = Carte
another_card = Autre carte
card_ending = Carte se terminant par { $digits }
bank_debit = Prélèvement bancaire
bank_debit_later = Prélèvement bancaire, que la banque confirmera plus tard
bank_transfer = Virement bancaire, sur facture
replaces_method = Il remplace le précédent : { $method }.
used_for_renewals = Il servira à chaque renouvellement.
save = Enregistrer
sample_card = Une carte d’essai est déjà saisie. Ne saisissez jamais ici un vrai numéro de carte.
card_number = Numéro de carte
expiry = Expiration
security_code = Code de sécurité
refused_cards = Cartes d’essai que la banque refuse
insufficient_funds = provision insuffisante
rejected = refusée
card_without_funds = La banque a refusé cette carte : provision insuffisante.
card_rejected = La banque a refusé cette carte.
card_unknown = Ce n’est pas une des cartes d’essai. Ne saisissez jamais ici un vrai numéro de carte.
no_way_to_pay = Ce mode de paiement n’existe pas ici.
same_method = C’est déjà le moyen de paiement utilisé.

## Subscribing and changing
subscribe_to = S’abonner à { $plan }
change_to = Passer à { $plan }
you_have = Vous avez { $plan }
replaces_plan = Votre offre actuelle { $plan } est remplacée immédiatement.
has_plan = C’est déjà votre offre ; il n’y a rien à payer.
subscribe_and_pay = S’abonner et payer { $amount }
with_tax_rate = TTC (TVA 20 %)
change_impossible = Ce changement n’est pas possible pour le moment.
options_of = Options de { $plan }
options_price = Quantité comprise : { $included }. Chaque unité supplémentaire coûte { $amount } { $per }, hors taxes.
change = Modifier
no_quantity = Ce n’est pas une quantité valable.
restart_plan = Reprendre { $plan }
restart_and_pay = Reprendre et payer { $amount }
runs_already = L’abonnement est déjà en cours, ou terminé.
restart_impossible = L’abonnement ne peut pas reprendre pour le moment.
end_of = Résilier { $plan }
runs_until = L’offre reste active jusqu’au { $date } et ne sera pas renouvelée. Vous pouvez changer d’avis d’ici là.
end_costs = La résiliation coûte { $amount }.

## The ends of workflows
failed = Cela n’a pas abouti
failed_text = Rien n’a été modifié et rien n’a été payé.
thank_you = Merci
invoice_settled = La facture { $number } est réglée.
invoice_pending = Votre banque confirmera le paiement de la facture { $number }.
invoice_due = Réglez la facture { $number } par virement bancaire.
options_changed = Vos options ont été modifiées
options_now = { $feature } : { $count }.
card_saved = La carte se terminant par { $digits } sera désormais utilisée.
debit_saved = Votre compte bancaire sera désormais débité.
transfer_saved = Vous paierez désormais vos factures par virement bancaire.
method_saved = Moyen de paiement enregistré
runs_again = Votre offre est de nouveau active
goes_on = Votre offre { $plan } continue.
welcome = Bienvenue
plan_changed = Votre offre a changé
plan_pending = Votre offre { $plan } sera active dès que votre banque aura confirmé.
plan_free = Votre offre { $plan } est active. Il n’y avait rien à payer.
plan_paid = Votre offre { $plan } est active. Paiement effectué : { $amount }.
plan_due = Votre offre { $plan } est active. Réglez la facture de { $amount }.
plan_will_end = Votre résiliation est enregistrée
plan_until = Votre offre { $plan } reste active jusqu’au { $date }.

## Pages that do not open
no_page = Cette page n’existe pas
no_page_text = L’émulateur n’a aucune page à cette adresse.
portal_not_set_up = Le portail n’est pas configuré
widget_not_set_up = Le widget n’est pas configuré
wrong_parameters = Un paramètre n’est pas documenté ou figure deux fois.
wrong_business = Les réglages ne désignent pas cette entreprise.
wrong_segment = Les réglages ne désignent aucun segment de cette entreprise.
wrong_customer = Les réglages ne désignent aucun compte client de ce segment.
wrong_metadata = Les métadonnées comptent plus de 4 noms ou plus de 450 caractères, ou contiennent plusieurs niveaux.
refused = Cette page est refusée
refused_text = Rien ne prouve que l’application a désigné ce compte client : le hash manque ou il est faux.
of_somebody_else = Cette page appartient à un autre compte
of_somebody_else_text = Elle n’a pas été créée pour le compte qui est connecté.
expired = Ce lien a expiré
expired_text = Les liens vers les pages de facturation ne sont valables que quelques minutes. Revenez à l’application et ouvrez de nouveau la page.
suspended = Votre accès est suspendu
suspended_text = Le vendeur a suspendu ce compte. Prenez contact avec lui.
no_sign_up = L’inscription n’est pas encore possible
no_sign_up_left_out = S’abonner sans compte est permis ici, mais l’émulateur ne le propose pas.
no_sign_up_address = Le vendeur doit configurer l’adresse de l’inscription : UrlOffersAnonymousSelection.
other_merchant = Votre abonnement chez { $merchant }
other_merchant_text = Cette page appartient à un autre vendeur qui utilise le même service de facturation. Si elle s’affiche dans l’application de { $merchant }, une tierce personne en a envoyé le lien.
