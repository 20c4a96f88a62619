import type { MonitorView } from "../../../workers/errors/view.ts";
import type { IconName } from "../ui/icon.tsx";
import { counted } from "../words/number.ts";
import { exact } from "../words/time.ts";

export type CheckInView = MonitorView["checkIns"][number];

/** How each end of a run is marked and called. */
export const CHECK_IN_MARKS: Record<CheckInView["status"], { icon: IconName; tone: string; word: string }> = {
  ok: { icon: "check", tone: "good", word: "OK" },
  error: { icon: "cross", tone: "bad", word: "Failed" },
  missed: { icon: "ring", tone: "warn", word: "Missed" },
  timeout: { icon: "clock", tone: "bad", word: "Too long" },
  in_progress: { icon: "play", tone: "info", word: "Running" },
};

/** A run's length as clocks say it: `0.4 s`, `12 s`, `3 min 20 s`. */
export function runtime(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min${whole % 60 > 0 ? ` ${whole % 60} s` : ""}`;
  return `${Math.floor(minutes / 60)} h${minutes % 60 > 0 ? ` ${minutes % 60} min` : ""}`;
}

/** All of one check-in in words: how it ended, when, how long, where. */
export function checkInText({ status, startedMs, durationSeconds, environment }: CheckInView): string {
  const took = durationSeconds === null ? "" : `, took ${runtime(durationSeconds)}`;
  return `${CHECK_IN_MARKS[status].word}, ${exact(startedMs)}${took}, ${environment}`;
}

/** What is going on with the monitors: those whose last run did not end well come first. */
export function monitorsSentence(monitors: readonly MonitorView[]): string {
  const last = monitors.map(({ checkIns }) => checkIns[0]?.status);
  const bad = last.filter((status) => status === "error" || status === "missed" || status === "timeout").length;
  const running = last.filter((status) => status === "in_progress").length;
  const all = counted(monitors.length, "monitor");
  const now = running > 0 ? ` ${counted(running, "job runs", "jobs run")} right now.` : "";
  if (bad === 0) return `${all}, no last run failed.${now}`;
  return `${all}: the last run of ${bad === monitors.length && bad > 1 ? "each" : bad} did not end well.${now}`;
}
