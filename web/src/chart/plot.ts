import UPlot from "uplot";
import { SECOND_MS } from "../../../workers/kit/time.ts";
import { compact } from "../words/number.ts";
import { tick } from "../words/time.ts";
import "uplot/dist/uPlot.min.css";
import { type ChartData, reachOf, seriesAt, stacked } from "./chart-data.ts";
import { fillsOf, inkOf, paintMarks } from "./paint.ts";

/** What a plot tells. Slots are positions in the chart's data. */
export interface PlotEvents {
  point: (slot: number | null) => void;
  /** Absent where no range can be chosen. */
  choose?: (from: number, to: number) => void;
  /** Absent where bars open nothing. */
  open?: (slot: number, series: string) => void;
}

/** A drawn chart. */
export interface Plot {
  canvas: HTMLCanvasElement;
  point: (slot: number | null) => void;
  /** Marks the slots between two as chosen; null marks none. */
  mark: (from: number, to: number | null) => void;
  destroy: () => void;
}

/** The cursor of all charts of a page moves together. */
const PAGE = "page";
/** Below this many pixels a press is no drag. */
const DRAG_MIN = 6;
const COUNT_STEPS = Array.from({ length: 13 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

const times = (_: UPlot, splits: number[]) => splits.map((seconds) => tick(seconds * SECOND_MS));
const counts = (_: UPlot, splits: number[]) => splits.map(compact);

/** Pixels that a slot's name needs. */
const NAME_WIDTH = 48;

/** Names under the middles of their slots, as many as there is room for, the last among them. */
function namedSlots(middles: readonly number[], names: readonly string[]) {
  const every = (u: UPlot) => Math.max(1, Math.ceil((names.length * NAME_WIDTH) / Math.max(u.width, 1)));
  return {
    splits: (u: UPlot) => middles.filter((_, slot) => (names.length - 1 - slot) % every(u) === 0),
    values: (_: UPlot, splits: number[]) => splits.map((middle) => names[middles.indexOf(middle)] ?? ""),
  };
}

/** Draws stacked bars from zero, up and down, into `place` and follows its width. Colours are those of the moment: draw again when they change. */
export function drawPlot(place: HTMLElement, data: ChartData, height: number, events: PlotEvents): Plot {
  const { startsMs, slotMs, series, slotName, marks = [] } = data;
  const middles = startsMs.map((startMs) => (startMs + slotMs / 2) / SECOND_MS);
  const [ink, line, mark] = [inkOf(place, "--ink-2"), inkOf(place, "--line"), inkOf(place, "--ink-3")];
  const fills = fillsOf(place, series);
  const bars = UPlot.paths.bars?.({ size: [0.82, 48], gap: 0 });
  // The highest sums lie under the others, each covered by the next as far as that one reaches.
  const layers = stacked(series)
    .map((tops, index) => ({ tops, fill: fills[index] ?? ink }))
    .toReversed();
  const from = (startsMs[0] ?? 0) / SECOND_MS;
  const to = ((startsMs.at(-1) ?? 0) + slotMs) / SECOND_MS;

  const axis = { stroke: ink, font: "11px system-ui, sans-serif", gap: 5 };
  const plot = new UPlot(
    {
      width: place.clientWidth,
      height,
      // To the right half a label has room: one may stand at the very end.
      padding: [8, 20, 0, 0],
      legend: { show: false },
      scales: { x: { range: [from, to] }, y: { range: (_, least, most) => reachOf(least, most) } },
      axes: [
        {
          ...{ ...axis, size: 24, space: 64, grid: { show: false }, ticks: { stroke: line, size: 4 }, values: times },
          ...(slotName && namedSlots(middles, startsMs.map(slotName))),
        },
        {
          ...axis,
          size: 44,
          space: 32,
          grid: { stroke: line, width: 1 },
          ticks: { show: false },
          incrs: COUNT_STEPS,
          values: counts,
        },
      ],
      series: [
        {},
        ...layers.map(({ fill }) => ({
          fill: () => fill,
          width: 0,
          points: { show: false },
          ...(bars && { paths: bars }),
        })),
      ],
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: events.choose !== undefined, y: false, setScale: false, dist: DRAG_MIN },
        sync: { key: PAGE },
      },
      hooks: {
        setCursor: [({ cursor }) => events.point(cursor.idx ?? null)],
        setSelect: [
          ({ select, posToIdx, cursor }) => {
            // A synced chart is told of the drag too; the one under the pointer acts.
            if (select.width > 0 && cursor.event)
              events.choose?.(posToIdx(select.left), posToIdx(select.left + select.width));
          },
        ],
        draw: [(u) => paintMarks(u, marks, mark)],
      },
    },
    [middles, ...layers.map(({ tops }) => tops)],
    place,
  );
  plot.over.addEventListener("click", () => {
    const { idx, top = 0 } = plot.cursor;
    if (idx == null) return;
    const value = plot.posToVal(top, "y");
    const name = seriesAt(series, idx, value)?.name;
    if (name !== undefined) events.open?.(idx, name);
  });
  const observer = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height }));
  observer.observe(place);
  const leftOf = (slot: number, edge: 0 | 1) => plot.valToPos(((startsMs[slot] ?? 0) + edge * slotMs) / SECOND_MS, "x");
  return {
    canvas: plot.ctx.canvas,
    point(slot) {
      const seconds = slot === null ? null : middles[slot];
      for (const each of UPlot.sync(PAGE).plots) {
        each.setCursor(seconds == null ? { left: -10, top: -10 } : { left: each.valToPos(seconds, "x"), top: 0 });
      }
    },
    mark(a, b) {
      const [left, right] = b === null ? [0, 0] : [leftOf(Math.min(a, b), 0), leftOf(Math.max(a, b), 1)];
      plot.setSelect({ left, width: right - left, top: 0, height: plot.over.clientHeight }, false);
    },
    destroy() {
      observer.disconnect();
      plot.destroy();
    },
  };
}
