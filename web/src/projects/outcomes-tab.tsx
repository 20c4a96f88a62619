import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { OutcomeSeries } from "../../../workers/errors/view.ts";
import { outcomesQuery } from "../api/queries.ts";
import { DEFAULT_HOURS } from "../range/range-search.ts";
import { RangeStrip } from "../range/range-strip.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { bytes, whole } from "../words/number.ts";
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
          <div className="table-frame">
            <table className="table cards">
              <thead>
                <tr>
                  <th scope="col">Outcome</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Reason</th>
                  <th scope="col" className="number">
                    Items
                  </th>
                  <th scope="col" className="number">
                    Size
                  </th>
                </tr>
              </thead>
              <tbody>
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
                    <td className="number" data-label="Items">
                      {measuresBytes(row.category) ? "–" : whole(row.total)}
                    </td>
                    <td className="number" data-label="Size">
                      {row.bytes === 0 ? "–" : bytes(row.bytes)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </>
  );
}
