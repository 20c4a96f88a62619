import { SECOND_MS } from "../kit/time.ts";
import type { Batch, CommitReply, Submission, Verdict } from "./arrival.ts";
import type { OutcomeCount } from "./outcome.ts";

/** Requests and bytes that one call to a project's object carries at most; a call may be 32 MiB. */
export const BATCH_REQUESTS = 256;
export const BATCH_BYTES = 8 * 1024 * 1024;
/** How long a request that was passed the lead gathers others: requests are arriving faster than calls are answered. */
export const GATHER_MS = 4;
/** A request that hears nothing for this long commits alone: who led its batch may be gone. */
export const FOLLOW_MS = 3 * SECOND_MS;

/** What a batch says of its project beside the submissions. */
export type BatchHead = Pick<Batch, "projectId" | "nowMs" | "retentionDays" | "maxEvents">;

/** Commits a batch; null when the project is gone. */
export type Commit = (batch: Batch) => Promise<CommitReply | null>;

interface Waiting {
  submission: Submission;
  bodies: Uint8Array[];
  bytes: number;
  /** Ends the wait: with its verdict, with an error, or with the order to lead the next batch. */
  wake: (outcome: Outcome) => void;
}

type Outcome = { verdict: Verdict | null; outcomes: OutcomeCount[] } | { error: unknown } | "lead";

/**
 * Group commit: while one call to a project's object is under way, the isolate's further requests for that project
 * queue; the next call carries them all. The first request leads, then passes the lead to the first that waits, so
 * that each call is made by a request that is in it. A busy project costs one call per batch, a quiet one waits for nobody.
 */
export class GroupCommit {
  #queue: Waiting[] = [];
  #leading = false;

  /**
   * Commits one submission, durable when it returns; null when the project is gone. Returns the outcomes of the whole
   * batch to the request that led it, none to the others. Throws when the object could not be reached.
   */
  async submit(
    commit: Commit,
    head: BatchHead,
    submission: Submission,
    bodies: Uint8Array[],
  ): Promise<{ verdict: Verdict | null; outcomes: OutcomeCount[] }> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
    const own: Waiting = { submission, bodies, bytes, wake: resolve };
    if (!this.#leading) return this.#lead(commit, head, own);
    this.#queue.push(own);
    const outcome = await withinTime(promise);
    if (outcome === "lead") {
      await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      return this.#lead(commit, head, own);
    }
    if (outcome === "time-out") return this.#alone(commit, head, own);
    if ("error" in outcome) throw outcome.error;
    return outcome;
  }

  async #lead(commit: Commit, head: BatchHead, own: Waiting) {
    this.#leading = true;
    const batch = this.#batchWith(own);
    try {
      const reply = await commit(toBatch(head, batch));
      batch.forEach((waiting, i) => {
        waiting.wake({ verdict: reply?.verdicts[i] ?? null, outcomes: [] });
      });
      return { verdict: reply?.verdicts[0] ?? null, outcomes: reply?.outcomes ?? [] };
    } catch (error) {
      for (const waiting of batch) waiting.wake({ error });
      throw error;
    } finally {
      const next = this.#queue.shift();
      this.#leading = next !== undefined;
      next?.wake("lead");
    }
  }

  /** Commits outside the queue. If its batch did go through after all, the object sees a repeat. */
  async #alone(commit: Commit, head: BatchHead, own: Waiting) {
    this.#queue = this.#queue.filter((waiting) => waiting !== own);
    this.#leading = false;
    const reply = await commit(toBatch(head, [own]));
    return { verdict: reply?.verdicts[0] ?? null, outcomes: reply?.outcomes ?? [] };
  }

  /** The leader's own submission, then as many of the queue as fit. */
  #batchWith(own: Waiting): Waiting[] {
    let bytes = own.bytes;
    let count = 0;
    for (const waiting of this.#queue) {
      bytes += waiting.bytes;
      if (count === BATCH_REQUESTS - 1 || bytes > BATCH_BYTES) break;
      count += 1;
    }
    return [own, ...this.#queue.splice(0, count)];
  }
}

function toBatch(head: BatchHead, batch: readonly Waiting[]): Batch {
  const bodies = new Uint8Array(batch.reduce((sum, waiting) => sum + waiting.bytes, 0));
  let at = 0;
  for (const body of batch.flatMap((waiting) => waiting.bodies)) {
    bodies.set(body, at);
    at += body.length;
  }
  return { ...head, submissions: batch.map((waiting) => waiting.submission), bodies };
}

/** The timer also keeps the waiting request alive for the runtime, which ends one that waits for no I/O of its own. */
async function withinTime(outcome: Promise<Outcome>): Promise<Outcome | "time-out"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOut = new Promise<"time-out">((resolve) => {
    timer = setTimeout(resolve, FOLLOW_MS, "time-out");
  });
  const first = await Promise.race([outcome, timeOut]);
  clearTimeout(timer);
  return first;
}
