//! What anybody can do who has seen a sealed text: a text and another one in, the first with a seal that fits it out.

/// A text with a seal of its own making, from a number that any sealed text gives away: anybody can write that.
pub(crate) fn forged(sealed: &str, start: u32) -> String {
    let fields = sealed.split_once("\",").expect("a seal").1;
    let seal = fields.bytes().fold(start, |seal, byte| (seal ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{{\"seal\":\"{seal:08x}\",{fields}")
}

/// The number that the seal of a text began with: its bytes taken back, one by one.
pub(crate) fn start(sealed: &str) -> u32 {
    let (seal, fields) = sealed.strip_prefix("{\"seal\":\"").and_then(|rest| rest.split_once("\",")).expect("a seal");
    let seal = u32::from_str_radix(seal, 16).expect("a number");
    fields.bytes().rev().fold(seal, |seal, byte| seal.wrapping_mul(0x359C_449B) ^ u32::from(byte))
}
