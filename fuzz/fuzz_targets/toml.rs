#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| proabono_portal::fuzzing::toml(bytes));
