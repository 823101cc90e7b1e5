//! libFuzzer's way into [`phaseout_fuzz::catalogue`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| phaseout_fuzz::catalogue(bytes));
