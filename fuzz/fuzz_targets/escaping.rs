//! libFuzzer's way into [`phaseout_fuzz::escaping`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| phaseout_fuzz::escaping(bytes));
