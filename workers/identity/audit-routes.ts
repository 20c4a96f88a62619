import { Hono } from "hono";
import * as z from "zod";
import { AUDIT_LOG_NAME, type AuditEntry } from "../../durable-objects/audit-log/entry.ts";
import { allow } from "../front/access.ts";
import type { App } from "../front/context.ts";
import { queryInput } from "../front/input.ts";
import type { AuditEntryView, AuditVerification } from "./view.ts";

const FILTER_CHARS_MAX = 254;

const Page = z.object({
  /** An entry's number: the page holds what is older. */
  cursor: z.coerce.number().int().positive().optional(),
  action: z.string().min(1).max(FILTER_CHARS_MAX).optional(),
  actor: z.string().min(1).max(FILTER_CHARS_MAX).optional(),
});

/** The audit log: pages of it, and the verification of its whole chain. */
export const auditRoutes = new Hono<App>()
  .get("/audit", allow("audit:read"), queryInput(Page), async (c) => {
    const { cursor = null, action, actor } = c.req.valid("query");
    const filter = { ...(action && { action }), ...(actor && { actor }) };
    const page = await auditLog(c.env).page(cursor, filter);
    const nextCursor = page.nextCursor === null ? null : String(page.nextCursor);
    return c.json<{ entries: AuditEntryView[]; nextCursor: string | null }>({
      entries: page.entries.map(viewOf),
      nextCursor,
    });
  })
  .get("/audit/verify", allow("audit:read"), async (c) => {
    let entries = 0;
    let next: number | null = 1;
    let brokenAt: number | null = null;
    while (next !== null) {
      const part: { checked: number; brokenAt: number | null; next: number | null } = await auditLog(c.env).verify(
        next,
      );
      entries += part.checked;
      ({ brokenAt, next } = part);
    }
    return c.json<AuditVerification>({ ok: brokenAt === null, entries, brokenAt });
  });

const auditLog = (env: Env) => env.AUDIT_LOG.getByName(AUDIT_LOG_NAME);

const viewOf = (entry: AuditEntry): AuditEntryView => ({ ...entry, detail: JSON.parse(entry.detail) });
