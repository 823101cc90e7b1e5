//! Time zones by their IANA name: a name and an instant in, how far clocks there are ahead of UTC out.
//!
//! Only the desk asks: what is published carries each date's own instant. Natively the tz database comes with a crate;
//! a page's browser brings its own, so that no reader loads one. <https://www.iana.org/time-zones>

use chrono::FixedOffset;

use crate::when::utc_offset;

/// A zone of the tz database.
#[derive(Debug, Clone)]
pub(crate) struct Zone(imp::Zone);

impl Zone {
    /// The zone of that name, such as `Europe/London`; none of a mere abbreviation, such as `EST`, which no browser
    /// says alike.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let is_name = name.contains('/') || matches!(name, "UTC" | "GMT");
        imp::named(name).filter(|_| is_name).map(Self)
    }

    /// How far its clocks are ahead of UTC at an instant, in milliseconds since 1970 in UTC.
    pub(crate) fn offset_at(&self, milliseconds: i64) -> FixedOffset {
        let seconds = imp::seconds_ahead(&self.0, milliseconds);
        FixedOffset::east_opt(seconds).unwrap_or_else(utc_offset)
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

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "as in a page, where a zone is no small number")]
    pub(super) fn seconds_ahead(zone: &Tz, milliseconds: i64) -> i32 {
        let at = DateTime::from_timestamp_millis(milliseconds).unwrap_or_default().naive_utc();
        zone.offset_from_utc_datetime(&at).fix().local_minus_utc()
    }
}

#[cfg(all(target_arch = "wasm32", feature = "intl"))]
mod imp {
    use chrono::NaiveDate;
    use js_sys::{Array, Function, Intl::DateTimeFormat, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    use crate::when::{midnight, utc_offset};

    /// A function that writes an instant as that zone's clocks show it.
    pub(super) type Zone = Function;

    /// The fields of a date by which two clocks can differ.
    const FIELDS: [&str; 6] = ["year", "month", "day", "hour", "minute", "second"];

    pub(super) fn named(name: &str) -> Option<Function> {
        let options = Object::new();
        let set = |field: &str, value: &str| Reflect::set(&options, &JsValue::from(field), &JsValue::from(value)).ok();
        for field in FIELDS {
            set(field, "numeric")?;
        }
        set("timeZone", name)?;
        set("hourCycle", "h23")?;
        // `new` through Reflect, because an unknown zone throws.
        let intl = Reflect::get(&js_sys::global(), &JsValue::from("Intl")).ok()?;
        let constructor: Function = Reflect::get(&intl, &JsValue::from("DateTimeFormat")).ok()?.dyn_into().ok()?;
        let arguments = Array::of2(&JsValue::from("en-US"), &options);
        let format = Reflect::construct(&constructor, &arguments).ok()?;
        let format: DateTimeFormat = format.unchecked_into();
        // The name in other letters is no name of the database; another name for the same zone is one.
        let known = Reflect::get(&format.resolved_options(), &JsValue::from("timeZone")).ok()?.as_string()?;
        (known == name || !known.eq_ignore_ascii_case(name)).then(|| format.format())
    }

    pub(super) fn seconds_ahead(format: &Function, milliseconds: i64) -> i32 {
        #[expect(clippy::cast_precision_loss, reason = "dates have far fewer than 53 bits of milliseconds")]
        let at = JsValue::from(milliseconds as f64);
        // "10/12/2027, 23:59:59": what the clocks there show, read as if it were UTC.
        let shown = format.call1(&JsValue::UNDEFINED, &at).ok().and_then(|shown| shown.as_string()).unwrap_or_default();
        let mut fields = [0; 6];
        let numbers = shown.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
        for (field, digits) in fields.iter_mut().zip(numbers) {
            *field = digits.parse().unwrap_or(0);
        }
        let [month, day, year, hour, minute, second] = fields;
        let Some(day) = NaiveDate::from_ymd_opt(i32::try_from(year).unwrap_or(0), month, day) else { return 0 };
        let local = midnight(day, utc_offset()) / 1000 + i64::from(hour * 3600 + minute * 60 + second);
        i32::try_from(local - milliseconds.div_euclid(1000)).unwrap_or(0)
    }
}
