//! The work that every crate here is given: how many countdowns, to which instant, under which words.

/// 2027-10-12T00:00:00-07:00 in milliseconds since 1970.
const DEADLINE: f64 = 1_823_324_400_000.0;

pub const LABEL: &str = "Time until updates end";

/// How many widgets the page holds: its `?count=`.
pub fn count() -> usize {
    let search = web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    search.strip_prefix("?count=").and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// Days, hours, minutes and seconds that are left, each with its unit.
pub fn left() -> [(u32, &'static str); 4] {
    let seconds = ((DEADLINE - js_sys::Date::now()) / 1000.0).max(0.0) as u32;
    let field = |number: u32, one, many| (number, if number == 1 { one } else { many });
    [
        field(seconds / 86_400, "day", "days"),
        field(seconds / 3_600 % 24, "hour", "hours"),
        field(seconds / 60 % 60, "minute", "minutes"),
        field(seconds % 60, "second", "seconds"),
    ]
}
