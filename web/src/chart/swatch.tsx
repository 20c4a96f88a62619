import { colourOf, HATCHES } from "./chart-data.ts";

/** A series' colour and hatch as the chart draws them; `index` is its place in the chart. */
export function Swatch({ name, index }: { name: string; index: number }) {
  return <span className={`swatch series-${colourOf(name)} hatch-${index % HATCHES}`} />;
}
