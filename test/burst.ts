import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorEnvelope } from "./envelope-text.ts";
import type { TestProject } from "./project.ts";
import type { TestServer } from "./server.ts";

/** One event on its way, and the id that tells it apart. */
export interface Sending {
  id: string;
  bytes: Buffer<ArrayBuffer>;
}

/** Requests that a burst has under way at once. */
const CLIENTS = 48;

/** So many events of `kinds` sorts, each from one of a hundred users, a second apart in the last hours. */
export function eventsOf(count: number, kinds: number): Sending[] {
  const firstSeconds = Math.floor(Date.now() / 1_000) - count;
  return Array.from({ length: count }, (_, i) =>
    errorEnvelope(`Kind${String(i % kinds).padStart(2, "0")}`, {
      timestamp: firstSeconds + i,
      user: { id: `user ${i % 100}` },
      release: `shop@${1 + Math.floor((i * 4) / count)}.0.0`,
    }),
  );
}

/**
 * Sends from many clients at once. Returns the ids that the server said it has, in the order in which it did;
 * `onAcknowledged` hears how many that is. A request that fails is left at that.
 */
export async function burst(
  project: TestProject,
  sendings: readonly Sending[],
  onAcknowledged: (count: number) => void = () => {},
): Promise<string[]> {
  const acknowledged: string[] = [];
  const queue = sendings.values();
  const client = async (): Promise<void> => {
    for (const { id, bytes } of queue) {
      const answer = await project.post("envelope/", bytes).catch(() => null);
      const body = await answer?.json().catch(() => null);
      if (answer?.status !== 200 || body === null) continue;
      acknowledged.push(id);
      onAcknowledged(acknowledged.length);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return acknowledged;
}

/** The ids of everything that the project's issues list, repeats included. */
export async function keptIds(project: TestProject): Promise<string[]> {
  const issues = await project.issues();
  return (await Promise.all(issues.map((issue) => project.eventIds(issue.id)))).flat();
}

/** The process that serves: the supervisor only starts it. */
export const workerdPid = (server: TestServer): number =>
  Number(readFileSync(join(server.dataDirectory, "workerd.pid"), "utf8"));

/** Ends supervisor and workerd in the same moment, without a chance to finish anything. */
export async function pullThePlug(server: TestServer): Promise<void> {
  for (const pid of [server.pid, workerdPid(server)]) process.kill(pid, "SIGKILL");
  await server.kill9();
}

/** A shuffled copy; the same for the same seed. */
export function shuffled<Element>(elements: readonly Element[], seed: number): Element[] {
  const random = randomFrom(seed);
  const copy = [...elements];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [copy[i], copy[j]] = [copy[j] as Element, copy[i] as Element]; // both indices are within the list
  }
  return copy;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), bits | 61)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}
