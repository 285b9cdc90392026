use crate::openings::{Generation, InSiteConfig};

use super::key::Key;
use super::source::Source;
use super::values::csp_origin;
use super::widget::script_address;

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "insite.generation",
        "PORTAL_INSITE__GENERATION",
        "How ProAbono's pages are shown where both ways are open: `hosted` (an encrypted link in a frame), `insite` \
         (`ProAbonoPortal.open` in the page), or `automatic`, by the links that ProAbono answers with. Each is the other's \
         fallback.",
    )
    .default("automatic"),
    Key::new(
        "insite.script_url",
        "PORTAL_INSITE__SCRIPT_URL",
        "The address of the in-site portal's script: back office, Integration, Installation, In-Site.",
    )
    .default("https://portal.proabono.com/Get/portal.js"),
    Key::new(
        "insite.sources",
        "PORTAL_INSITE__SOURCES",
        "Origins that the in-site portal loads from, beside its script's and ProAbono's.",
    )
    .example("https://cdn.proabono.example"),
];

pub(super) fn read(source: &mut Source) -> Option<InSiteConfig> {
    let [generation, script, sources] = KEYS else {
        return None;
    };
    let generation = source.parse(generation, |text| match text {
        "automatic" => Ok(Generation::Automatic),
        "hosted" => Ok(Generation::Hosted),
        "insite" => Ok(Generation::InSite),
        _ => Err("write automatic, hosted or insite".to_owned()),
    });
    let script_url = source.parse(script, script_address);
    let sources = source.list(sources, csp_origin);
    Some(InSiteConfig {
        generation: generation?,
        script_url: script_url?,
        sources,
    })
}
