import type { ChartData } from "./chart-data.ts";
import { fillsOf, inkOf } from "./paint.ts";

const PADDING = 16;
const LINE = 20;

/** A drawn chart with its title and legend as a picture, in the colours of the moment. */
export async function chartPng(place: HTMLElement, drawn: HTMLCanvasElement, data: ChartData, title: string) {
  const ratio = devicePixelRatio;
  const canvas = document.createElement("canvas");
  canvas.width = drawn.width + 2 * PADDING * ratio;
  canvas.height = drawn.height + (2 * PADDING + 2 * LINE) * ratio;
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.fillStyle = inkOf(place, "--surface-1");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(drawn, PADDING * ratio, (PADDING + LINE) * ratio);
  context.scale(ratio, ratio);
  context.textBaseline = "middle";
  const write = (text: string, x: number, y: number) => {
    context.fillStyle = inkOf(place, "--ink-1");
    context.fillText(text, x, y);
    return context.measureText(text).width;
  };
  context.font = "600 13px system-ui, sans-serif";
  write(title, PADDING, PADDING + 4);
  context.font = "12px system-ui, sans-serif";
  const fills = fillsOf(place, data.series);
  const y = canvas.height / ratio - PADDING;
  let x = PADDING;
  for (const [index, series] of data.series.entries()) {
    context.fillStyle = fills[index] ?? "";
    context.fillRect(x, y - 5, 10, 10);
    x += 16 + write(series.title, x + 16, y) + 16;
  }
  return new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
}
