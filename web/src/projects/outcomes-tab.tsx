import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import type { OutcomeSeries } from "../../../workers/errors/view.ts";
import { hourOf } from "../../../workers/kit/time.ts";
import { outcomesQuery } from "../api/queries.ts";
import { Swatch } from "../chart/swatch.tsx";
import { DEFAULT_HOURS } from "../range/range-search.ts";
import { RangeStrip } from "../range/range-strip.tsx";
import { readHour, SPAN_HOURS_MAX, spanSearch } from "../range/span-search.ts";
import { useNow } from "../ui/now.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { NumberCell, numbers, Table } from "../ui/table.tsx";
import { bytes } from "../words/number.ts";
import { accountText, measuresBytes, OUTCOME_WORDS, OUTCOMES, outcomeSums, sliceOutcomes } from "./outcome-sums.ts";
import { kindWords, reasonWords } from "./outcome-words.ts";
import { useProject } from "./project.ts";
import "../styles/plot.css";

const Chart = lazy(() => import("../chart/chart.tsx"));

/** What became of everything that was sent: nothing vanishes. */
export function OutcomesTab() {
  const { slug } = useProject();
  const search = useSearch({ from: "/shell/projects/$slug/outcomes" });
  const nowHour = hourOf(useNow());
  const exact = "from" in search ? { from: readHour(search.from), to: readHour(search.to) } : null;
  const hours = "from" in search ? null : (search.hours ?? DEFAULT_HOURS);
  // The server counts back from now.
  const asked = exact ? Math.min(SPAN_HOURS_MAX, Math.max(1, nowHour - exact.from + 1)) : (hours ?? DEFAULT_HOURS);
  const query = useQuery({ ...outcomesQuery(slug, asked), refetchInterval: 30_000 });
  // The same answer stays the same chart, which would else lose its cursor with every refresh.
  const { from, to } = exact ?? {};
  const series = useMemo(
    () => (query.data && from && to ? sliceOutcomes(query.data, from, to) : query.data),
    [query.data, from, to],
  );
  return (
    <div className="stack wide">
      <RangeStrip hours={hours} exact={"from" in search ? search : null} />
      {query.isPending && <SkeletonRows count={6} what="outcomes" />}
      {query.isError && !query.data && <Failed what="Outcomes" error={query.error} retry={query.refetch} />}
      {series && <Outcomes series={series} />}
    </div>
  );
}

const CHART_HEIGHT = 220;

function NothingArrived() {
  const { slug } = useProject();
  return (
    <Empty icon="usage" title="Nothing arrived in this time">
      <p className="muted">
        What a program sends is counted here within seconds: what was accepted, and what was not, with its reason.
      </p>
      <Link to="/projects/$slug/start" params={{ slug }} className="button">
        Set up an SDK
      </Link>
    </Empty>
  );
}

function Outcomes({ series }: { series: OutcomeSeries }) {
  const navigate = useNavigate();
  const sums = useMemo(() => outcomeSums(series), [series]);
  const setRange = (fromMs: number, toMs: number) =>
    navigate({ to: ".", search: spanSearch(fromMs, toMs), resetScroll: false });
  const rows = series.rows.toSorted(
    (a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) || b.total - a.total,
  );
  if (rows.length === 0) return <NothingArrived />;
  return (
    <>
      <p>{accountText(sums.totals)}</p>
      <Suspense fallback={<div className="charts-waiting" aria-busy="true" />}>
        <div className="charts">
          <Chart data={sums.byOutcome} height={CHART_HEIGHT} setRange={setRange} />
          {sums.byKind.series.length > 1 && <Chart data={sums.byKind} height={CHART_HEIGHT} setRange={setRange} />}
        </div>
      </Suspense>
      <Table columns={["Outcome", "Kind", "Reason", numbers("Items"), numbers("Size")]}>
        {rows.map((row) => (
          <tr key={`${row.outcome} ${row.category} ${row.reason}`}>
            <th scope="row" title={OUTCOME_WORDS[row.outcome].meaning}>
              <Swatch name={row.outcome} index={sums.byOutcome.series.findIndex(({ name }) => name === row.outcome)} />
              {OUTCOME_WORDS[row.outcome].title}
            </th>
            <td data-label="Kind" title={row.category}>
              {kindWords(row.category)}
            </td>
            <td data-label="Reason" title={row.reason}>
              {row.reason ? reasonWords(row.reason) : <span className="muted">–</span>}
            </td>
            <NumberCell label="Items" amount={measuresBytes(row.category) ? null : row.total} />
            <NumberCell label="Size" amount={row.bytes} words={bytes} />
          </tr>
        ))}
      </Table>
    </>
  );
}
