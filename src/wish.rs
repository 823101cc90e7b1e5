//! What a host wants of a card, as its attributes say it.

use crate::named::named;

named! {
    /// How finely a countdown is shown.
    pub enum Precision {
        /// Of an instant, minutes from two months before, by the calendar, and seconds from 48 hours before; of a day
        /// nothing, because its distance in words says as much.
        Auto = "auto",
        /// Days only.
        Days = "days",
        /// Days and hours.
        Hours = "hours",
        /// Days, hours and minutes.
        Minutes = "minutes",
        /// Days, hours, minutes and seconds.
        Seconds = "seconds",
    }
}

named! {
    /// How deep a heading is in a page's outline.
    pub enum Level {
        /// Below the page's own title.
        Second = "2",
        /// Below one of the second level.
        Third = "3",
        /// Below one of the third.
        Fourth = "4",
        /// Below one of the fourth.
        Fifth = "5",
    }
}

impl Level {
    /// The level as a number, 2 to 5.
    pub fn number(self) -> u32 {
        self as u32 + 2
    }
}
