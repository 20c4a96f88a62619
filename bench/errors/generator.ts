import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { envelopeHead, issueText, randomFrom } from "./event.ts";
import { type Load, type LoadReport, type Pace, quantiles } from "./load.ts";

/** Above this many issues their texts are made when needed, not kept. */
const KEPT_TEXTS = 2_000;
/** How often due events are sent. */
const TICK_MS = 2;
/** Connections of an open load; what is due beyond them waits, and its latency counts the wait. */
const OPEN_CONNECTIONS = 256;
/** How long answers may take after the last event was sent. */
const DRAIN_MS = 20_000;
/** How uneven issues are: the share of events that the first half of them gets is `0.5 ** (1 / SKEW)`. */
const SKEW = 3;
const USERS = 5_000;
const DAY_MS = 86_400_000;

process.once("message", (load: Load) => {
  void generate(load).then((report) => process.send?.(report));
});

async function generate(load: Load): Promise<LoadReport> {
  const { pace } = load;
  const connections = pace.kind === "open" ? OPEN_CONNECTIONS : pace.connections;
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: "fifo" });
  const targets = load.urls.map((url) => optionsOf(new URL(url), agent));
  const nextBody = bodies(load);
  const latencies: number[] = [];
  let sent = 0;
  let answered = 0;
  let accepted = 0;
  let bytes = 0;

  const send = (dueMs: number): Promise<void> =>
    new Promise((resolve) => {
      const [head, text] = nextBody(sent);
      const length = head.length + text.length;
      bytes += length;
      const end = (ok: boolean) => {
        latencies.push(performance.now() - dueMs);
        answered += 1;
        if (ok) accepted += 1;
        resolve();
      };
      const target = targets[sent++ % targets.length];
      const sending = request(
        { ...target, headers: { "content-type": "text/plain", "content-length": length } },
        (answer) => {
          answer.resume().once("end", () => end(answer.statusCode === 200));
        },
      );
      sending.once("error", () => end(false));
      sending.write(head, "latin1");
      sending.end(text);
    });

  const cpuBefore = process.cpuUsage();
  const beganMs = performance.now();
  await paced(pace, beganMs, send, () => sent);
  const drainUntilMs = performance.now() + DRAIN_MS;
  while (answered < sent && performance.now() < drainUntilMs) await sleep(TICK_MS);
  const seconds = (performance.now() - beganMs) / 1_000;
  const cpu = process.cpuUsage(cpuBefore);
  agent.destroy();
  return {
    accepted,
    refused: sent - accepted,
    seconds,
    latencyMs: quantiles(latencies),
    bodyBytes: Math.round(bytes / Math.max(1, sent)),
    generatorCpuSeconds: (cpu.user + cpu.system) / 1e6,
  };
}

/** Calls `send` as the pace demands, until its time or number is over. */
async function paced(pace: Pace, beganMs: number, send: (dueMs: number) => Promise<void>, sent: () => number) {
  if (pace.kind === "open") {
    const total = pace.perSecond * pace.seconds;
    while (sent() < total) {
      const due = Math.min(total, ((performance.now() - beganMs) * pace.perSecond) / 1_000);
      while (sent() < due) void send(beganMs + (sent() * 1_000) / pace.perSecond);
      await sleep(TICK_MS);
    }
    return;
  }
  const goesOn = (): boolean =>
    pace.kind === "count" ? sent() < pace.events : performance.now() - beganMs < pace.seconds * 1_000;
  const loop = async (): Promise<void> => {
    while (goesOn()) await send(performance.now());
  };
  await Promise.all(Array.from({ length: pace.connections }, loop));
}

/** Gives the head and the rest of the nth body. */
function bodies({ issues, firstIssue, bytes, days }: Load): (n: number) => [head: string, text: Buffer] {
  const random = randomFrom(process.pid);
  const textOf = (issue: number): Buffer => Buffer.from(`${issueText(firstIssue + issue, bytes)}\n`);
  const kept = issues <= KEPT_TEXTS ? Array.from({ length: issues }, (_, issue) => textOf(issue)) : [];
  const run = (BigInt(Date.now()) * 1_000_000n + BigInt(process.pid % 1_000_000)).toString(16).padStart(20, "0");
  return (n) => {
    const issue = n < issues ? n : Math.floor(issues * random() ** SKEW);
    const eventId = `${run}${n.toString(16).padStart(12, "0")}`;
    const atMs = Date.now() - Math.floor(random() * days * DAY_MS);
    const head = envelopeHead(eventId, atMs, Math.floor(random() * USERS));
    return [head, kept[issue] ?? textOf(issue)];
  };
}

const optionsOf = (url: URL, agent: Agent) => ({
  host: url.hostname,
  port: url.port,
  path: `${url.pathname}${url.search}`,
  method: "POST",
  agent,
});
