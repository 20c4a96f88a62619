import { useQuery } from "@tanstack/react-query";
import type { MeterUsage } from "../../../../workers/billing/usage/view.ts";
import { DAY_MS } from "../../../../workers/kit/time.ts";
import type { ChartData } from "../../chart/chart-data.ts";
import { UsageWaiting } from "../../customers/usage-waiting.tsx";
import { onDemand } from "../../ui/on-demand.tsx";
import { Section } from "../../ui/section.tsx";
import { Failed } from "../../ui/state.tsx";
import { numbers, Table } from "../../ui/table.tsx";
import { counted, whole } from "../../words/number.ts";
import { accountUsageQuery } from "./catalogue-queries.ts";
import { AGGREGATION_WORDS, DAY_FIGURE } from "./meter-words.ts";

const Chart = onDemand(() => import("../../chart/chart.tsx"), {
  fallback: ({ height }) => <div style={{ height }} />,
});
const CHART_HEIGHT = 140;

/** What an account used, by meter: its periods, and the days that are still known. `metered` says whether it is billed so. */
export default function UsageSection({ accountId, metered }: { accountId: string; metered: boolean }) {
  const query = useQuery(accountUsageQuery(accountId));
  const usage = query.data;
  return (
    <Section id="usage" title="Usage" note={usage && counted(usage.meters.length, "meter")}>
      {query.isPending && <UsageWaiting metered={metered} />}
      {query.isError && !usage && <Failed what="Usage" error={query.error} retry={query.refetch} />}
      {usage?.meters.length === 0 && <p className="muted">Its app has reported no usage.</p>}
      <div className="stack">
        {usage?.meters.map((meter) => (
          <MeterPart key={meter.meterId} meter={meter} zone={usage.zone} />
        ))}
      </div>
    </Section>
  );
}

function MeterPart({ meter, zone }: { meter: MeterUsage; zone: string }) {
  const dates = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "short", year: "numeric" });
  return (
    <section className="stack" aria-labelledby={meter.meterId}>
      <h3 id={meter.meterId}>
        {meter.name} <span className="muted small">{AGGREGATION_WORDS[meter.aggregation]}</span>
      </h3>
      {meter.days.length > 0 && <Chart data={chartOf(meter)} height={CHART_HEIGHT} bare />}
      <Table columns={["Period", numbers(`Used, ${meter.unit}`), numbers("Events"), numbers(`Billed, ${meter.unit}`)]}>
        {meter.periods.map(({ startMs, endMs, now, billed }) => (
          <tr key={startMs}>
            <th scope="row">{dates.formatRange(startMs, endMs - 1)}</th>
            <td className="number" data-label="Used">
              {figure(now.quantity)}
            </td>
            <td className="number" data-label="Events">
              {whole(now.events)}
            </td>
            <td className="number" data-label="Billed">
              {billed === null ? "not yet" : figure(billed.quantity)}
              {billed !== null && billed.quantity !== now.quantity && (
                <span className="badge warn">to be corrected</span>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** A decimal with its thousands apart; more than six places tell a reader nothing. */
const figure = (quantity: string): string => Number(quantity).toLocaleString("en", { maximumFractionDigits: 6 });

/** A bar per day from the first that is known to the last, those of no use included. */
function chartOf({ key, name, unit, aggregation, days }: MeterUsage): ChartData {
  const byDay = new Map(days.map((day) => [day.day, day[DAY_FIGURE[aggregation]]]));
  const first = days[0]?.day ?? 0;
  const all = Array.from({ length: (days.at(-1)?.day ?? first) - first + 1 }, (_, index) => first + index);
  const values = all.map((day) => Math.max(byDay.get(day) ?? 0, 0));
  const startsMs = all.map((day) => day * DAY_MS);
  return { title: name, unit, startsMs, slotMs: DAY_MS, series: [{ name: key, title: name, values }] };
}
