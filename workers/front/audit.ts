import type { Context } from "hono";
import { AUDIT_LOG_NAME, type AuditEvent } from "../../durable-objects/audit-log/entry.ts";
import { canonicalJson, type JsonObject } from "../kit/json.ts";
import type { Actor, App } from "./context.ts";

/** What a caller says of an action; who, when and in which request are the request's. */
export interface Audited {
  /** Noun and past participle: `project.created`. */
  action: string;
  /** Kind and id: `project:12`. */
  target: string;
  detail?: JsonObject;
}

/**
 * Writes an audit entry; call it before the change that it describes, so that no change goes unrecorded. The actor is
 * the request's; sign-in, where nobody is signed in yet, names the person itself.
 */
export async function audit(
  c: Context<App>,
  entry: Audited,
  by: Omit<Actor, "scopes"> = c.get("actor"),
): Promise<void> {
  const event: AuditEvent = {
    atMs: c.get("nowMs"),
    actor: { kind: by.kind, id: by.id, name: by.name },
    action: entry.action,
    target: entry.target,
    detail: canonicalJson(entry.detail ?? {}),
    requestId: c.get("requestId"),
  };
  await c.env.AUDIT_LOG.getByName(AUDIT_LOG_NAME).append([event]);
}
