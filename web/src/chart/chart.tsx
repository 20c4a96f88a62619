import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useKeys } from "../keyboard/keys.tsx";
import { useAppearance, useDark } from "../shell/appearance.ts";
import { counted } from "../words/number.ts";
import { span } from "../words/time.ts";
import { type ChartData, csvOf, slotText } from "./chart-data.ts";
import { chartPng } from "./chart-png.ts";
import { ChartTable } from "./chart-table.tsx";
import { ChartLegend } from "./legend.tsx";
import { drawPlot, type Plot } from "./plot.ts";
import { save } from "./save.ts";
import "../styles/plot.css";

interface ChartProps {
  data: ChartData;
  /** Of the plot, in CSS pixels. */
  height: number;
  /** Called with a range that was dragged over, or chosen with shift and arrows. Absent: no range can be chosen. */
  setRange?: (fromMs: number, toMs: number) => void;
  /** Called with the bar that was pressed, or chosen by arrows and Enter: its slot and its series. Absent: bars open nothing. */
  open?: (slot: number, series: string) => void;
  /** Without the legend, where there is room for the bars only. */
  bare?: boolean;
  /** More buttons at its head. */
  children?: ReactNode;
}

/** Counts over time as stacked bars; the same figures as a table, a picture or a file. */
export default function Chart({ data, height, setRange, open, bare = false, children }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(null);
  const [at, setAt] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const [charts, setCharts] = useAppearance("charts");
  const tabular = charts === "tables";
  const turn = () => setCharts(tabular ? "drawn" : "tables");
  const dark = useDark();
  useKeys({ "chart.table": turn });
  const { startsMs, slotMs, series, slotTitle = slotText(slotMs) } = data;
  const title = `${data.title}, ${data.unit} per ${slotTitle}`;
  const choose = (a: number, b: number) =>
    setRange?.(startsMs[Math.min(a, b)] ?? 0, (startsMs[Math.max(a, b)] ?? 0) + slotMs);
  const latest = useRef({ choose, open });
  useEffect(() => {
    latest.current = { choose, open };
  });
  const chooses = setRange !== undefined;
  const opens = open !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other colours are another drawing
  useEffect(() => {
    if (!place.current) return;
    const drawn = drawPlot(place.current, data, height, {
      point: setAt,
      ...(chooses && { choose: (from, to) => latest.current.choose(from, to) }),
      ...(opens && { open: (slot, name) => latest.current.open?.(slot, name) }),
    });
    plot.current = drawn;
    return drawn.destroy;
  }, [data, height, chooses, opens, dark, tabular]);

  const pointAt = (slot: number | null, marking: boolean) => {
    const from = marking && slot !== null ? (anchor ?? at ?? slot) : null;
    setAnchor(from);
    plot.current?.mark(from ?? 0, from === null ? null : slot);
    plot.current?.point(slot);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = startsMs.length - 1;
    const from = at ?? last + 1;
    const to = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
    if (to !== undefined) pointAt(Math.max(0, Math.min(last, to)), event.shiftKey && chooses);
    else if (event.key === "Enter" && anchor !== null && at !== null) choose(anchor, at);
    else if (event.key === "Enter" && open && at !== null) open(at, largestAt(series, at));
    else if (event.key === "Escape" && at !== null) pointAt(null, false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const savePng = async () => {
    const { current } = place;
    const png = current && plot.current && (await chartPng(current, plot.current.canvas, data, title));
    if (png) save(`${data.title}.png`, png);
  };
  const total = series.reduce((sum, { values }) => sum + (values[at ?? -1] ?? 0), 0);
  const { slotName = (startMs: number) => span(startMs, slotMs) } = data;
  const said = at === null ? "no slot" : `${slotName(startsMs[at] ?? 0)}: ${counted(total, data.unit, data.unit)}`;
  const here = at !== null && (
    <span className="muted small" aria-hidden="true">
      {slotName(startsMs[at] ?? 0)} · {counted(total, data.unit, data.unit)}
    </span>
  );
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <span className="grow">
          {!bare && <strong>{data.title} </strong>}
          <span className="muted small">
            {data.unit} per {slotTitle}
          </span>
        </span>
        {!bare && here}
        {children}
        <button
          type="button"
          className="button quiet small"
          aria-pressed={tabular}
          title={`${tabular ? "Chart" : "Table"} (t)`}
          onClick={turn}
        >
          {tabular ? "Chart" : "Table"}
        </button>
        <button type="button" className="button quiet small" disabled={tabular} onClick={savePng}>
          PNG
        </button>
        <button
          type="button"
          className="button quiet small"
          onClick={() => save(`${data.title}.csv`, new Blob([csvOf(data)], { type: "text/csv" }))}
        >
          CSV
        </button>
      </figcaption>
      {tabular ? (
        <ChartTable data={data} open={open} />
      ) : (
        // A crosshair is a value that arrows move: what a slider is to who cannot see it.
        <div
          ref={place}
          className={opens ? "plot opens" : "plot"}
          role="slider"
          tabIndex={0}
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={startsMs.length - 1}
          aria-valuenow={at ?? 0}
          aria-valuetext={said}
          onKeyDown={onKeyDown}
          onBlur={() => pointAt(null, false)}
          style={{ height }}
        />
      )}
      {bare && !tabular && (here || <Marks data={data} />)}
      {!bare && !tabular && <ChartLegend series={series} at={at} />}
    </figure>
  );
}

/** The series with the largest bar in a slot: which of them is told apart in the table. */
const largestAt = (series: ChartData["series"], slot: number): string =>
  series.toSorted((a, b) => (b.values[slot] ?? 0) - (a.values[slot] ?? 0))[0]?.name ?? "";

/** What the lines in a chart stand for, the latest of them; keeps its line free when there are none. */
function Marks({ data: { marks = [], startsMs } }: { data: ChartData }) {
  const shown = marks.filter(({ atMs }) => atMs >= (startsMs[0] ?? 0)).toSorted((a, b) => b.atMs - a.atMs);
  return (
    <p className="muted small clip chart-marks">
      {shown.length > 0 && <>│ {shown.map(({ title }) => title).join(", ")}</>}
    </p>
  );
}
