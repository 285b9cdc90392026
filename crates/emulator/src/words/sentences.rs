//! Every sentence with what is put into it. One that no page says is found by the compiler.

use fluent_bundle::FluentValue;

use super::Words;

/// Declares the function of a sentence.
macro_rules! sentence {
    ($name:ident()) => {
        pub(crate) fn $name(&self) -> String {
            self.say(stringify!($name), &[])
        }
    };
    ($name:ident($($variable:ident),+)) => {
        pub(crate) fn $name<'v>(&self $(, $variable: impl Into<FluentValue<'v>>)+) -> String {
            self.say(stringify!($name), &[$((stringify!($variable), $variable.into())),+])
        }
    };
}

/// Declares all sentences, and for the tests the list of them.
macro_rules! sentences {
    ($($name:ident($($variable:ident),*);)*) => {
        impl Words {
            $(sentence!($name($($variable),*));)*
        }

        /// The id of each sentence, and the names of its variables.
        #[cfg(test)]
        pub(super) const SENTENCES: &[(&str, &[&str])] =
            &[$((stringify!($name), &[$(stringify!($variable)),*])),*];
    };
}

sentences! {
    banner();
    banner_label();
    brand(merchant);
    to_subscription();
    to_application();
    cancel();
    closed();
    date(day, month, year);
    decimal_point();
    group_mark();
    money(currency, number, symbol);
    per(unit);
    every(count, unit);
    before_tax(per);
    optional_price(amount);
    unit_price(amount);
    unit_price_from(amount);
    plan(plan);
    your_plan();
    your_subscription();
    subscription(plan);
    choose_plan();
    choose(plan);
    no_subscription();
    plans();
    plans_and_prices();
    prices_before_tax();
    change_your_plan();
    since();
    renews_on();
    ends_on();
    ended_on();
    state_waiting();
    state_ending();
    state_active();
    state_suspended();
    state_draft();
    state_ended();
    subscribe();
    restart();
    keep_plan();
    change_plan();
    change_options();
    end_plan();
    invoice();
    invoice_numbered(number);
    invoices();
    your_invoices();
    no_invoices();
    pay();
    pay_now();
    pay_amount(amount);
    pay_invoice(number);
    overdue_label();
    overdue(amount);
    overdue_since(date, number);
    invoice_paid();
    invoice_refused();
    invoice_overdue();
    invoice_open();
    with_tax();
    number();
    issued_on();
    to_be_paid_by();
    invoice_is_paid();
    bank_confirms_invoice();
    bank_confirms();
    payment();
    payment_method();
    no_payment_method();
    replace_method();
    add_method();
    card();
    another_card();
    card_ending(digits);
    bank_debit();
    bank_debit_later();
    bank_transfer();
    replaces_method(method);
    used_for_renewals();
    save();
    sample_card();
    card_number();
    expiry();
    security_code();
    refused_cards();
    insufficient_funds();
    rejected();
    card_without_funds();
    card_rejected();
    card_unknown();
    no_way_to_pay();
    same_method();
    subscribe_to(plan);
    change_to(plan);
    you_have(plan);
    replaces_plan(plan);
    has_plan();
    subscribe_and_pay(amount);
    with_tax_rate();
    change_impossible();
    options_of(plan);
    options_price(amount, included, per);
    change();
    no_quantity();
    restart_plan(plan);
    restart_and_pay(amount);
    runs_already();
    restart_impossible();
    end_of(plan);
    runs_until(date);
    end_costs(amount);
    failed();
    failed_text();
    thank_you();
    invoice_settled(number);
    invoice_pending(number);
    invoice_due(number);
    options_changed();
    options_now(count, feature);
    card_saved(digits);
    debit_saved();
    transfer_saved();
    method_saved();
    runs_again();
    goes_on(plan);
    welcome();
    plan_changed();
    plan_pending(plan);
    plan_free(plan);
    plan_paid(amount, plan);
    plan_due(amount, plan);
    plan_will_end();
    plan_until(date, plan);
    no_page();
    no_page_text();
    portal_not_set_up();
    widget_not_set_up();
    wrong_parameters();
    wrong_business();
    wrong_segment();
    wrong_customer();
    wrong_metadata();
    refused();
    refused_text();
    of_somebody_else();
    of_somebody_else_text();
    expired();
    expired_text();
    suspended();
    suspended_text();
    no_sign_up();
    no_sign_up_left_out();
    no_sign_up_address();
    other_merchant(merchant);
    other_merchant_text(merchant);
}
