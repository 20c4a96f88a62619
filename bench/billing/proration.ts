import { periodAt, periodIndexAt } from "../../workers/billing/calendar/period.ts";
import { prorated, remainingShare } from "../../workers/billing/calendar/proration.ts";
import { chargeFor } from "../../workers/billing/pricing/charge.ts";
import type { Figure } from "../figure.ts";

const RUNS = 1_000_000;
const SHORT_RUNS = 200_000;
const PERIOD_RUNS = 20_000;
const BAR = 500_000;
const ZONE = "Europe/Berlin";
const ANCHOR = { local: "2026-01-31T00:00:00", zone: ZONE };
const MONTH = { unit: "month", count: 1 } as const;
/** So that each run has another moment and amount. */
const STEP_MS = 104_729;

const TIERS = [
  { upTo: 10, unitAmount: "1200", flatAmount: 500 },
  { upTo: 100, unitAmount: "950.5", flatAmount: 0 },
  { upTo: null, unitAmount: "800", flatAmount: 0 },
];

/** What a change within a period costs, by each granularity, beside the same in floating point; finding a period; charging a tiered price. */
export async function measureProration(short: boolean): Promise<Figure[]> {
  const runs = short ? SHORT_RUNS : RUNS;
  const { startMs, endMs } = periodAt(ANCHOR, MONTH, 9);
  const at = (run: number) => startMs + ((run * STEP_MS) % (endMs - startMs));
  const granularities = ["second", "day", "month-30"] as const;
  const tiered = { kind: "graduated", tiers: TIERS } as const;
  const inexact = perSecond(runs, (run) => Math.round(((-1_000 - run) * (endMs - at(run))) / (endMs - startMs)));
  return [
    ...granularities.map((granularity) => ({
      name: `proration by ${granularity}`,
      value: perSecond(runs, (run) =>
        prorated(-1_000 - run, remainingShare({ startMs, endMs }, at(run), { granularity }, ZONE)),
      ),
      unit: "/s",
      floor: { name: "in floating point", value: inexact },
      bar: { atLeast: BAR, of: "value" as const },
    })),
    {
      name: "periods found",
      value: perSecond(PERIOD_RUNS, (run) => periodIndexAt(ANCHOR, MONTH, at(run))),
      unit: "/s",
    },
    {
      name: "graduated charges",
      value: perSecond(runs, (run) => chargeFor({ ...tiered, tiers: [...TIERS] }, String(run)).amount),
      unit: "/s",
    },
  ];
}

/** Runs per second, after a tenth of them to warm up. What each gives is summed, so that nothing is left out. */
function perSecond(runs: number, work: (run: number) => number): number {
  let sum = 0;
  for (let run = 0; run < runs / 10; run += 1) sum += work(run);
  const beganMs = performance.now();
  for (let run = 0; run < runs; run += 1) sum += work(run);
  const seconds = (performance.now() - beganMs) / 1000;
  if (!Number.isFinite(sum)) throw new Error("a run gave no number");
  return runs / seconds;
}
