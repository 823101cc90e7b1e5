//! Words for what depends on the moment: values and bounds in, texts out, with slots where the bounds leave something
//! open.

use super::{Key, Locale, message::segments, plural};
use crate::template::{Bounds, Choice, Kind, Slot, Template, Value, choose, only};

impl Locale {
    /// The message of that key with its holes filled.
    pub(crate) fn fill(&self, key: Key, holes: &[(&str, &Template)]) -> Template {
        fill(self.label(key), holes)
    }

    /// The plural message of that key for a value.
    pub(crate) fn count_of(&self, key: Key, value: Value, bounds: &dyn Bounds) -> Template {
        if let Some(number) = only(bounds, value) {
            return self.count(key, small(number)).into();
        }
        let number = Slot::Number(value, 1).into();
        let mut forms = Vec::new();
        for category in 0..=self.plural.len() {
            forms.push(fill(self.form(key, category), &[("n", &number)]));
        }
        Template::of_several(forms, &|forms| Slot::Plural(value, forms))
    }

    /// A value in the language's digits, at least `width` of them.
    pub(crate) fn number_of(&self, value: Value, width: usize, bounds: &dyn Bounds) -> Template {
        match only(bounds, value) {
            Some(number) => self.digits_of(small(number), width).into(),
            None => Slot::Number(value, width).into(),
        }
    }

    /// The reader's day in words.
    pub(crate) fn today(&self, bounds: &dyn Bounds) -> Template {
        self.day([Kind::Day, Kind::Month, Kind::Year].map(Kind::alone), bounds)
    }

    fn day(&self, values: [Value; 3], bounds: &dyn Bounds) -> Template {
        let [day, month, year] = values.map(|value| value.in_calendar(self.calendar));
        let mut names = Vec::new();
        for (name, number) in self.months.iter().zip(1..) {
            names.push((number, name.as_str()));
        }
        let month = choose(bounds, month, &names, &|name| Choice::One(Template::from(name)));
        let number = |value| self.number_of(value, 1, bounds);
        let day = match &*self.first {
            "" => number(day),
            first => choose(bounds, day, &[(1, true), (2, false)], &|is_first| {
                Choice::One(if is_first { first.into() } else { number(day) })
            })
            .into(),
        };
        let year = number(year);
        fill(&self.date, &[("day", &day), ("month", &month.into()), ("year", &year)])
    }

    /// What the reader's clock shows at a date's instant, in words, as [`Locale::moment`] has it.
    pub(crate) fn local_moment(&self, date: usize, bounds: &dyn Bounds) -> Template {
        let number = |kind: Kind, width| self.number_of(kind.of(date), width, bounds);
        let day = self.day([Kind::LocalDay, Kind::LocalMonth, Kind::LocalYear].map(|kind| kind.of(date)), bounds);
        let [before_noon, after] = [0, 1].map(|index| self.periods.get(index).map_or("", String::as_str));
        let period = choose(bounds, Kind::LocalHour.of(date), &[(0, before_noon), (12, after)], &|period| {
            Choice::One(Template::from(period))
        });
        let patterns = [(0, self.midnight.as_str()), (1, self.instant.as_str())];
        let moment = choose(bounds, Kind::LocalTime.of(date), &patterns, &|pattern| {
            let mut moment = fill(
                pattern,
                &[
                    ("date", &day),
                    ("hour", &number(Kind::LocalHour, 1)),
                    ("hour2", &number(Kind::LocalHour, 2)),
                    ("hour12", &number(Kind::LocalHour12, 1)),
                    ("minute", &number(Kind::LocalMinute, 2)),
                    ("period", &period.clone().into()),
                ],
            );
            moment.trim_end();
            Choice::One(moment)
        });
        moment.into()
    }

    /// The plural category of each number from 0 to 99, then of each from 100 to 199, by its place among the language's;
    /// from 200 on a number has that of the one between 100 and 199 with the same last two digits. The last is that of
    /// whole millions. Empty where there is one category.
    ///
    /// Only Cornish looks at more, at its thousands: <https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>
    pub(crate) fn plural_table(&self) -> String {
        let mut table = String::new();
        if self.plural.is_empty() {
            return table;
        }
        for number in (0..200).chain([1_000_000]) {
            let category = self.plural.iter().position(|(_, rule)| plural::holds(rule, number) == Some(true));
            let place = category.unwrap_or(self.plural.len());
            table.extend(u8::try_from(place).map(|place| char::from(b'0' + place)));
        }
        table
    }
}

/// Fills the holes of a pattern; a hole that nothing fills is left out.
fn fill(pattern: &str, holes: &[(&str, &Template)]) -> Template {
    let mut filled = Template::default();
    for (words, name) in segments(pattern) {
        filled.push_str(words);
        for (_, text) in holes.iter().filter(|(hole, _)| name == Some(*hole)) {
            filled.push(text);
        }
    }
    filled
}

/// A number of units, years or digits, none of which is negative.
fn small(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}
