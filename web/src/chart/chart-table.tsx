import { whole } from "../words/number.ts";
import { span } from "../words/time.ts";
import type { ChartData } from "./chart-data.ts";

interface ChartTableProps {
  data: ChartData;
  /** What a figure opens: its slot, its series. */
  open?: ((slot: number, series: string) => void) | undefined;
}

/** The chart's figures, newest first. */
export function ChartTable({ data: { title, startsMs, slotMs, slotName, series }, open }: ChartTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <section className="table-frame chart-table" tabIndex={0} aria-label={`${title} as a table`}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {series.map(({ name, title: heading }) => (
              <th key={name} scope="col" className="number">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {startsMs
            .map((startMs, slot) => (
              <tr key={startMs}>
                <th scope="row" className="nowrap">
                  {slotName?.(startMs) ?? span(startMs, slotMs)}
                </th>
                {series.map(({ name, values }) => (
                  <td key={name} className="number">
                    {values[slot] && open ? (
                      <button type="button" className="link" onClick={() => open(slot, name)}>
                        {whole(values[slot])}
                      </button>
                    ) : (
                      (values[slot] && whole(values[slot])) || "–"
                    )}
                  </td>
                ))}
              </tr>
            ))
            .toReversed()}
        </tbody>
      </table>
    </section>
  );
}
