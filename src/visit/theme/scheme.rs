use super::colour::Colour;

/// The least contrast of text with its ground, by WCAG 2 at level AA.
const READABLE: f64 = 4.5;
/// The most of the accent that is in a tint, in per cent.
const TINT: u8 = 12;

const WHITE: Colour = Colour([0xff, 0xff, 0xff]);
const NEAR_BLACK: Colour = Colour([0x0a, 0x1a, 0x2a]);

/// The colours of `portal.css` that an accent stands on, in one scheme.
#[derive(Debug)]
pub(super) struct Scheme {
    name: &'static str,
    surface: Colour,
    ground: Colour,
    /// The one of the two that leaves more contrast, on which a tint begins.
    deepest: Colour,
    remedy: &'static str,
    /// The accent of `portal.css`.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    usual: Colour,
}

/// The contrast of an accent with what it stands on, and of the text on it.
#[cfg(all(feature = "cli", feature = "emulator"))]
#[derive(Debug)]
pub(crate) struct Contrast {
    /// The scheme: `light` or `dark`.
    pub(crate) scheme: &'static str,
    pub(crate) accent: Colour,
    /// That of links, on the ground where it is less.
    pub(crate) links: f64,
    /// That of the text on buttons.
    pub(crate) buttons: f64,
}

pub(super) const LIGHT: Scheme = Scheme {
    name: "light",
    surface: WHITE,
    ground: Colour([0xf5, 0xf6, 0xf8]),
    deepest: WHITE,
    remedy: "darker",
    #[cfg(all(feature = "cli", feature = "emulator"))]
    usual: Colour([0x0b, 0x5c, 0xad]),
};
pub(super) const DARK: Scheme = Scheme {
    name: "dark",
    surface: Colour([0x1a, 0x20, 0x28]),
    ground: Colour([0x12, 0x16, 0x1b]),
    deepest: Colour([0x12, 0x16, 0x1b]),
    remedy: "lighter",
    #[cfg(all(feature = "cli", feature = "emulator"))]
    usual: Colour([0x8e, 0xc1, 0xf7]),
};

impl Scheme {
    /// The accent that a text names.
    ///
    /// # Errors
    /// The fault, as a sentence for the operator, when it is no colour, or none in which links can be read.
    pub(super) fn read(&self, text: &str) -> Result<Colour, String> {
        self.checked(text.parse()?)
    }

    /// The accent, when links in it can be read.
    ///
    /// # Errors
    /// The fault with the contrast, as a sentence for the operator.
    pub(super) fn checked(&self, accent: Colour) -> Result<Colour, String> {
        let (ratio, ground) = self.weakest(accent);
        if ratio >= READABLE {
            return Ok(accent);
        }
        // Rounded down, so that 4.49 is not said to be 4.5.
        let ratio = (ratio * 100.0).floor() / 100.0;
        Err(format!(
            "links in {accent} cannot be read: the contrast with the {} ground {ground} is {ratio}:1, and must be at least \
             {READABLE}:1. Take a {} colour",
            self.name, self.remedy
        ))
    }

    /// The contrasts of an accent, or of the usual one.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    pub(super) fn contrast(&self, accent: Option<Colour>) -> Contrast {
        let accent = accent.unwrap_or(self.usual);
        Contrast {
            scheme: self.name,
            accent,
            links: self.weakest(accent).0,
            buttons: accent.contrast(on(accent)),
        }
    }

    fn weakest(&self, accent: Colour) -> (f64, Colour) {
        let [surface, ground] = [self.surface, self.ground].map(|ground| (accent.contrast(ground), ground));
        if surface.0 < ground.0 { surface } else { ground }
    }

    /// The same colour, lightened as far as it needs for links in it to be read, also on a tint of itself.
    pub(super) fn lightened(&self, accent: Colour) -> Colour {
        let mut steps = (0..100).map(|percent| accent.mixed(WHITE, percent));
        steps
            .find(|colour| {
                let tint = self.deepest.mixed(*colour, TINT);
                self.checked(*colour).is_ok() && colour.contrast(tint) >= READABLE
            })
            .unwrap_or(WHITE)
    }

    /// The tokens of the style sheet that follow from the accent.
    pub(super) fn tokens(&self, accent: Colour) -> String {
        let (on, soft) = (on(accent), self.soft(accent));
        format!("--accent: {accent}; --on-accent: {on}; --accent-soft: {soft};")
    }

    /// A ground with a touch of the accent, on which the accent itself can be read.
    fn soft(&self, accent: Colour) -> Colour {
        let mut touches = (0..=TINT)
            .rev()
            .map(|percent| self.deepest.mixed(accent, percent));
        touches
            .find(|ground| accent.contrast(*ground) >= READABLE)
            .unwrap_or(self.deepest)
    }
}

