# Every sentence of the pages. A translator changes what stands behind "=", and leaves names and what is in braces as it is.
# $plan is the name of a plan, $amount a price as it is written here, $date a day.

## Around every page
title = Votre abonnement
nothing-is-real = Rien n’est réel ici : un émulateur remplace ProAbono, et aucun argent ne circule.
frame-title = Votre abonnement, les offres, le paiement et les factures, par ProAbono
skip = Aller à votre abonnement
signed-in-as = Compte :
sign-in = Connexion
sign-out = Déconnexion
back = Retour
back-to = Retour à { $application }
new-tab = Ouvrir dans un onglet
open-widget = Gérer votre abonnement
support = Aide
contact = Nous contacter
retry = Réessayer
retry-now = Réessayer maintenant
go-on = Continuer
see-subscription = Voir votre abonnement
request-id = Si vous demandez de l’aide, indiquez ce numéro :

## Above the frame
more = Plus
choose-plan = Choisir une offre
menu-change-plan = Changer d’offre
menu-payment-method = Moyen de paiement
menu-invoices = Dernières factures
menu-load-again = Recharger
invoice-pdf = Facture (PDF)
chip-overdue = Paiement en retard
chip-paused = En pause
chip-confirming = Paiement en cours
chip-ending = Se termine
chip-trial = Essai
chip-active = Actif
fact-overdue = { $amount } à payer depuis le { $date }
fact-overdue-undated = { $amount } en retard de paiement
fact-paused-unpaid = En pause, car il reste { $amount } à payer
fact-paused-method = En pause, car il manque un moyen de paiement
fact-paused = En pause. Nous pouvons vous en dire plus.
fact-confirming = Votre banque confirme le paiement de { $amount }
fact-ending = Disponible jusqu’au { $date }, sans renouvellement
fact-trial = Gratuit jusqu’au { $date }, puis { $price }
fact-trial-unpriced = Gratuit jusqu’au { $date }
fact-next-payment = Prochain paiement : { $amount } le { $date }
fact-renews = Renouvellement le { $date }, { $price }
fact-renews-unpriced = Renouvellement le { $date }
fact-none = Pas d’offre pour le moment. Vous pourrez en changer ou l’arrêter quand vous voudrez.
# A price: the number with its digits, and the sign or the code of the currency.
money = { $number } { $symbol }
# Prices of a period, and of several.
per-day = { $amount } par jour
per-week = { $amount } par semaine
per-month = { $amount } par mois
per-year = { $amount } par an
every-days = { $amount } tous les { $count } jours
every-weeks = { $amount } toutes les { $count } semaines
every-months = { $amount } tous les { $count } mois
every-years = { $amount } tous les { $count } ans
before-tax = { $price } hors taxes
pay = Payer { $amount }
keep = Garder { $plan }
add-payment-method = Ajouter un moyen de paiement
used = { $used } sur { $included }

## The overview
invoices = Factures
included = Inclus
all-details = Tous les détails
without-tax = Hors taxes
replace-method = Remplacer
method-card = Carte bancaire
method-debit = Prélèvement
method-transfer = Virement
chip-paid = Payée
chip-due = À payer

## In the page, while it is open
a-moment = Cela prend un instant.
slow = Cela prend plus de temps que d’habitude.
too-old = Cette page est ouverte depuis un moment. Rechargez-la pour continuer.
step-stopped = Cette étape ne peut pas s’afficher dans cette page.
changed = Votre abonnement a changé.
show-changed = Afficher
session-over = Votre session est fermée.
sign-in-again = Se reconnecter
# The heading of a page that a link has opened, whatever it is about.
from-link-title = Facturation
from-link = Cette page a été ouverte par un lien.
from-link-home = Aller à votre propre abonnement
link-refused = Le lien que vous avez suivi ne peut pas être ouvert ici ; voici donc l’accueil de votre abonnement. Si le lien vous est parvenu par e-mail, demandez-nous-en un nouveau.
unknown-offer = L’offre choisie n’est plus proposée. Voici celles que vous pouvez choisir.
insite-failed = Votre abonnement n’a pas pu être chargé. Rien n’est perdu et rien n’a été prélevé.
no-script = Votre abonnement est affiché par un script. Autorisez les scripts pour cette page.

