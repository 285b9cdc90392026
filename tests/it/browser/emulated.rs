//! The sentences of the emulator's pages, as customers read them in German and French.

/// A part of a sentence in English, and as Bruno and Chloé read it.
const SENTENCES: [[&str; 3]; 8] = [
    [
        "Choose your plan",
        "Wählen Sie Ihren Tarif",
        "Choisissez votre offre",
    ],
    ["Restart Pro", "Pro wieder aufnehmen", "Reprendre Pro"],
    ["Subscribe to Pro", "Pro abonnieren", "S’abonner à Pro"],
    ["Pay invoice", "bezahlen", "Payer la facture"],
    ["is overdue", "sind überfällig", "en retard de paiement"],
    [
        "It replaces this one",
        "Sie ersetzt die bisherige",
        "Il remplace le précédent",
    ],
    ["Your subscription", "Ihr Abonnement", "Votre abonnement"],
    ["card", "Karte", "carte"],
];

/// True for a text of the frame with this part of a sentence, in whichever language its customer reads.
pub(crate) fn says(frame: &str, english: &str) -> bool {
    let known = SENTENCES.iter().find(|sentence| sentence[0] == english);
    known.map_or_else(
        || frame.contains(english),
        |sentence| sentence.iter().any(|part| frame.contains(part)),
    )
}
