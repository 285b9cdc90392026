//! The sentences of the pages, one complete set per language: a missing one does not compile.

use actix_web::HttpRequest;
use actix_web::http::header;

use crate::error::Problem;
use crate::html::Plain;
use crate::identity::User;
use crate::portal::Portal;

/// A language that the pages speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

impl Language {
    /// The language of a tag such as `fr-CA`, when the pages speak it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        let spoken = [("en", Self::English), ("fr", Self::French)];
        let (_, language) = spoken
            .into_iter()
            .find(|(code, _)| primary.eq_ignore_ascii_case(code))?;
        Some(language)
    }

    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::French => &FRENCH,
        }
    }
}

/// The words for a visitor: the application's language, else the browser's, else the configured one.
pub(crate) fn spoken(portal: &Portal, request: &HttpRequest, user: Option<&User>) -> &'static Words {
    let application = user.and_then(User::known_language).and_then(Language::of_tag);
    let language = application
        .or_else(|| of_browser(request))
        .unwrap_or(portal.page().language);
    language.words()
}

fn of_browser(request: &HttpRequest) -> Option<Language> {
    let lines = request.headers().get_all(header::ACCEPT_LANGUAGE);
    preferred(lines.filter_map(|line| line.to_str().ok()))
}

/// Of the languages in `Accept-Language` that the pages speak, the one with the highest weight, else the first one.
/// The framework's own reader builds a list of every tag; at each visit that took as long as the link gate.
fn preferred<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Language> {
    let mut best = (0.0, None);
    for item in lines.flat_map(|line| line.split(',')) {
        let (tag, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let weight = weight
            .trim()
            .strip_prefix(['q', 'Q'])
            .and_then(|rest| rest.strip_prefix('='));
        let Some(weight) = weight.and_then(|weight| weight.parse::<f32>().ok()) else {
            continue;
        };
        if weight > best.0 && weight <= 1.0 {
            best = Language::of_tag(tag.trim()).map_or(best, |language| (weight, Some(language)));
        }
        if best.0 >= 1.0 {
            break;
        }
    }
    best.1
}

/// Every sentence of the pages.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) tag: Plain,
    pub(crate) title: Plain,
    pub(crate) frame_title: Plain,
    pub(crate) skip: Plain,
    pub(crate) signed_in_as: Plain,
    pub(crate) sign_in: Plain,
    pub(crate) sign_out: Plain,
    pub(crate) back: Plain,
    pub(crate) new_tab: Plain,
    pub(crate) open_widget: Plain,
    pub(crate) link_refused: Plain,
    pub(crate) retry: Plain,
    pub(crate) support: Plain,
    pub(crate) request_id: Plain,
    pub(crate) continue_question: Plain,
    pub(crate) continue_text: Plain,
    pub(crate) continue_instead: Plain,
    pub(crate) continue_yes: Plain,
    pub(crate) continue_no: Plain,
    pub(crate) signed_out: Sentences,
    pub(crate) sign_out_question: Sentences,
    pub(crate) leaving: Sentences,
    pub(crate) still_there: &'static str,
    pub(crate) go_on: Plain,
    pub(crate) session_over: Plain,
    pub(crate) sign_in_again: Plain,
    not_signed_in: Sentences,
    sessions_away: Sentences,
    sign_in_failed: Sentences,
    sign_in_denied: Sentences,
    sign_in_refused: Sentences,
    sign_in_away: Sentences,
    from_elsewhere: Sentences,
    identity_refused: Sentences,
    suspended: Sentences,
    unreachable: Sentences,
    too_slow: Sentences,
    refused: Sentences,
    nothing_to_open: Sentences,
    not_found: Sentences,
    method_not_allowed: Sentences,
    internal: Sentences,
}

/// A title and a text.
type Sentences = (&'static str, &'static str);

impl Words {
    /// What a page says of a failure.
    pub(crate) fn problem(&self, problem: Problem) -> Sentences {
        match problem {
            Problem::NotSignedIn => self.not_signed_in,
            Problem::SessionsAway => self.sessions_away,
            Problem::SignInFailed => self.sign_in_failed,
            Problem::SignInDenied => self.sign_in_denied,
            Problem::SignInRefused => self.sign_in_refused,
            Problem::SignInAway => self.sign_in_away,
            Problem::FromElsewhere => self.from_elsewhere,
            Problem::IdentityRefused => self.identity_refused,
            Problem::Suspended => self.suspended,
            Problem::Unreachable => self.unreachable,
            Problem::TooSlow => self.too_slow,
            Problem::Refused => self.refused,
            Problem::NothingToOpen => self.nothing_to_open,
            Problem::NotFound => self.not_found,
            Problem::MethodNotAllowed => self.method_not_allowed,
            Problem::Internal => self.internal,
        }
    }
}