## The names of the workflows
walking-subscribe = S’abonner
walking-change-plan = Changer d’offre
walking-restart = Reprendre votre abonnement
walking-payment-method = Votre moyen de paiement
walking-pay-invoice = Régler votre facture

## Coming back from ProAbono's pages
returned-restart = Votre abonnement continue
returned-options = Vos options
returned-permission = Votre moyen de paiement
returned-invoice = Votre facture
returned-elsewhere = Vous revoilà
returned-nocharge = Il n’y avait rien à payer.
returned-paid = Votre paiement a été effectué
returned-registered = Merci. Votre abonnement indique le moyen de paiement utilisé.
returned-due = Une facture a été émise. Réglez-la de la manière qu’elle indique.
returned-unsaid = Votre abonnement montre où en sont les choses.
returned-on-plan = Votre offre est maintenant { $plan }
returned-change-at-once = Le changement a pris effet immédiatement.
returned-ends = { $plan } prend fin le { $date }
    .text = Vous pouvez en profiter jusque-là, et rien d’autre ne sera prélevé.
returned-ended = { $plan } a pris fin
returned-cancelled = Vous avez interrompu la démarche
    .text = Vous pouvez recommencer quand vous voulez.
returned-failed = Cela n’a pas abouti
    .text = Votre démarche n’a pas pu être terminée. Votre abonnement montre où en sont les choses ; réessayez à partir de là.
returned-payment-failed = Le paiement n’a pas abouti
    .text = Vérifiez la carte ou payez autrement.
returned-still-on = Votre offre reste { $plan }. Vérifiez la carte ou payez autrement.
paid-today = Payé aujourd’hui
next-payment = Prochain paiement
next-payment-on = { $amount }, { $date }
plan = Offre
amount = Montant

## Waiting for a confirmation
waiting = Nous attendons la confirmation
    .text = Cette page vérifie d’elle-même. Vous pouvez la fermer : rien ne sera perdu. Ne recommencez pas l’opération.
waiting-bank = Votre banque confirme le paiement
    .text = Cette page vérifie d’elle-même. Vous pouvez la fermer : rien ne sera perdu. Ne payez pas une seconde fois.
look-again = Vérifier encore
not-waiting = Vous n’avez rien acheté ni modifié à l’instant ?
not-waiting-go = Voir mon abonnement

## Plans that anybody may see
plans = Offres
no-plans = Aucune offre n’est proposée pour le moment. Revenez plus tard.
unlimited = sans limite
choose = Choisir

## Signing in and out
continue-question = Continuer avec ce compte ?
continue-text = Vous allez voir l’abonnement et les factures de :
continue-instead = Dans ce navigateur, la session d’une autre personne est ouverte ; elle sera fermée :
continue-yes = Oui, continuer
continue-no = Non, ce n’est pas moi
signed-out = Session fermée
    .text = Votre abonnement ne s’affiche plus dans ce navigateur.
sign-out-question = Voulez-vous vous déconnecter ?
    .text = Votre abonnement continue tel quel ; il ne s’affichera simplement plus dans ce navigateur.
leaving = Votre session est fermée ici
    .text = Vous passez maintenant au service de connexion, pour y fermer aussi votre session.
still-there = Le service de connexion ne répond pas ; votre session y est peut-être encore ouverte. Sur un ordinateur partagé, fermez aussi le navigateur.
not-signed-in = Connectez-vous pour voir votre abonnement
    .text = Vous reviendrez directement ici.
sessions-away = Impossible de vous reconnaître pour le moment
    .text = Nous ne pouvons pas savoir en ce moment qui a ouvert la session ; rien n’est donc affiché. Rien n’est perdu. Réessayez dans un instant.
sign-in-failed = La connexion n’a pas abouti
    .text = Elle a duré trop longtemps, a déjà servi ou a commencé dans un autre navigateur. Rien n’est perdu : recommencez.
sign-in-denied = Vous n’avez pas ouvert de session
    .text = La connexion a été annulée ou n’a pas été autorisée. Rien n’est perdu : recommencez quand vous voulez, éventuellement avec un autre compte.
sign-in-refused = Nous n’avons pas pu vous connecter
    .text = Le service de connexion nous a donné une réponse à laquelle nous ne devons pas nous fier, ou qui n’en dit pas assez ; rien n’est donc affiché. Recommencez ; si cela ne suffit pas, demandez de l’aide.
