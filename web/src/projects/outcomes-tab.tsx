import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { OutcomeSeries } from "../../../workers/errors/view.ts";
import { outcomesQuery } from "../api/queries.ts";
import { DEFAULT_HOURS } from "../range/range-search.ts";
import { RangeStrip } from "../range/range-strip.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { NumberCell, numbers, Table } from "../ui/table.tsx";
import { bytes } from "../words/number.ts";
import { OutcomeChart } from "./outcome-chart.tsx";
import { accountText, measuresBytes, OUTCOME_WORDS, OUTCOMES, outcomeBars } from "./outcome-sums.ts";
import { useProject } from "./project.ts";

/** What became of everything that was sent: nothing vanishes. */
export function OutcomesTab() {
  const { slug } = useProject();
  const { hours = DEFAULT_HOURS } = useSearch({ from: "/shell/projects/$slug/outcomes" });
  const query = useQuery({ ...outcomesQuery(slug, hours), refetchInterval: 30_000 });
  return (
    <div className="stack wide">
      <RangeStrip hours={hours} />
      {query.isPending && <SkeletonRows count={6} what="outcomes" />}
      {query.isError && !query.data && <Failed what="Outcomes" error={query.error} retry={query.refetch} />}
      {query.data && <Outcomes series={query.data} />}
    </div>
  );
}

function Outcomes({ series }: { series: OutcomeSeries }) {
  const bars = outcomeBars(series);
  const rows = series.rows.toSorted(
    (a, b) => OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) || b.total - a.total,
  );
  return (
    <>
      <p>{accountText(bars.totals)}</p>
      {rows.length > 0 && (
        <>
          <OutcomeChart {...bars} />
          <Table columns={["Outcome", "Kind", "Reason", numbers("Items"), numbers("Size")]}>
            {rows.map((row) => (
              <tr key={`${row.outcome} ${row.category} ${row.reason}`}>
                <th scope="row" title={OUTCOME_WORDS[row.outcome].meaning}>
                  <span className="line-up">
                    <span className={`swatch ${row.outcome}`} />
                    {OUTCOME_WORDS[row.outcome].title}
                  </span>
                </th>
                <td data-label="Kind">{row.category}</td>
                <td data-label="Reason">{row.reason || <span className="muted">–</span>}</td>
                <NumberCell label="Items" amount={measuresBytes(row.category) ? null : row.total} />
                <NumberCell label="Size" amount={row.bytes} words={bytes} />
              </tr>
            ))}
          </Table>
        </>
      )}
    </>
  );
}
