//! Many widgets at work: the main thread's time, the frames that readers get meanwhile, and the memory that they hold.
//!
//! What the frames take is watched in a window of its own, after the main thread's time was taken, so that the
//! watcher does not count itself.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::measure::Pages;
use super::numbers::Numbers;
use super::variant::{Kind, Variant};

/// How many widgets a page holds while it ticks.
#[derive(Debug)]
pub(super) struct Crowd {
    /// As in the rows: `ticking × 1000, all seen`.
    pub(super) name: &'static str,
    count: u32,
    /// Whether all are in view at once; else most of many are below the screen.
    is_seen: bool,
    /// Whether the time between frames is watched, too.
    is_framed: bool,
}

/// Most of a thousand below the screen.
pub(super) const THOUSAND: &str = "1000";
/// All of a thousand in view.
pub(super) const ALL_SEEN: &str = "1000, all seen";

/// All crowds, in the order in which a round takes them.
pub(super) const CROWDS: [Crowd; 4] = [
    Crowd { name: "1", count: 1, is_seen: false, is_framed: false },
    Crowd { name: "100", count: 100, is_seen: false, is_framed: false },
    Crowd { name: THOUSAND, count: 1_000, is_seen: false, is_framed: true },
    Crowd { name: ALL_SEEN, count: 1_000, is_seen: true, is_framed: true },
];

impl Crowd {
    /// How many widgets.
    pub(super) fn count(&self) -> f64 {
        f64::from(self.count)
    }

    /// What the page is asked for, behind its name. All that are seen are asked for in the fragment, since the peers in
    /// Rust read their number from a query that is nothing else.
    fn asked(&self) -> String {
        format!("?count={}{}", self.count, if self.is_seen { "#seen" } else { "" })
    }
}

/// How long ticking is watched, in milliseconds.
const WATCHED: u32 = 3_000;

impl Pages<'_> {
    /// Takes what a crowd of a variant costs.
    pub(super) async fn tick(&mut self, variant: &Variant, crowd: &Crowd, numbers: &mut Numbers) -> Result<()> {
        let name = crowd.name;
        self.unthrottle().await?;
        self.open(variant, &crowd.asked()).await?;
        self.browser
            .eval("await new Promise((resolve) => setTimeout(resolve, 1200)); await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }));")
            .await?;
        if crowd.is_seen {
            self.ensure_all_are_seen(crowd).await?;
        }
        self.browser.devtools("Performance.enable", json!({})).await?;
        let (spent_before, before) = self.busy().await?;
        self.browser.eval(&format!("await new Promise((resolve) => setTimeout(resolve, {WATCHED}))")).await?;
        let (spent_after, after) = self.busy().await?;
        // Of a main thread that is never free the timer comes late: what counts is the time that went by.
        let spent = (spent_after - spent_before) / (after - before) * 1e6;
        numbers.add(variant.name, &format!("ticking × {name}"), spent);
        if crowd.is_framed {
            let (longest, median) = self.frames().await?;
            numbers.add(variant.name, &format!("longest frame × {name}"), longest);
            numbers.add(variant.name, &format!("median frame × {name}"), median);
        }
        self.browser.devtools("HeapProfiler.collectGarbage", json!({})).await?;
        let heap = self.browser.devtools("Runtime.getHeapUsage", json!({})).await?;
        let used = heap["usedSize"].as_f64().context("no heap size")?;
        numbers.add(variant.name, &format!("heap × {name}"), used);
        if matches!(variant.kind, Kind::Ours(_) | Kind::Before(_) | Kind::Rust) {
            let memory = self.browser.eval("return bench.store?.buffer.byteLength").await?;
            let memory = memory.as_f64().context("no module was seen")?;
            numbers.add(variant.name, &format!("wasm memory × {name}"), memory);
        }
        Ok(())
    }

    /// That a number of all seen is one of all seen: some peers make elements that the page does not know.
    async fn ensure_all_are_seen(&self, crowd: &Crowd) -> Result<()> {
        let seen = self
            .browser
            .eval(
                "return [...document.querySelector(\"#widgets\").children].filter((widget) => {
                    const { left, top, width, height } = widget.getBoundingClientRect();
                    return width > 0 && height > 0 && left >= 0 && top >= 0 && left < innerWidth && top < innerHeight;
                }).length",
            )
            .await?;
        ensure!(seen == json!(crowd.count), "of {} widgets {seen} are seen", crowd.count);
        Ok(())
    }

    /// The longest and the median time between two frames, in milliseconds.
    async fn frames(&self) -> Result<(f64, f64)> {
        let watched = format!(
            "const frame = () => new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
            const gaps = [];
            let last = await frame();
            for (const end = last + {WATCHED}; last < end; ) {{
                const now = await frame();
                gaps.push(now - last);
                last = now;
            }}
            return gaps;"
        );
        let gaps = self.browser.eval(&watched).await?;
        let gaps: Vec<f64> = gaps.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        let gaps = super::numbers::summary(&gaps).context("no frames")?;
        Ok((gaps.most, gaps.median))
    }

    /// Seconds that the main thread has been at work, and the seconds of the clock at that moment.
    async fn busy(&self) -> Result<(f64, f64)> {
        let answer = self.browser.devtools("Performance.getMetrics", json!({})).await?;
        let metrics = answer["metrics"].as_array().context("no metrics")?;
        let value = |name: &str| {
            let metric = metrics.iter().find(|metric| metric["name"] == name);
            metric.and_then(|metric| metric["value"].as_f64()).with_context(|| format!("no {name}"))
        };
        Ok((value("TaskDuration")?, value("Timestamp")?))
    }
}