sign-in-away = Connexion impossible pour le moment
    .text = Le service de connexion ne répond pas en ce moment. Rien n’est perdu. Réessayez dans un instant.
from-elsewhere = Cela ne vient pas de notre page
    .text = La demande est venue d’une page qui n’est pas la nôtre ; rien n’a donc été fait. Si c’était vous, recommencez d’ici.
identity-refused = Nous n’avons pas pu vous reconnaître
    .text = Votre connexion nous est parvenue sous une forme à laquelle nous ne devons pas nous fier ; rien n’est donc affiché. Déconnectez-vous, reconnectez-vous et ouvrez de nouveau votre abonnement ; si cela ne suffit pas, demandez de l’aide.

## What went wrong
suspended = Votre compte est suspendu
    .text = Votre offre et vos factures ne pourront être ouvertes que lorsque le compte sera de nouveau actif. Écrivez-nous et nous regarderons cela ensemble.
too-often = C’était trop souvent
    .text = Cette page a été ouverte très souvent en peu de temps. Patientez un instant, puis réessayez.
# $time is the sentence "seconds", which goes down in the page.
trying-again = Nouvel essai dans { $time }.
seconds = { $count } secondes
unreachable = La facturation ne répond pas pour le moment
    .text = Cela ne change rien à votre abonnement, et l’ouverture de cette page n’a entraîné aucun prélèvement.
too-slow = La facturation met trop de temps à répondre
    .text = Cela ne change rien à votre abonnement, et l’ouverture de cette page n’a entraîné aucun prélèvement.
refused = Votre abonnement ne peut pas être affiché
    .text = L’erreur vient de nous, et vous n’y pouvez rien. Demandez de l’aide ou réessayez plus tard.
nothing-to-open = Votre page d’abonnement n’est pas prête
    .text = Nous connaissons votre compte, mais aucune page de ce compte ne peut être affichée ici. L’erreur vient de nous. Demandez de l’aide ou réessayez plus tard.
not-found = Page introuvable
    .text = Il n’y a rien à cette adresse.
method-not-allowed = Cela n’est pas possible ici
    .text = Cette adresse n’accepte pas ce type de demande.
internal = Une erreur s’est produite
    .text = Cette page n’a pas pu être préparée. L’erreur vient de nous. Réessayez dans un instant.
not-offered-plans = Aucune offre à choisir pour le moment
    .text = Aucune offre n’est proposée à votre compte en ce moment. Réessayez plus tard ou demandez de l’aide.
not-offered-subscribe = Cette offre n’est pas disponible pour le moment
    .text = Elle n’est pas proposée à votre compte en ce moment, peut-être parce que vous l’avez déjà. Votre abonnement montre ce que vous avez.
not-offered-change-plan = Aucun changement d’offre possible pour le moment
    .text = Vous pouvez changer d’offre tant qu’un abonnement est en cours. Votre abonnement montre ce que vous avez.
not-offered-restart = Il n’y a rien à reprendre
    .text = Cet abonnement est en cours ou définitivement terminé. Votre abonnement montre ce que vous pouvez faire.
not-offered-payment-method = Aucun moyen de paiement ne peut être enregistré pour le moment
    .text = Votre compte n’en accepte pas en ce moment. Réessayez plus tard ou demandez de l’aide.
not-offered-pay-invoice = Il n’y a rien à payer en ligne
    .text = Cette facture est réglée ou ne se paie pas sur cette page. Votre abonnement montre vos factures.
not-offered-subscription = Cet abonnement ne peut pas être affiché pour le moment
    .text = Il n’a pas de page en ce moment. Votre abonnement montre ce que vous avez.

## The chat
open-chat = Ouvrir le chat
chat-offline = Personne n’est dans le chat pour le moment.
chat-online = Une question ? Nous sommes dans le chat.
chat-busy = Personne n’est libre dans le chat pour le moment.
chat-window-open = Le chat est ouvert.
chat-session-created = Patientez : quelqu’un va vous répondre dans le chat.
chat-session-started = Vous êtes en conversation avec nous dans le chat.
chat-session-ended = La conversation dans le chat est terminée.
