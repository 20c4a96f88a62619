import { joined } from "../../kit/bytes.ts";
import { SECOND_MS } from "../../kit/time.ts";
import { type EventBody, packFrames } from "../event/body-frame.ts";
import type { OutcomeCount } from "../outcome.ts";
import type { Batch, CommitReply, Submission, Verdict } from "./arrival.ts";
import { ShardUnavailable } from "./shard-call.ts";

/** Requests and bytes that one call to a project's object carries at most; a call may be 32 MiB. */
export const BATCH_REQUESTS = 256;
export const BATCH_BYTES = 8 * 1024 * 1024;
/** How long a request that was passed the lead gathers others: requests are arriving faster than calls are answered. */
export const GATHER_MS = 4;
/** So many that wait are a batch by themselves: nobody gathers more. */
export const ENOUGH = 16;
/** A request that waits this long for someone to lead takes the lead: who had it may be gone. */
export const FOLLOW_MS = 3 * SECOND_MS;
/** A request whose batch is under way for this long commits alone: who made the call may be gone. */
export const CALL_MS = 10 * SECOND_MS;

/** What a batch says of its project beside the submissions. */
export type BatchHead = Pick<Batch, "projectId" | "nowMs" | "retentionDays" | "maxEvents">;

/** Commits a batch; null when the project is gone. */
export type Commit = (batch: Batch) => Promise<CommitReply | null>;

/** The bodies of one submission, in the order of its events and of its held items. */
export interface Bodies {
  events: EventBody[];
  /** Compressed. */
  held: Uint8Array[];
}

export const NO_BODIES: Readonly<Bodies> = { events: [], held: [] };

/** How many bytes the bodies have. */
export const bytesOf = ({ events, held }: Bodies): number =>
  held.reduce((sum, body) => sum + body.length, 0) + events.reduce((sum, body) => sum + body.bytes.length, 0);

interface Waiting {
  submission: Submission;
  bodies: Bodies;
  /** Of the bodies and, roughly, of everything else. */
  weight: number;
  /** Ends the wait: with its verdict, with an error, or with the order to lead the next batch. */
  wake: (outcome: Outcome) => void;
}

type Outcome = Committed | { error: unknown } | "lead" | "alone";

/** What became of a request, and to the one that led a batch the outcomes of it all. */
interface Committed {
  verdict: Verdict | null;
  outcomes: OutcomeCount[];
}

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
  async submit(commit: Commit, head: BatchHead, submission: Submission, bodies: Bodies): Promise<Committed> {
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const own: Waiting = { submission, bodies, weight: bytesOf(bodies) + weightOf(submission), wake: resolve };
    if (!this.#leading) return this.#lead(commit, head, own);
    this.#queue.push(own);
    let outcome = await within(FOLLOW_MS, promise);
    if (outcome === "time-out" && this.#leave(own)) return this.#lead(commit, head, own);
    if (outcome === "time-out") outcome = await within(CALL_MS, promise);
    if (outcome === "lead") {
      if (this.#queue.length < ENOUGH) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      return this.#lead(commit, head, own);
    }
    if (outcome === "time-out" || outcome === "alone") return committed(await commit(toBatch(head, [own])));
    if ("error" in outcome) throw outcome.error;
    return outcome;
  }

  async #lead(commit: Commit, head: BatchHead, own: Waiting): Promise<Committed> {
    this.#leading = true;
    const batch = this.#batchWith(own);
    try {
      const reply = await commit(toBatch(head, batch));
      batch.forEach((waiting, i) => {
        waiting.wake({ verdict: reply?.verdicts[i] ?? null, outcomes: [] });
      });
      return committed(reply);
    } catch (error) {
      // What the object refuses may be one of the batch only; what is out of reach is so for all.
      const rest: Outcome = error instanceof ShardUnavailable ? { error } : "alone";
      for (const waiting of batch) waiting.wake(rest);
      if (rest === "alone" && batch.length > 1) return committed(await commit(toBatch(head, [own])));
      throw error;
    } finally {
      const next = this.#queue.shift();
      this.#leading = next !== undefined;
      next?.wake("lead");
    }
  }

  /** Takes a request out of the queue; false when a batch has taken it already. */
  #leave(own: Waiting): boolean {
    const at = this.#queue.indexOf(own);
    if (at >= 0) this.#queue.splice(at, 1);
    return at >= 0;
  }

  /** The leader's own submission, then as many of the queue as fit. */
  #batchWith(own: Waiting): Waiting[] {
    let weight = own.weight;
    let count = 0;
    for (const waiting of this.#queue) {
      weight += waiting.weight;
      if (count === BATCH_REQUESTS - 1 || weight > BATCH_BYTES) break;
      count += 1;
    }
    return [own, ...this.#queue.splice(0, count)];
  }
}

function toBatch(head: BatchHead, batch: readonly Waiting[]): Batch {
  const { frames, parts } = packFrames(batch.flatMap(({ bodies }) => bodies.events));
  const bodies = joined([...parts, ...batch.flatMap(({ bodies }) => bodies.held)]);
  return { ...head, submissions: batch.map((waiting) => waiting.submission), frames, bodies };
}

const committed = (reply: CommitReply | null): Committed => ({
  verdict: reply?.verdicts[0] ?? null,
  outcomes: reply?.outcomes ?? [],
});

/** What a submission's items weigh in a call, rounded up: names, tags and texts have limits. */
const weightOf = (s: Submission): number =>
  s.events.length * 8_192 +
  s.held.length * 512 +
  s.attachments.length * 1_024 +
  s.sessions.length * 512 +
  s.aggregates.reduce((sum, item) => sum + item.aggregates.length * 256, 0) +
  (s.checkIns.length + s.clientReports.length) * 4_096 +
  s.feedback.length * 8_192;

/** The timer also keeps the waiting request alive for the runtime, which ends one that waits for no I/O of its own. */
async function within(limitMs: number, outcome: Promise<Outcome>): Promise<Outcome | "time-out"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOut = new Promise<"time-out">((resolve) => {
    timer = setTimeout(resolve, limitMs, "time-out");
  });
  const first = await Promise.race([outcome, timeOut]);
  clearTimeout(timer);
  return first;
}
