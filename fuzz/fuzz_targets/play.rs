//! libFuzzer's way into [`phaseout_fuzz::play`].
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| phaseout_fuzz::play(bytes));
