import { useMemo, useState } from "react";
import type { IssueDetail } from "../../../workers/errors/view.ts";
import { DAY_MS, HOUR_MS } from "../../../workers/kit/time.ts";
import { useNow } from "../ui/now.ts";
import { onDemand } from "../ui/on-demand.tsx";

const Chart = onDemand(() => import("../chart/chart.tsx"), { fallback: () => <div aria-busy="true" /> });

const HEIGHT = 112;

/** How often the issue happened: by the hour of the last day, or by the day of the last month. */
export function SeenChart({ issue }: { issue: IssueDetail }) {
  const [unit, setUnit] = useState<"hourly" | "daily">("daily");
  const counts = issue[unit];
  const slotMs = unit === "hourly" ? HOUR_MS : DAY_MS;
  const nowSlot = Math.floor(useNow() / slotMs);
  const releases = issue.tags.find(({ key }) => key === "release");
  const data = useMemo(() => {
    const startsMs = counts.map((_, index) => (nowSlot - counts.length + 1 + index) * slotMs);
    const marks = (releases?.values ?? []).flatMap(({ value, firstSeenMs }) =>
      firstSeenMs === null ? [] : [{ atMs: firstSeenMs, title: `first in ${value}` }],
    );
    const series = [{ name: "events", title: "Events", values: counts }];
    return { title: slotMs === HOUR_MS ? "24 hours" : "30 days", unit: "events", startsMs, slotMs, series, marks };
  }, [counts, slotMs, nowSlot, releases]);
  return (
    <div className="seen-chart">
      <Chart data={data} height={HEIGHT} bare>
        <button
          type="button"
          className="button quiet small"
          onClick={() => setUnit(unit === "daily" ? "hourly" : "daily")}
        >
          {unit === "daily" ? "24 hours" : "30 days"}
        </button>
      </Chart>
    </div>
  );
}
