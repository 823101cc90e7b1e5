//! The mark before the headline: how pressing it is, a place and a size in, SVG out.
//!
//! The same marks as `www/card.css` draws of borders: a ring that fills up as a date comes near.

use crate::{
    text::{concat, decimal},
    urgency::Urgency,
};

/// A mark whose upper left corner is at a place, beside letters of `size` pixels; `is_rtl` fills it from the right.
pub(super) fn mark(urgency: Urgency, [x, y]: [u32; 2], size: u32, is_rtl: bool, ink: &str, paper: &str) -> String {
    // Hundredths of the size, of what is filled from the side where it starts: the ring alone has 14.
    let filled = match urgency {
        Urgency::Announced | Urgency::Unknown => 14,
        Urgency::Months => 25,
        Urgency::Week => 38,
        Urgency::Tomorrow => 48,
        Urgency::Hours => return concat(&[&disc([x, y], size, 0, ink), &disc([x, y], size, 25, paper)]),
        Urgency::Ended => return disc([x, y], size, 0, ink),
        Urgency::LongEnded => return bar([x, y], [share(size, 75), share(size, 75)], ink),
        Urgency::Settled | Urgency::NotCovered => {
            let thick = share(size, 14);
            return bar([x, y + share(size, 38) - thick / 2], [share(size, 75), thick], ink);
        }
    };
    // What is left is half a disc at the end, and at the start what is not filled.
    let (outer, inner) = (share(size, 38), share(size, 24));
    let (middle, top) = (x + outer, y + outer - inner);
    let ring = disc([x, y], size, 0, ink);
    let (start, sweep) = if is_rtl { ("0", "1") } else { ("1", "0") };
    let half = |sweep: &str, radius: u32, from: u32, to: u32| {
        let number = |number| decimal(number, 1);
        let arc = concat(&[" A", &number(radius), " ", &number(inner), " 0 0 ", sweep, " ", &number(middle), " "]);
        concat(&["M", &number(middle), " ", &number(from), &arc, &number(to), "Z"])
    };
    let bottom = top + 2 * inner;
    let end = half(start, inner, top, bottom);
    let rest = if filled < 38 { half(sweep, share(size, 38 - filled), top, bottom) } else { String::new() };
    let hole = concat(&[&ring, "<path d=\"", &end, &rest, "\" fill=\"", paper, "\"/>\n"]);
    if filled <= 38 {
        return hole;
    }
    let wide = share(size, filled - 38);
    let left = if is_rtl { middle - wide } else { middle };
    concat(&[&hole, &bar([left, top], [wide, 2 * inner], ink)])
}

fn share(size: u32, hundredths: u32) -> u32 {
    (size * hundredths + 50) / 100
}

/// A disc, less so many hundredths of the size all around.
fn disc([x, y]: [u32; 2], size: u32, less: u32, fill: &str) -> String {
    let outer = share(size, 38);
    let (radius, number) = (outer - share(size, less), |number| decimal(number, 1));
    let place = concat(&["<circle cx=\"", &number(x + outer), "\" cy=\"", &number(y + outer)]);
    concat(&[&place, "\" r=\"", &number(radius), "\" fill=\"", fill, "\"/>\n"])
}

fn bar([x, y]: [u32; 2], [width, height]: [u32; 2], fill: &str) -> String {
    let number = |number| decimal(number, 1);
    let place = concat(&["<rect x=\"", &number(x), "\" y=\"", &number(y), "\" width=\"", &number(width)]);
    concat(&[&place, "\" height=\"", &number(height), "\" fill=\"", fill, "\"/>\n"])
}
