import { WorkerEntrypoint } from "cloudflare:workers";
import { getPath } from "hono/utils/url";
import { ingestApp, isIngest } from "./errors/ingest/ingest.ts";
import { forgetCachedKeys } from "./errors/ingest/project-key.ts";

interface GateEnv extends Env {
  APIARY: Fetcher;
}

/**
 * Requests with a body between two full collections of garbage. Each leaves some objects of the runtime's behind that nothing else frees, at about
 * two microseconds each. V8's own rhythm lets them pile up, for pauses of 80 ms and more.
 */
const COLLECT_EVERY = 1_000;

let taken = 0;

/**
 * What stands at the embedded server's port: it answers what apps send, in an isolate that holds little else, and passes all else on. So a
 * collection of garbage walks through a small heap, and the requests of that moment hardly wait.
 */
export default {
  fetch(request: Request, env: GateEnv, ctx: ExecutionContext): Response | Promise<Response> {
    if (!isIngest(getPath(request))) return env.APIARY.fetch(request);
    if (request.method === "POST") taken += 1;
    if (taken === COLLECT_EVERY) {
      taken = 0;
      globalThis.gc?.({ type: "major", execution: "sync" });
    }
    return ingestApp.fetch(request, env, ctx);
  },
};

/** Through which the Worker behind the gate tells it what changed. */
export class News extends WorkerEntrypoint {
  /** Keys or what belongs to them were changed: they are read again. */
  forgetKeys(): void {
    forgetCachedKeys();
  }
}
