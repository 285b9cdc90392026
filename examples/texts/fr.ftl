# Sentences of your own, over the built-in ones (PORTAL_PAGE__TEXTS names this folder). src/words/locales/fr.ftl has all of them.
support = Écrire à la comptabilité
suspended = Votre compte est en pause
    .text = Écrivez-nous : nous regardons cela avec vous.
