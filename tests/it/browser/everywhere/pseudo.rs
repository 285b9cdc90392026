//! Languages that an operator adds, made from the English sentences: one that shows what is not translated and what is cut off,
//! and one that is written from right to left.

use std::fmt::Write as _;

use tempfile::TempDir;

use crate::support::browser::Browser;

/// The language that the visitors speak.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    /// The letters have accents and the vowels stand twice, which makes a sentence some 40 % longer; it stands in brackets.
    Pseudo,
    /// The same in Hebrew letters.
    RightToLeft,
    BuiltIn(&'static str),
}

const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
const ACCENTED: &str = "áƀçđéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýž";
const HEBREW: &str = "אבגדהוזחטיכלמנסעפצקרשתםןףץ";

impl Tongue {
    /// `en-XA` is how browsers and telephones call their pseudo-locale.
    pub(super) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Pseudo => "en-XA",
            Self::RightToLeft => "he",
            Self::BuiltIn(tag) => tag,
        }
    }

    const fn letters(self) -> Option<&'static str> {
        match self {
            Self::Pseudo => Some(ACCENTED),
            Self::RightToLeft => Some(HEBREW),
            Self::English | Self::BuiltIn(_) => None,
        }
    }

    /// A folder with the file of the language, for `page.texts`.
    pub(super) fn texts(self) -> Option<TempDir> {
        let letters = self.letters()?;
        let english = include_str!("../../../../src/words/locales/en.ftl");
        let mut file = String::new();
        for line in english.lines().filter(|line| !line.starts_with('#')) {
            let line = line
                .split_once(" = ")
                .map(|(name, sentence)| format!("{name} = {}", said(sentence, letters)));
            let _ = writeln!(file, "{}", line.unwrap_or_default());
        }
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(format!("{}.ftl", self.tag())), file).expect("the file");
        Some(folder)
    }
}

/// A sentence in other letters. What is in braces stays, and a sentence of nothing else stays as it is.
fn said(sentence: &str, letters: &str) -> String {
    let mut depth = 0;
    let mut other = String::new();
    let mut words = false;
    for character in sentence.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        let small = character.to_ascii_lowercase();
        let place = LATIN.find(small).filter(|_| depth == 0);
        let letter = place.and_then(|place| letters.chars().nth(place));
        let Some(letter) = letter else {
            other.push(character);
            continue;
        };
        words = true;
        let times = if "aeiou".contains(small) { 2 } else { 1 };
        for _ in 0..times {
            if character == small {
                other.push(letter);
            } else {
                other.extend(letter.to_uppercase());
            }
        }
    }
    if words { format!("[{other}]") } else { other }
}

/// What ProAbono or the application words itself, the months of `en-XA`, and what is called so everywhere.
const DATA: &str = "Acme Projects Alice Martin Chloé Dubois Dmitri Petrov Bruno Muster Pro Starter Business Text messages AM BM CD DP PDF \
    Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";

/// Latin words that the visitor reads or hears outside of the frame.
const LATIN_WORDS: &str = "(() => {
    const said = [document.title];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (!texts.currentNode.parentElement.closest('script, noscript, code, .rows bdi, .offers h2, .offers ul, .offers p:not(.actions)')) said.push(texts.currentNode.data);
    }
    for (const name of ['aria-label', 'title', 'alt'])
      document.querySelectorAll(`[${name}]`).forEach(element => said.push(element.getAttribute(name)));
    return said.join('\\n').match(/\\p{L}*[A-Za-z]{2}\\p{L}*/gu) ?? [];
  })()";

/// English words on the page.
pub(super) async fn untranslated(browser: &Browser, tongue: Tongue) -> Option<String> {
    tongue.letters()?;
    let found = browser.eval(LATIN_WORDS).await;
    let found = found
        .as_array()
        .expect("words")
        .iter()
        .filter_map(|word| word.as_str());
    let words: Vec<_> = found
        .filter(|word| !DATA.split(' ').any(|known| known == *word))
        .collect();
    (!words.is_empty()).then(|| format!("not translated: {words:?}"))
}

#[test]
fn a_sentence_keeps_its_variables() {
    assert_eq!(said("Keep { $plan }, Eve", ACCENTED), "[Ķééééþ { $plan }, ÉÉṽéé]");
    assert_eq!(said("{ $symbol }{ $number }", ACCENTED), "{ $symbol }{ $number }");
}
