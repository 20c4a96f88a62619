import type UPlot from "uplot";
import { SECOND_MS } from "../../../workers/kit/time.ts";
import { type ChartSeries, colourOf, HATCHES } from "./chart-data.ts";

/** Length of a hatch's square in CSS pixels. */
const TILE = 6;

/** A colour of the page as a canvas takes it: the token resolved for the theme that holds where `place` is. */
export function inkOf(place: HTMLElement, token: `--${string}`): string {
  const probe = document.createElement("i");
  probe.style.color = `var(${token})`;
  place.appendChild(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** How each series is filled: by its name's colour, and hatched by its place, so that the colour is never alone. */
export function fillsOf(place: HTMLElement, series: readonly ChartSeries[]): (string | CanvasPattern)[] {
  const paper = inkOf(place, "--surface-1");
  return series.map(({ name }, index) => {
    const colour = inkOf(place, `--series-${colourOf(name)}`);
    return hatched(colour, paper, index % HATCHES) ?? colour;
  });
}

/** Lines of the paper's colour over a colour: none, rising, falling, level. Null where a canvas makes no pattern. */
function hatched(colour: string, paper: string, hatch: number): CanvasPattern | null {
  const tile = document.createElement("canvas");
  const size = Math.round(TILE * devicePixelRatio);
  tile.width = size;
  tile.height = size;
  const context = tile.getContext("2d");
  if (!context || hatch === 0) return null;
  context.fillStyle = colour;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = paper;
  context.lineWidth = devicePixelRatio;
  // Each line once more beside the tile, so that corners meet.
  for (const shift of [-size, 0, size]) {
    context.beginPath();
    if (hatch === 1) context.moveTo(shift, size);
    if (hatch === 1) context.lineTo(shift + size, 0);
    if (hatch === 2) context.moveTo(shift, 0);
    if (hatch === 2) context.lineTo(shift + size, size);
    if (hatch === 3) context.moveTo(0, shift + size / 2);
    if (hatch === 3) context.lineTo(size, shift + size / 2);
    context.stroke();
  }
  return context.createPattern(tile, "repeat");
}

/** A thin line from top to bottom for each. */
export function paintMarks({ ctx, bbox, valToPos }: UPlot, marks: readonly { atMs: number }[], colour: string): void {
  ctx.fillStyle = colour;
  for (const { atMs } of marks) {
    const x = Math.round(valToPos(atMs / SECOND_MS, "x", true));
    const inside = x >= bbox.left && x <= bbox.left + bbox.width;
    if (inside) ctx.fillRect(x, bbox.top, Math.max(1, devicePixelRatio), bbox.height);
  }
}
