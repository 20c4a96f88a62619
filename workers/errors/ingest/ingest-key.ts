import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";
import { readCredentials } from "../wire/ingest-auth.ts";
import { emptySubmission } from "./arrival.ts";
import { NO_BODIES } from "./group-commit.ts";
import { submit } from "./ingest-answer.ts";
import { findKey, type IngestKey } from "./project-key.ts";

/**
 * The key that a request may send with, or the answer that refuses it. An unknown project and a wrong key get the
 * same words, so that nobody can find out which projects exist.
 */
export async function authorize(
  c: Context<App>,
  dsn: string | null,
  keyInPath?: string,
): Promise<IngestKey | Response> {
  const query = c.req.query();
  if (keyInPath !== undefined) query.sentry_key = keyInPath;
  const projectId = c.req.param("project") ?? null;
  const credentials = readCredentials({ query, header: c.req.header("x-sentry-auth") ?? null, dsn, projectId });
  if (!credentials.ok) {
    const status = credentials.reason === "missing-key" ? 401 : 403;
    return problem(c, { status, reason: credentials.reason, detail: credentials.detail });
  }
  const key = await findKey(c.env.DB, credentials.value.publicKey, c.get("nowMs"));
  if (key === null || (projectId !== null && String(key.projectId) !== projectId)) {
    const detail = "event submission rejected with_reason: ProjectId";
    return problem(c, { status: 403, reason: "unknown-key", detail });
  }
  if (!originAllowed(key, c.req.header("origin"))) {
    const refused = { outcome: "filtered", category: "default", reason: "origin", quantity: 1, bytes: 0 } as const;
    await submit(c, key, { ...emptySubmission({ id: key.id, limit: key.limit }), outcomes: [refused] }, NO_BODIES);
    return problem(c, { status: 403, reason: "origin", detail: "The project takes no events from this origin." });
  }
  return key;
}

/** Whether a project takes events from a page of this origin; requests without one are from no page. */
function originAllowed({ settings }: IngestKey, origin: string | undefined): boolean {
  const allowed = settings.allowedOrigins;
  if (origin === undefined || allowed.length === 0 || allowed.includes("*")) return true;
  const host = URL.parse(origin)?.host ?? "";
  return allowed.some((entry) =>
    entry.startsWith("*.") ? host.endsWith(entry.slice(1)) : entry === origin || entry === host,
  );
}
