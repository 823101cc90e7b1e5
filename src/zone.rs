//! Time zones by their IANA name: a name and an instant in, how far clocks there are ahead of UTC out.
//!
//! Only the desk asks: what is published carries each date's own instant. Natively the tz database comes with a crate;
//! a page's browser brings its own, so that no reader loads one. <https://www.iana.org/time-zones>

use chrono::FixedOffset;

/// A zone of the tz database.
#[derive(Debug, Clone)]
pub(crate) struct Zone(imp::Zone);

impl Zone {
    /// The zone of that name, such as `Europe/London`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        imp::named(name).map(Self)
    }

    /// How far its clocks are ahead of UTC at an instant, in milliseconds since 1970 in UTC.
    pub(crate) fn offset_at(&self, milliseconds: i64) -> FixedOffset {
        let seconds = imp::seconds_ahead(&self.0, milliseconds);
        FixedOffset::east_opt(seconds).unwrap_or_else(|| FixedOffset::east_opt(0).expect("nought is an offset"))
    }
}

#[cfg(not(all(target_arch = "wasm32", feature = "intl")))]
mod imp {
    use chrono::{DateTime, Offset, TimeZone};
    use chrono_tz::Tz;

    pub(super) type Zone = Tz;

    pub(super) fn named(name: &str) -> Option<Tz> {
        name.parse().ok()
    }

    pub(super) fn seconds_ahead(zone: &Tz, milliseconds: i64) -> i32 {
        let at = DateTime::from_timestamp_millis(milliseconds).unwrap_or_default().naive_utc();
        zone.offset_from_utc_datetime(&at).fix().local_minus_utc()
    }
}

#[cfg(all(target_arch = "wasm32", feature = "intl"))]
mod imp {
    use js_sys::{Array, Date, Function, Intl::DateTimeFormat, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    /// A function that writes an instant as that zone's clocks show it.
    pub(super) type Zone = Function;

    /// The fields of a date by which two clocks can differ.
    const FIELDS: [&str; 6] = ["year", "month", "day", "hour", "minute", "second"];

    pub(super) fn named(name: &str) -> Option<Function> {
        // An engine takes names in any case, and offsets; a name of the database has a slash, but for these.
        if !(name.contains('/') || matches!(name, "UTC" | "GMT")) {
            return None;
        }
        let options = Object::new();
        for (field, value) in FIELDS.map(|field| (field, "numeric")).iter().chain(&[("timeZone", name), ("hourCycle", "h23")]) {
            Reflect::set(&options, &JsValue::from(*field), &JsValue::from(*value)).ok()?;
        }
        // `new` through Reflect, because an unknown zone throws.
        let constructor = Reflect::get(&Reflect::get(&js_sys::global(), &"Intl".into()).ok()?, &"DateTimeFormat".into()).ok()?;
        let format = Reflect::construct(constructor.unchecked_ref(), &Array::of2(&"en-US".into(), &options)).ok()?;
        Some(format.unchecked_into::<DateTimeFormat>().format())
    }

    pub(super) fn seconds_ahead(format: &Function, milliseconds: i64) -> i32 {
        #[expect(clippy::cast_precision_loss, reason = "dates have far fewer than 53 bits of milliseconds")]
        let at = JsValue::from(milliseconds as f64);
        // "10/12/2027, 23:59:59": what the clocks there show, read as if it were UTC.
        let shown = format.call1(&JsValue::UNDEFINED, &at).ok().and_then(|shown| shown.as_string()).unwrap_or_default();
        let mut fields = [0; 6];
        for (field, digits) in fields.iter_mut().zip(shown.split(|c: char| !c.is_ascii_digit()).filter(|it| !it.is_empty())) {
            *field = digits.parse().unwrap_or(0);
        }
        let [month, day, year, hour, minute, second] = fields;
        let local = Date::utc(f64::from(year), f64::from(month - 1), f64::from(day), f64::from(hour), f64::from(minute), f64::from(second), 0.0);
        #[expect(clippy::cast_possible_truncation, reason = "within a day of the instant")]
        let seconds = ((local / 1000.0).floor() as i64 - milliseconds.div_euclid(1000)) as i32;
        seconds
    }
}
