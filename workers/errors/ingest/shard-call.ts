import { shardOf } from "../project/project-shard.ts";
import type { Batch, CommitReply } from "./arrival.ts";

/** Tries of one call: an object that is being moved or restarted answers again within moments. */
const TRIES = 3;
const PAUSE_MS = 50;

/** The project's object is out of reach for now; the client may try again. */
export class ShardUnavailable extends Error {}

/**
 * Commits a batch in the project's object; null when the project is gone. Tries again while the object restarts, which is
 * harmless as it knows what it has seen; throws `ShardUnavailable` when it stays away or is overloaded.
 */
export async function commitToShard(env: Env, batch: Batch): Promise<CommitReply | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await shardOf(env, batch.projectId).commit(batch);
    } catch (error) {
      if (isFlagged(error, "overloaded")) throw new ShardUnavailable("overloaded", { cause: error });
      if (!isFlagged(error, "retryable")) throw error;
      if (attempt === TRIES) throw new ShardUnavailable("restarting", { cause: error });
      await scheduler.wait(PAUSE_MS * attempt * (1 + Math.random()));
    }
  }
}

/** The runtime marks errors of a call that say nothing about what was called. */
const isFlagged = (error: unknown, flag: "retryable" | "overloaded"): boolean =>
  error instanceof Error && Reflect.get(error, flag) === true;
