use crate::web::Plain;

use super::sentences::{ChatWords, NotOffered, Returned, Walking, Words};

pub(super) static FRENCH: Words = Words {
    tag: Plain::of("fr"),
    title: Plain::of("Votre abonnement"),
    nothing_is_real: Plain::of(
        "Rien n’est réel ici : un émulateur remplace ProAbono, et aucun argent ne circule.",
    ),
    frame_title: Plain::of("Votre abonnement, vos offres, votre paiement et vos factures, par ProAbono"),
    skip: Plain::of("Aller à votre abonnement"),
    signed_in_as: Plain::of("Connecté en tant que"),
    sign_in: Plain::of("Se connecter"),
    sign_out: Plain::of("Se déconnecter"),
    back: Plain::of("Retour à l’application"),
    new_tab: Plain::of("Ouvrir dans un nouvel onglet"),
    open_widget: Plain::of("Gérer votre abonnement"),
    link_refused: Plain::of(
        "Le lien que vous avez suivi ne peut pas être ouvert ici ; voici donc l’accueil de votre abonnement. Si \
                   le lien vous est parvenu par e-mail, demandez-nous-en un nouveau.",
    ),
    unknown_offer: Plain::of("L’offre choisie n’est plus proposée. Voici celles que vous pouvez choisir."),
    changed: Plain::of("Votre abonnement a changé."),
    show_changed: Plain::of("L’afficher"),
    insite_failed: Plain::of(
        "Votre abonnement n’a pas pu être chargé. Rien n’est perdu et rien n’a été prélevé.",
    ),
    no_script: Plain::of(
        "Votre abonnement est affiché par un script. Autorisez les scripts pour cette page.",
    ),
    retry: Plain::of("Réessayer"),
    support: Plain::of("Obtenir de l’aide"),
    request_id: Plain::of("Si vous demandez de l’aide, indiquez ce numéro :"),
    not_signed_in: (
        "Veuillez vous connecter",
        "Votre abonnement s’affiche une fois que vous êtes connecté à l’application. Connectez-vous, puis revenez sur \
         cette page.",
    ),
    continue_question: Plain::of("Continuer avec ce compte ?"),
    continue_text: Plain::of("Vous allez voir l’abonnement et les factures de :"),
    continue_instead: Plain::of("Dans ce navigateur, une autre personne est connectée et sera déconnectée :"),
    continue_yes: Plain::of("Oui, continuer"),
    continue_no: Plain::of("Non, ce n’est pas moi"),
    signed_out: (
        "Vous êtes déconnecté",
        "Votre abonnement ne s’affiche plus dans ce navigateur.",
    ),
    sign_out_question: (
        "Voulez-vous vous déconnecter ?",
        "Votre abonnement continue tel quel ; il ne s’affichera simplement plus dans ce navigateur.",
    ),
    leaving: (
        "Vous êtes déconnecté d’ici",
        "Vous allez maintenant au service qui vous a connecté, pour vous en déconnecter aussi.",
    ),
    still_there: "Le service qui vous a connecté ne répond pas ; vous y êtes peut-être encore connecté. Sur un ordinateur \
                  partagé, fermez aussi le navigateur.",
    go_on: Plain::of("Continuer"),
    session_over: Plain::of("Votre session est terminée. Ce que vous voyez pourrait ne plus fonctionner."),
    sign_in_again: Plain::of("Se reconnecter"),
    sessions_away: (
        "Impossible de vous reconnaître pour le moment",
        "Nous ne pouvons pas savoir en ce moment qui est connecté ; rien n’est donc affiché. Rien n’est perdu. Réessayez \
         dans un instant.",
    ),
    sign_in_failed: (
        "La connexion n’a pas abouti",
        "Elle a duré trop longtemps, a déjà servi ou a commencé dans un autre navigateur. Rien n’est perdu : \
         recommencez.",
    ),
    sign_in_denied: (
        "Vous n’êtes pas connecté",
        "La connexion a été annulée ou n’a pas été autorisée. Rien n’est perdu : recommencez quand vous voulez, \
         éventuellement avec un autre compte.",
    ),
    sign_in_refused: (
        "Nous n’avons pas pu vous connecter",
        "Le service qui vous connecte nous a donné une réponse à laquelle nous ne pouvons pas nous fier, ou qui n’en dit pas \
         assez ; rien n’est donc affiché. Recommencez ; si cela ne suffit pas, demandez de l’aide.",
    ),
    sign_in_away: (
        "Connexion impossible pour le moment",
        "Le service qui vous connecte ne répond pas. Rien n’est perdu. Réessayez dans un instant.",
    ),
    from_elsewhere: (
        "Cela ne vient pas de notre page",
        "La demande est venue d’une autre page ; rien n’a donc été fait. Si c’était vous, recommencez d’ici.",
    ),
    identity_refused: (
        "Nous n’avons pas pu vous reconnaître",
        "Votre connexion nous est parvenue sous une forme à laquelle nous ne pouvons pas nous fier ; rien n’est donc \
         affiché. Déconnectez-vous, reconnectez-vous puis revenez ; si cela ne suffit pas, demandez de l’aide.",
    ),
    suspended: (
        "Votre compte est suspendu",
        "Votre abonnement et vos factures ne peuvent pas être ouverts tant que votre compte est suspendu. Contactez-nous \
         pour le faire rouvrir.",
    ),
    too_often: (
        "C’était trop souvent",
        "Cette page a été ouverte très souvent en peu de temps. Veuillez patienter un instant, puis réessayer.",
    ),
    unreachable: (
        "Votre abonnement ne peut pas être affiché pour le moment",
        "Le service de facturation ne répond pas. Rien n’est perdu et rien n’a été prélevé en ouvrant cette page. \
         Réessayez dans un instant.",
    ),
    too_slow: (
        "La réponse tarde trop",
        "Le service de facturation met trop de temps à répondre. Rien n’est perdu et rien n’a été prélevé en ouvrant \
         cette page. Réessayez dans un instant.",
    ),
    refused: (
        "Votre abonnement ne peut pas être affiché",
        "Le service de facturation et cette page ne se comprennent pas. C’est à nous de le corriger, vous n’y pouvez rien. \
         Demandez de l’aide ou revenez plus tard.",
    ),
    nothing_to_open: (
        "Votre page d’abonnement n’est pas prête",
        "Nous connaissons votre compte, mais le service de facturation ne nous a donné aucune page à afficher ici. C’est \
         à nous de le corriger. Demandez de l’aide ou revenez plus tard.",
    ),
    walking: Walking {
        subscribe: Plain::of("S’abonner"),
        change_plan: Plain::of("Changer d’offre"),
        restart: Plain::of("Reprendre votre abonnement"),
        payment_method: Plain::of("Votre moyen de paiement"),
        pay_invoice: Plain::of("Régler votre facture"),
    },
    returned: Returned {
        subscribe: "Merci pour votre abonnement",
        upgrade: "Votre offre",
        restart: "Votre abonnement continue",
        options: "Vos options",
        terminate: (
            "Votre résiliation est enregistrée",
            "En général, l’abonnement reste le vôtre jusqu’à la fin de la période payée, et vous pouvez annuler la résiliation \
             jusque-là.",
        ),
        permission: "Votre moyen de paiement",
        invoice: "Votre facture",
        elsewhere: "Vous revoilà",
        nocharge: "Il n’y avait rien à payer.",
        paid: "Votre paiement a été pris en compte. La facture se trouve avec votre abonnement.",
        registered: "Merci. Votre abonnement montre le moyen de paiement utilisé.",
        due: "Une facture a été émise. Réglez-la de la manière qu’elle indique.",
        unsaid: "Votre abonnement montre où en sont les choses.",
        cancelled: (
            "Vous avez quitté avant la fin",
            "Rien n’a été modifié et rien n’a été prélevé. Vous pouvez recommencer quand vous voulez.",
        ),
        failed: (
            "Cela n’a pas abouti",
            "Votre démarche n’a pas pu être terminée. Votre abonnement montre où en sont les choses ; réessayez-y, \
             éventuellement avec un autre moyen de paiement.",
        ),
    },
    waiting: (
        "Nous attendons la confirmation",
        "Votre démarche n’est pas encore confirmée. Vous n’avez rien à faire, et n’achetez pas une seconde fois : cette page \
         vérifie d’elle-même et affiche votre abonnement dès qu’il est là.",
    ),
    your_plan: Plain::of("Votre offre :"),
    look_again: Plain::of("Vérifier de nouveau"),
    not_waiting: Plain::of("Vous n’avez rien acheté ni modifié à l’instant ?"),
    not_waiting_go: Plain::of("Afficher mon abonnement"),
    plans: Plain::of("Offres"),
    no_plans: Plain::of("Aucune offre n’est proposée pour le moment. Revenez plus tard."),
    unlimited: Plain::of("illimité"),
    choose: Plain::of("Choisir"),
    open_chat: Plain::of("Ouvrir le chat"),
    chat: ChatWords {
        offline: "Personne n’est dans le chat pour le moment.",
        online: "Une question ? Nous sommes dans le chat.",
        busy: "Tout le monde est occupé dans le chat pour le moment.",
        chat_window_open: "Le chat est ouvert.",
        chat_session_created: "Patientez : quelqu’un va vous répondre dans le chat.",
        chat_session_started: "Vous êtes en conversation avec nous dans le chat.",
        chat_session_ended: "La conversation dans le chat est terminée.",
    },
    not_offered: NotOffered {
        plans: (
            "Aucune offre à choisir pour le moment",
            "Aucune offre n’est proposée à votre compte en ce moment. Revenez plus tard ou demandez de l’aide.",
        ),
        subscribe: (
            "Cette offre n’est pas possible pour le moment",
            "Elle n’est pas proposée à votre compte en ce moment, peut-être parce que vous l’avez déjà. Votre abonnement montre \
             ce que vous avez.",
        ),
        change_plan: (
            "Aucun changement d’offre possible pour le moment",
            "Vous pouvez changer d’offre tant qu’un abonnement est en cours. Votre abonnement montre ce que vous avez.",
        ),
        restart: (
            "Il n’y a rien à reprendre",
            "Cet abonnement est en cours ou définitivement terminé. Votre abonnement montre ce que vous pouvez faire.",
        ),
        payment_method: (
            "Aucun moyen de paiement ne peut être enregistré pour le moment",
            "Votre compte n’en accepte pas en ce moment. Revenez plus tard ou demandez de l’aide.",
        ),
        pay_invoice: (
            "Il n’y a rien à payer en ligne",
            "Cette facture est réglée ou ne se paie pas sur cette page. Votre abonnement montre vos factures.",
        ),
        subscription: (
            "Cet abonnement ne peut pas être affiché pour le moment",
            "Il n’a pas de page en ce moment. Votre abonnement montre ce que vous avez.",
        ),
    },
    not_found: ("Page introuvable", "Il n’y a rien à cette adresse."),
    method_not_allowed: (
        "Cela n’est pas possible ici",
        "Cette adresse n’accepte pas ce type de demande.",
    ),
    internal: (
        "Une erreur s’est produite",
        "Cette page n’a pas pu être préparée. L’erreur vient de nous. Réessayez dans un instant.",
    ),
};
