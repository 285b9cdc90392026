use crate::web::{OwnFile, Plain};

use super::files::Found;

/// A picture, as `img` and `link` name it.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) address: Plain,
    pub(crate) media_type: Option<&'static str>,
    /// Its width beside a height of 320, where the file tells: the browser then keeps its place free.
    pub(crate) width: Option<String>,
}

const HEIGHT: f64 = 320.0;

impl Picture {
    /// A picture from elsewhere, or in a file.
    ///
    /// # Errors
    /// The fault, as a sentence for the operator, when the file is no picture.
    pub(super) fn of(found: &Found) -> Result<Self, String> {
        let Some(file) = &found.file else {
            return Ok(Self {
                address: Plain::escaped(&found.address),
                media_type: None,
                width: None,
            });
        };
        if !is_picture(file) {
            return Err("there is no picture in the file, or one that is broken".to_owned());
        }
        let ratio = pixels(&file.content).or_else(|| svg(&file.content));
        Ok(Self {
            address: Plain::escaped(&found.address),
            media_type: Some(file.media_type),
            width: ratio.map(|ratio| format!("{:.0}", ratio * HEIGHT)),
        })
    }
}

/// Tells whether a file holds a picture, as far as its beginning shows.
fn is_picture(file: &OwnFile) -> bool {
    if file.media_type == "image/svg+xml" {
        std::str::from_utf8(&file.content).is_ok_and(|text| text.contains("<svg"))
    } else {
        imagesize::blob_size(&file.content).is_ok()
    }
}

/// The width of a picture of pixels by its height.
fn pixels(content: &[u8]) -> Option<f64> {
    let size = imagesize::blob_size(content).ok()?;
    let [width, height] = [size.width, size.height].map(|side| u32::try_from(side).ok());
    sane(width?.into(), height?.into())
}

/// The width of an SVG by its height, as its `viewBox` says.
fn svg(content: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(content).ok()?;
    let (_, root) = text.split_once("<svg")?;
    let (root, _) = root.split_once('>')?;
    let (_, value) = root.split_once("viewBox=")?;
    let value = value.get(1..)?.split(['"', '\'']).next()?;
    let mut numbers = value
        .split([' ', ',', '\n', '\t'])
        .filter(|number| !number.is_empty());
    let [width, height] = [numbers.nth(2)?, numbers.next()?].map(|number| number.parse().ok());
    sane(width?, height?)
}

/// A ratio that something can be drawn in.
fn sane(width: f64, height: f64) -> Option<f64> {
    let ratio = width / height;
    (0.02..=50.0).contains(&ratio).then_some(ratio)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_of_a_picture_is_read_from_its_file() {
        let png_file = |width: u32, height: u32| {
            let start = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
            [start, &width.to_be_bytes(), &height.to_be_bytes()].concat()
        };
        assert_eq!(pixels(&png_file(300, 100)), Some(3.0));
        for odd in [
            &png_file(0, 100)[..],
            &png_file(300, 0),
            &png_file(300, 100)[..20],
            b"GIF89a",
            b"",
        ] {
            assert_eq!(pixels(odd), None, "{odd:?}");
        }
        for (text, ratio) in [
            ("<svg viewBox=\"0 0 120 30\">", Some(4.0)),
            (
                "<?xml version='1.0'?>\n<svg width='1' viewBox='-5,-5, 10.5 21'/>",
                Some(0.5),
            ),
            ("<svg width=\"10\" height=\"10\">", None),
            ("<svg viewBox=\"0 0 0 0\">", None),
            ("<svg viewBox=\"0 0 a b\">", None),
            ("<svg viewBox=", None),
            ("<svg><symbol viewBox=\"0 0 9 1\">", None),
        ] {
            assert_eq!(svg(text.as_bytes()), ratio, "{text}");
        }
    }
}
