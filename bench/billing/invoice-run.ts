import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Workerd } from "../../bin/embedded/workerd.ts";
import { WORK_DIRECTORY } from "../../bin/paths.ts";
import type { JobView } from "../../workers/billing/job/view.ts";
import { DAY_MS } from "../../workers/kit/time.ts";
import type { Figure } from "../figure.ts";
import { type ScriptServer, startScript } from "../script-server.ts";

const SIZES = [2_500, 5_000, 10_000];
const SHORT_SIZES = [500, 1_000];
/** Accounts that one request opens, calls or reads. */
const BATCH = 250;
const BAR_S = 60;
/** Slower by so much per account at the largest size than at the smallest is not linear any more. */
const LINEAR = 1.5;
/** How much longer opening all may take than the first ones promise. */
const OPENING_MARGIN = 1.4;

/**
 * The bulk invoice run: every account has a renewal that is due and that no alarm bills. The largest run is cut off by
 * kill -9 in the middle and goes on; afterwards every account has one invoice and the numbers have no gap.
 */
export async function measureInvoiceRun(short: boolean): Promise<Figure[]> {
  const workerd = new Workerd(join(WORK_DIRECTORY, "bench", "invoice-run.pid"));
  const script = join(import.meta.dirname, "due/worker.ts");
  await using server = await startScript("invoice-run", script, "disk");
  const sizes = short ? SHORT_SIZES : SIZES;
  await open(server, sizes);
  const figures: Figure[] = [];
  const perAccount: number[] = [];
  for (const size of sizes) {
    const callsS = await timed(() => inBatches(size, (part) => server.ask(`/bench/call/${size}/${part}`)));
    const run = await startRun(server, size);
    const killed = size === sizes.at(-1) ? await cutOff(server, workerd, run, size) : 0;
    const seconds = killed + (await timed(() => finish(server, run)));
    perAccount.push(seconds / size);
    figures.push({
      name: `invoice run of ${size.toLocaleString("en")} accounts`,
      value: seconds,
      unit: "s",
      floor: { name: "a bare call per account", value: callsS },
      ...(size === 10_000 && { bar: { atMost: BAR_S, of: "value" as const } }),
    });
  }
  await checkInvoices(server, sizes);
  const ratio = (perAccount.at(-1) ?? 0) / (perAccount[0] ?? 0);
  figures.push({ name: "time per account, largest to smallest run", value: ratio, unit: "×", bar: { atMost: LINEAR } });
  return figures;
}

/** Opens as many accounts of a product as each run bills, and waits until they are due: later than it takes to open all. */
async function open(server: ScriptServer, sizes: number[]): Promise<void> {
  const trialS = await timed(() => server.ask(`/bench/open/0/0/${BATCH}/${Date.now() + DAY_MS}`));
  const accounts = sizes.reduce((sum, size) => sum + size, 0);
  const paidUntilMs = Math.ceil(Date.now() / 1_000 + 5 + (trialS / BATCH) * accounts * OPENING_MARGIN) * 1_000;
  for (const size of sizes) await inBatches(size, (part) => server.ask(`/bench/open/${size}/${part}/${paidUntilMs}`));
  if (Date.now() > paidUntilMs) throw new Error("accounts were due before all were open");
  await sleep(paidUntilMs - Date.now() + 1_000);
}

async function startRun(server: ScriptServer, size: number): Promise<string> {
  const run = { productId: String(size), untilMs: Date.now(), dry: false };
  return (await post<{ id: string }>(server, "/runs", run)).id;
}

/** Drives a run as its page does until half of it is done, and kills the server in a step; gives the seconds in which it ran. */
async function cutOff(server: ScriptServer, workerd: Workerd, run: string, size: number): Promise<number> {
  const beganMs = performance.now();
  while (doneOf(await drive(server, run)) < size / 2);
  const step = drive(server, run).catch(() => null);
  await sleep(300);
  const seconds = (performance.now() - beganMs) / 1_000;
  const { pid } = workerd;
  if (pid === undefined) throw new Error("workerd does not run");
  process.kill(pid, "SIGKILL");
  await step;
  // Miniflare starts it again; whoever was killed is missed once its lease is over.
  for (;;) {
    await sleep(200);
    const job = await drive(server, run).catch(() => null);
    if (job && !job.carried) return seconds;
  }
}

async function finish(server: ScriptServer, run: string): Promise<void> {
  for (;;) {
    const { status, counts } = await drive(server, run);
    if (status === "running") continue;
    const failed = counts.filter(({ status: state }) => state !== "done");
    if (status !== "done" || failed.length > 0) throw new Error(`the run is ${status}: ${JSON.stringify(failed)}`);
    return;
  }
}

const drive = (server: ScriptServer, run: string) => post<JobView>(server, `/jobs/${run}/drive`, {});

const doneOf = ({ counts }: JobView): number =>
  counts.reduce((sum, { status, rows }) => sum + (status === "waiting" ? 0 : rows), 0);

/** Every account exactly one invoice, numbers from 1 on without a gap. */
async function checkInvoices(server: ScriptServer, sizes: number[]): Promise<void> {
  const numbers: number[] = [];
  for (const size of sizes) {
    await inBatches(size, async (part) => {
      for (const billed of await server.ask<(string | null)[][]>(`/bench/billed/${size}/${part}`)) {
        if (billed.length !== 1) throw new Error(`an account of ${size} has ${billed.length} invoices`);
        numbers.push(Number(billed[0]?.replace(/\D/g, "")));
      }
    });
  }
  numbers.sort((a, b) => a - b);
  const gap = numbers.findIndex((number, index) => number !== index + 1);
  if (gap !== -1) throw new Error(`invoice ${gap + 1} has the number ${numbers[gap]}`);
}

/** Stretches of accounts, as the script takes them: where they begin and how many. */
async function inBatches(size: number, work: (part: string) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < size; from += BATCH) await work(`${from}/${Math.min(BATCH, size - from)}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await work();
  return (performance.now() - beganMs) / 1_000;
}

async function post<Answer>(server: ScriptServer, path: string, body: object): Promise<Answer> {
  const answer = await fetch(`${server.url}/console/api/billing${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer; // what the route answers is the type that the caller names
}
