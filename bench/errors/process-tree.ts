import { readdirSync, readFileSync } from "node:fs";
import { setInterval } from "node:timers";

/** Clock ticks per second in /proc; the same on every Linux. */
const TICKS_PER_SECOND = 100;
const SAMPLE_EVERY_MS = 1_000;

/** What a process and all below it used. */
export interface TreeUse {
  /** CPU seconds since they began, of workerd and of everything else. */
  workerdSeconds: number;
  otherSeconds: number;
  /** Proportional set size, so that shared pages count once. */
  bytes: number;
}

/** Reads /proc for `root` and its descendants; all zero where there is no /proc. */
export function treeUse(root: number): TreeUse {
  const use: TreeUse = { workerdSeconds: 0, otherSeconds: 0, bytes: 0 };
  for (const { pid, command, seconds } of descendants(root)) {
    if (command === "workerd") use.workerdSeconds += seconds;
    else use.otherSeconds += seconds;
    use.bytes += residentBytes(pid);
  }
  return use;
}

interface Process {
  pid: number;
  parent: number;
  command: string;
  seconds: number;
}

function descendants(root: number): Process[] {
  const all = processes();
  const tree = new Set([root]);
  // Parents come before children but for a wrapped process id; a second pass catches those.
  for (let pass = 0; pass < 2; pass++) for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  return all.filter(({ pid }) => tree.has(pid));
}

function processes(): Process[] {
  return attempt(() => readdirSync("/proc"), [])
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => attempt(() => [parseStat(readFileSync(`/proc/${name}/stat`, "utf8"))], []));
}

/** `pid (command) state parent …`; the 14th and 15th fields are user and system time. */
function parseStat(text: string): Process {
  const end = text.lastIndexOf(")");
  const fields = text.slice(end + 2).split(" ");
  return {
    pid: Number.parseInt(text, 10),
    parent: Number(fields[1]),
    command: text.slice(text.indexOf("(") + 1, end),
    seconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
  };
}

const residentBytes = (pid: number): number =>
  attempt(() => {
    const pss = /^Pss: +(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
    return Number(pss?.[1] ?? 0) * 1_024;
  }, 0);

/** A process may end between being listed and being read. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** Watches a tree while `work` runs. Returns what it gave, the CPU used meanwhile and the most memory seen. */
export async function watched<T>(root: number, work: () => Promise<T>): Promise<{ value: T; use: TreeUse }> {
  const before = treeUse(root);
  let bytes = before.bytes;
  const timer = setInterval(() => {
    bytes = Math.max(bytes, treeUse(root).bytes);
  }, SAMPLE_EVERY_MS);
  try {
    const value = await work();
    const after = treeUse(root);
    return {
      value,
      use: {
        workerdSeconds: after.workerdSeconds - before.workerdSeconds,
        otherSeconds: after.otherSeconds - before.otherSeconds,
        bytes: Math.max(bytes, after.bytes),
      },
    };
  } finally {
    clearInterval(timer);
  }
}
