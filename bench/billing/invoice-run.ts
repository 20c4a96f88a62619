import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Workerd } from "../../bin/embedded/workerd.ts";
import { WORK_DIRECTORY } from "../../bin/paths.ts";
import type { JobView } from "../../workers/billing/job/view.ts";
import type { Figure } from "../figure.ts";
import { type ScriptServer, startScript } from "../script-server.ts";
import { DUE_SCRIPT, dueAccounts, inBatches, timedS } from "./due/seed.ts";

const SIZES = [2_500, 5_000, 10_000];
const SHORT_SIZES = [500, 1_000];
const BAR_S = 60;
/** Slower by so much per account at the largest size than at the smallest is not linear any more. */
const LINEAR = 1.5;
/** Accounts of a run before, after which the server is warm. */
const WARM_UP = 400;

/**
 * The bulk invoice run: every account has a renewal that is due and that no alarm bills. The largest run is cut off by
 * kill -9 in the middle and goes on; afterwards every account has one invoice and the numbers have no gap.
 */
export async function measureInvoiceRun(short: boolean): Promise<Figure[]> {
  const sizes = short ? SHORT_SIZES : SIZES;
  const seeded = await dueAccounts([WARM_UP, ...sizes]);
  const workerd = new Workerd(join(WORK_DIRECTORY, "bench", "invoice-run.pid"));
  await using server = await startScript("invoice-run", DUE_SCRIPT, { copyOf: seeded });
  const callS =
    (await timedS(() => inBatches(WARM_UP, (part) => server.ask(`/bench/call/${WARM_UP}/${part}`)))) / WARM_UP;
  await finish(server, await startRun(server, WARM_UP), WARM_UP);
  const figures: Figure[] = [];
  const perAccount: number[] = [];
  for (const size of sizes) {
    const run = await startRun(server, size);
    const killed = size === sizes.at(-1) ? await cutOff(server, workerd, run, size) : 0;
    const seconds = killed + (await timedS(() => finish(server, run, size)));
    perAccount.push(seconds / size);
    console.log(`${size} accounts in ${seconds.toFixed(1)} s, ${((1_000 * seconds) / size).toFixed(2)} ms each`);
    figures.push({
      name: `invoice run of ${size.toLocaleString("en")} accounts${killed > 0 ? ", killed amid it, the pause left out" : ""}`,
      value: seconds,
      unit: "s",
      floor: { name: "a bare call per account", value: callS * size },
      ...(size === 10_000 && { bar: { atMost: BAR_S, of: "value" as const } }),
    });
  }
  await checkInvoices(server, [WARM_UP, ...sizes]);
  const ratio = (perAccount.at(-1) ?? 0) / (perAccount[0] ?? 0);
  figures.push({ name: "time per account, largest to smallest run", value: ratio, unit: "×", bar: { atMost: LINEAR } });
  return figures;
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

/** Drives a run to its end. Throws unless every account says that it was billed one invoice. */
async function finish(server: ScriptServer, run: string, size: number): Promise<void> {
  for (;;) {
    const { status, counts, sums } = await drive(server, run);
    if (status === "running") continue;
    const [only, other] = counts;
    const billed = only?.status === "done" && only.rows === size && !other && sums[0]?.items === size;
    if (status !== "done" || !billed) throw new Error(`the run is ${status}: ${JSON.stringify({ counts, sums })}`);
    return;
  }
}

const drive = (server: ScriptServer, run: string) => post<JobView>(server, `/jobs/${run}/drive`, {});

const doneOf = ({ counts }: JobView): number =>
  counts.reduce((sum, { status, rows }) => sum + (status === "waiting" ? 0 : rows), 0);

/** Every account exactly one invoice, numbers from 1 on without a gap. */
async function checkInvoices(server: ScriptServer, sizes: number[]): Promise<void> {
  const invoices = await server.ask<{ accountId: string; number: string | null }[]>("/bench/invoices");
  const accounts = sizes.reduce((sum, size) => sum + size, 0);
  const billed = new Set(invoices.map(({ accountId }) => accountId)).size;
  if (billed !== accounts || invoices.length !== accounts) {
    throw new Error(`${billed} of ${accounts} accounts have ${invoices.length} invoices`);
  }
  const numbers = invoices.map(({ number }) => Number(number?.replace(/\D/g, ""))).sort((one, other) => one - other);
  const gap = numbers.findIndex((number, index) => number !== index + 1);
  if (gap !== -1) throw new Error(`invoice ${gap + 1} has the number ${numbers[gap]}`);
  console.log(`${accounts} accounts have one invoice each, with the numbers 1 to ${numbers.at(-1)}`);
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
