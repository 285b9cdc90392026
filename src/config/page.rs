use crate::visit::PageConfig;
use crate::words::Language;

use super::key::Key;
use super::source::Source;
use super::values::way_on;

pub(super) static KEYS: &[Key] = &[
    Key::new("page.application", "PORTAL_PAGE__APPLICATION", "The name of the application, at the top of the page.")
        .example("Acme"),
    Key::new(
        "page.home_url",
        "PORTAL_PAGE__HOME_URL",
        "The way back into the application, at the top of every page.",
    )
    .example("https://app.example.com/"),
    Key::new(
        "page.sign_in_url",
        "PORTAL_PAGE__SIGN_IN_URL",
        "Where a visitor who is not signed in goes.",
    )
    .example("https://app.example.com/login"),
    Key::new("page.sign_out_url", "PORTAL_PAGE__SIGN_OUT_URL", "Where a visitor signs out.")
        .example("https://app.example.com/logout"),
    Key::new(
        "page.support_url",
        "PORTAL_PAGE__SUPPORT_URL",
        "Where a visitor gets help when something fails: an address or a `mailto:`.",
    )
    .example("mailto:billing@example.com"),
    Key::new(
        "page.language",
        "PORTAL_PAGE__LANGUAGE",
        "The language of the page, `en` or `fr`, for a visitor for whom neither the application nor the browser says one.",
    )
    .default("en"),
];

pub(super) fn read(source: &mut Source) -> Option<PageConfig> {
    let [application, home, sign_in, sign_out, support, language] = KEYS else {
        return None;
    };
    let application = source.optional(application);
    let home_url = source.parse(home, way_on);
    let sign_in_url = source.parse(sign_in, way_on);
    let sign_out_url = source.parse(sign_out, way_on);
    let support_url = source.parse(support, way_on);
    let language = source.parse(language, |text| {
        Language::of_tag(text).ok_or_else(|| "write en or fr".to_owned())
    });
    Some(PageConfig {
        application,
        home_url,
        sign_in_url,
        sign_out_url,
        support_url,
        language: language?,
    })
}
