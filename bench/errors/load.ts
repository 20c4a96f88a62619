import { fork } from "node:child_process";
import { once } from "node:events";

/** What the generator is to send. */
export interface Load {
  /** Where events go in turn: `http://127.0.0.1:8787/api/1/envelope/?sentry_key=…`. */
  urls: string[];
  /** About how long an event is. */
  bytes: number;
  /** Different issues: every one comes once, then some far more often than others. Numbered from `firstIssue` on. */
  issues: number;
  firstIssue: number;
  /** Events carry times from this many days back until now; 0: now. */
  days: number;
  pace: Pace;
}

/** Open: at a fixed rate, whatever the server does. Closed: each connection sends when it has its answer. */
export type Pace =
  | { kind: "open"; perSecond: number; seconds: number }
  | { kind: "closed"; connections: number; seconds: number }
  | { kind: "count"; connections: number; events: number };

/** What came of a load. Latency is from the moment an event was due to the end of its answer. */
export interface LoadReport {
  accepted: number;
  refused: number;
  seconds: number;
  latencyMs: Quantiles;
  /** Bytes of a body on average. */
  bodyBytes: number;
  generatorCpuSeconds: number;
}

export interface Quantiles {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/** Sends a load from a process of its own, so that measuring takes no time from what is measured. */
export async function sendLoad(load: Load): Promise<LoadReport> {
  const generator = fork(new URL("./generator.ts", import.meta.url), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  generator.send(load);
  const ended = once(generator, "exit").then(() => {
    throw new Error("the load generator ended without a report");
  });
  const [report] = await Promise.race([once(generator, "message"), ended]);
  ended.catch(() => {});
  generator.disconnect();
  return report as LoadReport; // what our own generator sends
}

/** Quantiles of measured times; all zero for none. */
export function quantiles(times: readonly number[]): Quantiles {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** Accepted events per second. */
export const rateOf = (report: LoadReport): number => report.accepted / report.seconds;
