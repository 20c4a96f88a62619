import { compact, whole } from "../words/number.ts";
import { type ChartSeries, statsOf } from "./chart-data.ts";
import { Swatch } from "./swatch.tsx";

/** What the bars are, with their figures: where the cursor is, else the last, and over the whole range. */
export function ChartLegend({ series, at }: { series: readonly ChartSeries[]; at: number | null }) {
  return (
    <table className="legend">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Series</span>
          </th>
          <th scope="col">{at === null ? "Last" : "Here"}</th>
          <th scope="col">Min</th>
          <th scope="col">Max</th>
          <th scope="col">Average</th>
        </tr>
      </thead>
      <tbody>
        {series.map(({ name, title, values }, index) => {
          const { last, min, max, average } = statsOf(values);
          return (
            <tr key={name}>
              <th scope="row">
                <Swatch name={name} index={index} />
                {title}
              </th>
              <td>{whole(at === null ? last : (values[at] ?? 0))}</td>
              <td>{whole(min)}</td>
              <td>{whole(max)}</td>
              <td>{average < 10 ? average.toFixed(1) : compact(Math.round(average))}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
