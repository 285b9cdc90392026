use std::fmt;
use std::str::FromStr;

/// A colour, written `#rrggbb` or `rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub(super) [u8; 3]);

impl Colour {
    /// The contrast with another colour by WCAG 2: from 1, for the same colour, to 21, for black and white.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The relative luminance of WCAG 2, from 0 (black) to 1 (white).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            // WCAG writes 0.03928; no channel of 8 bits lies between the two.
            if channel <= 0.04045 {
                channel / 12.92
            } else {
                ((channel + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// A mixture with another colour, of which it takes `percent`.
    pub(super) fn mixed(self, other: Self, percent: u8) -> Self {
        let part = u32::from(percent.min(100));
        let mix = |(one, other): (u8, u8)| {
            let sum = u32::from(one) * (100 - part) + u32::from(other) * part;
            u8::try_from(sum / 100).unwrap_or(u8::MAX)
        };
        let ([red, green, blue], [r, g, b]) = (self.0, other.0);
        Self([(red, r), (green, g), (blue, b)].map(mix))
    }
}

impl FromStr for Colour {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WHAT: &str = "write a colour as #rrggbb, such as #0b5cad";
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(WHAT);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| WHAT)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn the_contrast_is_that_of_wcag() {
        for (one, other, ratio) in [
            ("#000000", "#ffffff", "21.00"),
            ("#ffffff", "#ffffff", "1.00"),
            ("#777777", "#ffffff", "4.48"),
            ("#767676", "#ffffff", "4.54"),
            ("#ff0000", "#ffffff", "4.00"),
            ("#0000ff", "#ffffff", "8.59"),
            ("#0b5cad", "#ffffff", "6.67"),
            ("#8ec1f7", "#1a2028", "8.68"),
        ] {
            let (one, other) = (colour(one), colour(other));
            assert_eq!(format!("{:.2}", one.contrast(other)), ratio, "{one} {other}");
            assert_eq!(format!("{:.2}", other.contrast(one)), ratio, "{other} {one}");
        }
    }

    #[test]
    fn a_colour_is_written_with_six_digits() {
        for text in ["#0B5CaD", "0b5cad"] {
            assert_eq!(colour(text).to_string(), "#0b5cad");
        }
        for text in [
            "",
            "#",
            "##0b5cad",
            "#0b5ca",
            "#0b5cad0",
            "#abc",
            "#0b5cag",
            "#+b5cad",
            "#é5cad",
            "blue",
            "rgb(0,0,0)",
        ] {
            assert!(text.parse::<Colour>().is_err(), "{text}");
        }
    }
}