/// The colour of text on a button in the accent: one of the two is always readable there, since the accent itself has the
/// contrast that it needs with a light or a dark ground.
fn on(accent: Colour) -> Colour {
    if accent.contrast(WHITE) >= accent.contrast(NEAR_BLACK) {
        WHITE
    } else {
        NEAR_BLACK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    /// Some five thousand colours, spread evenly.
    fn colours() -> impl Iterator<Item = Colour> {
        let steps = || (0..=255_u8).step_by(15);
        steps().flat_map(move |red| {
            steps().flat_map(move |green| steps().map(move |blue| Colour([red, green, blue])))
        })
    }

    #[test]
    fn an_accent_that_cannot_be_read_is_refused_with_its_ratio() {
        let refused = LIGHT.read("#ffcc00").unwrap_err();
        assert!(
            refused.contains("light ground #f5f6f8 is 1.39:1") && refused.contains("darker"),
            "{refused}"
        );
        let refused = DARK.read("#0b5cad").unwrap_err();
        assert!(
            refused.contains("dark ground #1a2028 is 2.45:1") && refused.contains("lighter"),
            "{refused}"
        );
        // Just enough on white, and too little on the ground of the page.
        let refused = LIGHT.read("#767676").unwrap_err();
        assert!(refused.contains("is 4.2:1"), "{refused}");
        assert!(LIGHT.read("#0b5cad").is_ok() && DARK.read("#8ec1f7").is_ok());
    }

    #[test]
    fn what_follows_from_an_accent_can_be_read_whatever_the_accent() {
        let mut taken = [0, 0];
        for accent in colours() {
            let dark = DARK.lightened(accent);
            assert!(DARK.checked(dark).is_ok(), "{accent} becomes {dark}");
            for (scheme, accent) in [(&LIGHT, accent), (&DARK, accent), (&DARK, dark)] {
                if scheme.checked(accent).is_err() {
                    continue;
                }
                taken[usize::from(scheme.name == "dark")] += 1;
                for ground in [on(accent), scheme.soft(accent)] {
                    let ratio = accent.contrast(ground);
                    assert!(ratio >= READABLE, "{} {accent} {ground}: {ratio}", scheme.name);
                }
            }
        }
        assert!(taken.iter().all(|taken| *taken > 1000), "{taken:?}");
    }

    #[test]
    fn a_dark_accent_is_lightened_no_more_than_it_needs() {
        let dark = DARK.lightened(colour("#0b5cad"));
        let (ratio, _) = DARK.weakest(dark);
        assert!(ratio < 5.0, "{dark}: {ratio}");
        assert_eq!(DARK.lightened(colour("#8ec1f7")), colour("#8ec1f7"));
    }

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let style = include_str!("../../../static/portal.css");
        for (scheme, start) in [(LIGHT, ":root {"), (DARK, ":root[data-theme=\"dark\"] {")] {
            let (_, tokens) = style.split_once(start).unwrap();
            let (tokens, _) = tokens.split_once('}').unwrap();
            for token in [
                format!("--surface: {};", scheme.surface),
                format!("--ground: {};", scheme.ground),
            ] {
                assert!(tokens.contains(&token), "{token} {tokens}");
            }
        }
    }
}
