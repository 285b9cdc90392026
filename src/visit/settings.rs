use crate::settings::settings;
use crate::settings::values::{any, way_on};
use crate::words::Language;

settings! {
    /// Names and ways on.
    pub struct PageConfig in "page." {
        /// The name of the application, at the top of the page.
        application: Option<String> = any::<String>, example("Acme");

        /// The way back into the application, at the top of every page.
        home_url: Option<String> = way_on, example("https://app.example.com/");

        /// Where a visitor who is not signed in goes.
        sign_in_url: Option<String> = way_on, example("https://app.example.com/login");

        /// Where a visitor signs out.
        sign_out_url: Option<String> = way_on, example("https://app.example.com/logout");

        /// Where a visitor gets help when something fails: an address or a `mailto:`.
        support_url: Option<String> = way_on, example("mailto:billing@example.com");

        /// The language of the page, `en` or `fr`, for a visitor for whom neither the application nor the browser says one.
        language: Language = |text| Language::of_tag(text).ok_or("write en or fr"), default("en");
    }
}
