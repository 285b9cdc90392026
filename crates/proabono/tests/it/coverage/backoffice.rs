use proabono::backoffice::Backoffice;

use super::{Call, FIRST};

pub(super) const CALLS: [Call<Backoffice>; 62] = [
    ("POST /Distribution/Agents", |api, given| {
        api.agents().create(&given.body()).prepared()
    }),
    ("GET /Distribution/Agents/{Id}", |api, given| {
        api.agents().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Distribution/Agents/", |api, given| {
        api.agents().update(&given.body()).prepared()
    }),
    ("DELETE /Distribution/Agents/{Id}", |api, given| {
        api.agents().delete(given.take("Id")).prepared()
    }),
    ("GET /Organization/Agents", |api, given| {
        api.agents().list(&given.options()).prepared(FIRST)
    }),
    ("POST /HostedPages/LocalizationByBusinesses", |api, given| {
        api.business_localizations()
            .create_or_update(&given.body())
            .prepared()
    }),
    ("GET /HostedPages/LocalizationByBusinesses", |api, given| {
        api.business_localizations()
            .list(&given.options())
            .prepared(FIRST)
    }),
    ("POST /Organization/Businesses", |api, given| {
        api.businesses().create(&given.body()).prepared()
    }),
    ("GET /Organization/Businesses/{Id}", |api, given| {
        api.businesses().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Organization/Businesses/{Id}", |api, given| {
        api.businesses()
            .update(given.take("Id"), &given.body())
            .prepared()
    }),
    ("GET /Organization/Businesses", |api, given| {
        api.businesses().list(&given.options()).prepared(FIRST)
    }),
    (
        "PUT /Organization/Businesses/{Id}/AddressBilling",
        |api, given| {
            api.businesses()
                .update_billing_address(given.take("Id"), &given.body())
                .prepared()
        },
    ),
    (
        "PUT /Organization/Businesses/{Id}/SettingsInvoice",
        |api, given| {
            api.businesses()
                .update_invoice_settings(given.take("Id"), &given.body())
                .prepared()
        },
    ),
    (
        "GET /Organization/Businesses/{Id}/AddressBilling",
        |api, given| {
            api.businesses()
                .retrieve_billing_address(given.take("Id"))
                .prepared()
        },
    ),
    (
        "GET /Organization/Businesses/{Id}/SettingsInvoice",
        |api, given| {
            api.businesses()
                .retrieve_invoice_settings(given.take("Id"))
                .prepared()
        },
    ),
    ("POST /Gateway/GatewayPermissionCards", |api, given| {
        api.card_permissions().create(&given.body()).prepared()
    }),
    ("GET /Gateway/GatewayPermissionCards/{Id}", |api, given| {
        api.card_permissions().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Gateway/GatewayPermissionCards", |api, given| {
        api.card_permissions().list(&given.options()).prepared(FIRST)
    }),
    ("GET /Distribution/Customers/{Id}", |api, given| {
        api.customers().retrieve(given.take("Id")).prepared()
    }),
    ("POST /Gateway/GatewayAccounts", |api, given| {
        api.gateway_accounts().create(&given.body()).prepared()
    }),
    ("GET /Gateway/GatewayAccounts/{Id}", |api, given| {
        api.gateway_accounts().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Gateway/GatewayAccounts/{Id}", |api, given| {
        api.gateway_accounts()
            .update(given.take("Id"), &given.body())
            .prepared()
    }),
    ("GET /Gateway/GatewayAccounts", |api, given| {
        api.gateway_accounts().list(&given.options()).prepared(FIRST)
    }),
    ("GET /Gateway/GatewayRequests/{Id}", |api, given| {
        api.gateway_requests().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Gateway/GatewayRequests", |api, given| {
        api.gateway_requests().list(&given.options()).prepared(FIRST)
    }),
    ("GET /Gateway/GatewayTransactions/{Id}", |api, given| {
        api.gateway_transactions().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Gateway/GatewayTransactions", |api, given| {
        api.gateway_transactions().list(&given.options()).prepared(FIRST)
    }),
    ("POST /Gateway/GatewayPermissionMandates", |api, given| {
        api.mandate_permissions().create(&given.body()).prepared()
    }),
    ("GET /Gateway/GatewayPermissionMandates/{Id}", |api, given| {
        api.mandate_permissions().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Gateway/GatewayPermissionMandates", |api, given| {
        api.mandate_permissions().list(&given.options()).prepared(FIRST)
    }),
    ("POST /HostedPages/LocalizationBySegments", |api, given| {
        api.segment_localizations()
            .create_or_update(&given.body())
            .prepared()
    }),
    ("GET /HostedPages/LocalizationBySegments", |api, given| {
        api.segment_localizations().list(&given.options()).prepared(FIRST)
    }),
    ("POST /Organization/Segments", |api, given| {
        api.segments().create(&given.body()).prepared()
    }),
    ("GET /Organization/Segments/{Id}", |api, given| {
        api.segments().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Organization/Segments/{Id}", |api, given| {
        api.segments().update(given.take("Id"), &given.body()).prepared()
    }),
    ("GET /Organization/Segments", |api, given| {
        api.segments().list(&given.options()).prepared(FIRST)
    }),
    ("PUT /Organization/Segments/{Id}/Settings", |api, given| {
        api.segments()
            .update_settings(given.take("Id"), &given.body())
            .prepared()
    }),
    (
        "PUT /Organization/Segments/{Id}/SettingsRedirection",
        |api, given| {
            api.segments()
                .update_redirections(given.take("Id"), &given.body())
                .prepared()
        },
    ),
    ("PUT /Organization/Segments/{Id}/SettingsPayment", |api, given| {
        api.segments()
            .update_payment_settings(given.take("Id"), &given.body())
            .prepared()
    }),
    (
        "PUT /Organization/Segments/{Id}/SettingsHostedPages",
        |api, given| {
            api.segments()
                .update_hosted_pages_settings(given.take("Id"), &given.body())
                .prepared()
        },
    ),
    ("GET /Organization/Segments/{Id}/Settings", |api, given| {
        api.segments().retrieve_settings(given.take("Id")).prepared()
    }),
    (
        "GET /Organization/Segments/{Id}/SettingsRedirection",
        |api, given| api.segments().retrieve_redirections(given.take("Id")).prepared(),
    ),
    ("GET /Organization/Segments/{Id}/SettingsPayment", |api, given| {
        api.segments()
            .retrieve_payment_settings(given.take("Id"))
            .prepared()
    }),
    (
        "GET /Organization/Segments/{Id}/SettingsHostedPages",
        |api, given| {
            api.segments()
                .retrieve_hosted_pages_settings(given.take("Id"))
                .prepared()
        },
    ),
    ("POST /Organization/TaxProfileExceptions", |api, given| {
        api.tax_profile_exceptions().create(&given.body()).prepared()
    }),
    ("GET /Organization/TaxProfileExceptions/{Id}", |api, given| {
        api.tax_profile_exceptions().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Organization/TaxProfileExceptions", |api, given| {
        api.tax_profile_exceptions().update(&given.body()).prepared()
    }),
    ("GET /Organization/TaxProfileExceptions", |api, given| {
        api.tax_profile_exceptions()
            .list(&given.options())
            .prepared(FIRST)
    }),
    ("POST /Organization/TaxProfiles", |api, given| {
        api.tax_profiles().create(&given.body()).prepared()
    }),
    ("GET /Organization/TaxProfiles/{Id}", |api, given| {
        api.tax_profiles().retrieve(given.take("Id")).prepared()
    }),
    ("PUT /Organization/TaxProfiles", |api, given| {
        api.tax_profiles().update(&given.body()).prepared()
    }),
    ("GET /Organization/TaxProfiles", |api, given| {
        api.tax_profiles().list(&given.options()).prepared(FIRST)
    }),
    ("GET /Notification/WebhookNotifications/{Id}", |api, given| {
        api.webhook_notifications().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Notification/WebhookNotifications", |api, given| {
        api.webhook_notifications().list(&given.options()).prepared(FIRST)
    }),
    (
        "GET /Notification/WebhookNotifications/RewindEvents",
        |api, given| {
            api.webhook_notifications()
                .rewind(&given.options())
                .prepared(FIRST)
        },
    ),
    ("POST /Notification/Webhooks", |api, given| {
        api.webhooks().create(&given.body()).prepared()
    }),
    ("GET /Notification/Webhooks/{Id}", |api, given| {
        api.webhooks().retrieve(given.take("Id")).prepared()
    }),
    ("GET /Notification/Webhooks", |api, given| {
        api.webhooks().list(&given.options()).prepared(FIRST)
    }),
    ("DELETE /Notification/Webhooks/{Id}", |api, given| {
        api.webhooks().delete(given.take("Id")).prepared()
    }),
    ("GET /Notification/Webhooks/{Id}/Verification", |api, given| {
        api.webhooks().send_code(given.take("Id")).prepared()
    }),
    ("POST /Notification/Webhooks/{Id}/Verification", |api, given| {
        api.webhooks()
            .verify(given.take("Id"), &given.take::<String>("code"))
            .prepared()
    }),
    ("GET /Notification/Webhooks/Sample", |api, given| {
        api.webhooks().sample(&given.take("TypeTrigger")).prepared()
    }),
];
