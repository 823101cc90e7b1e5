//! libFuzzer's way into [`phaseout_fuzz::imports`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| phaseout_fuzz::imports(bytes));