static ENGLISH: Words = Words {
    tag: Plain::of("en"),
    title: Plain::of("Your subscription"),
    frame_title: Plain::of("Your subscription, plans, payment and invoices, by ProAbono"),
    skip: Plain::of("Skip to your subscription"),
    signed_in_as: Plain::of("Signed in as"),
    sign_in: Plain::of("Sign in"),
    sign_out: Plain::of("Sign out"),
    back: Plain::of("Back to the application"),
    new_tab: Plain::of("Open in a new tab"),
    open_widget: Plain::of("Manage your subscription"),
    link_refused: Plain::of(
        "The link that you followed cannot be opened here, so this is the start page of your subscription. If \
                   the link came by e-mail, please ask us for a new one.",
    ),
    retry: Plain::of("Try again"),
    support: Plain::of("Get help"),
    request_id: Plain::of("When you ask for help, please give this number:"),
    not_signed_in: (
        "Please sign in",
        "Your subscription is shown to you once you are signed in to the application. Sign in, then come back to this page.",
    ),
    continue_question: Plain::of("Continue as this user?"),
    continue_text: Plain::of("You are about to see the subscription and invoices of:"),
    continue_instead: Plain::of("In this browser somebody else is signed in, who will be signed out:"),
    continue_yes: Plain::of("Yes, continue"),
    continue_no: Plain::of("No, that is not me"),
    signed_out: (
        "You are signed out",
        "Your subscription is no longer shown in this browser.",
    ),
    sign_out_question: (
        "Do you want to sign out?",
        "Your subscription goes on as it is; it is only no longer shown in this browser.",
    ),
    leaving: (
        "You are signed out here",
        "Now you go on to the service that signed you in, to sign out there as well.",
    ),
    still_there: "The service that signed you in does not answer, so you may still be signed in there. On a computer that \
                  others use, close the browser as well.",
    go_on: Plain::of("Go on"),
    session_over: Plain::of("Your session has ended. What you see may no longer work."),
    sign_in_again: Plain::of("Sign in again"),
    sessions_away: (
        "You cannot be recognised right now",
        "We cannot tell at the moment who is signed in, so nothing is shown. Nothing is lost. Please try again in a moment.",
    ),
    sign_in_failed: (
        "The sign-in was not completed",
        "It took too long, was used before, or was begun in another browser. Nothing is lost: please start again.",
    ),
    sign_in_denied: (
        "You are not signed in",
        "The sign-in was cancelled or not allowed. Nothing is lost: start again whenever you like, perhaps with another account.",
    ),
    sign_in_refused: (
        "We could not sign you in",
        "The service that signs you in gave us an answer that we must not trust, or that does not say enough, so nothing is \
         shown. Please start again; if that does not help, ask for help.",
    ),
    sign_in_away: (
        "You cannot sign in right now",
        "The service that signs you in does not answer at the moment. Nothing is lost. Please try again in a moment.",
    ),
    from_elsewhere: (
        "This did not come from our page",
        "Somebody else’s page asked for this, so nothing was done. If it was you, please do it again from here.",
    ),
    identity_refused: (
        "We could not recognise you",
        "Your sign-in reached us in a form that we must not trust, so nothing is shown. Please sign out, sign in again \
         and come back; if that does not help, ask for help.",
    ),
    suspended: (
        "Your account is suspended",
        "Your subscription and invoices cannot be opened while your account is suspended. Please get in touch with us to \
         have it opened again.",
    ),
    unreachable: (
        "Your subscription cannot be shown right now",
        "The billing service does not answer at the moment. Nothing is lost and nothing was charged by opening this page. \
         Please try again in a moment.",
    ),
    too_slow: (
        "This is taking too long",
        "The billing service takes too long to answer. Nothing is lost and nothing was charged by opening this page. \
         Please try again in a moment.",
    ),
    refused: (
        "Your subscription cannot be shown",
        "The billing service and this page do not understand each other. This is for us to mend and not something that you can change. \
         Please ask for help, or come back later.",
    ),
    nothing_to_open: (
        "Your subscription page is not ready",
        "We know your account, but the billing service gave us no page of yours that can be shown here. This is for us to \
         mend. Please ask for help, or come back later.",
    ),
    not_found: ("Page not found", "There is nothing at this address."),
    method_not_allowed: (
        "This cannot be done here",
        "This address does not take this kind of request.",
    ),
    internal: (
        "Something went wrong",
        "This page could not be made. The fault is ours. Please try again in a moment.",
    ),
};

static FRENCH: Words = Words {
    tag: Plain::of("fr"),
    title: Plain::of("Votre abonnement"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_choice_that_the_pages_speak_is_taken() {
        let of = |lines: &[&str]| preferred(lines.iter().copied());
        let (english, french) = (Some(Language::English), Some(Language::French));
        assert_eq!(of(&["fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5"]), french);
        assert_eq!(of(&["en-GB;q=0.5,FR;q=0.8"]), french);
        assert_eq!(of(&["de, en ; q=0.2"]), english);
        assert_eq!(of(&["en, fr"]), english);
        assert_eq!(of(&["de", "fr;q=0.3"]), french);
        for refused in [
            "", "de", "*", "fr;q=0", "fr;q=1.5", "fr;q=NaN", "fr;q=x", "fr;v=1", ";", "french",
        ] {
            assert_eq!(of(&[refused]), None, "{refused}");
        }
    }
}
