import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { casePage, readCase } from "../payment/case.ts";
import { reopenCase, reopening } from "../payment/case-reopening.ts";
import { resolving, settleCase } from "../payment/case-resolution.ts";
import { paying, payWithCase, recording, recordTransfer, type TransferTaken } from "../payment/transfer/recording.ts";
import type { CaseStatus, MoneyCase } from "../payment/view.ts";
import { refused } from "../refusal.ts";
import { listedCases } from "./list-query.ts";
import { noCursor, noSuchThing, page } from "./resource.ts";

/** A case as programs read it: it says what it is, and whether somebody has to look at it. */
export interface CaseResource extends MoneyCase {
  object: "case";
  status: CaseStatus;
}

/** A transfer that was recorded, as programs read it: what it became. */
export type TransferResource = TransferTaken & { object: "transfer"; bankReference: string };

/** A case as programs read it. */
export const caseResource = ({ id, ...found }: MoneyCase): CaseResource => ({
  ...{ id, object: "case", status: found.resolvedMs === null ? "open" : "resolved" },
  ...found,
});

const PLACE = /^(\d{1,16}):(.{1,300})$/;

/** Money that one side knows and the other does not, for programs: found, read and settled; and what comes in by bank. */
export const caseApi = new Hono<App>()
  .get("/cases", allow("billing:read"), queryInput(listedCases), async (c) => {
    const { limit, cursor, ...filter } = c.req.valid("query");
    const place = cursor === undefined ? null : PLACE.exec(cursor);
    if (cursor !== undefined && place === null) return noCursor(c);
    const after = place && { openedMs: Number(place[1]), id: place[2] ?? "" };
    // One more than is shown tells whether there is more.
    const found = await casePage(c.env.DB, { ...filter, after }, limit + 1);
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return c.json(page(shown.map(caseResource), last ? `${last.openedMs}:${last.id}` : null));
  })
  .get("/cases/:id", allow("billing:read"), async (c) => {
    const found = await readCase(c.env.DB, c.req.param("id"));
    return found ? c.json(caseResource(found)) : noSuchThing(c);
  })
  .post("/cases/:id/resolve", allow("billing:close"), jsonInput(resolving), async (c) => {
    const settled = await settleCase(c, c.req.param("id"), c.req.valid("json"));
    return settled.ok ? c.json(caseResource(settled.value)) : refused(c, settled);
  })
  .post("/cases/:id/reopen", allow("billing:close"), jsonInput(reopening), async (c) => {
    const opened = await reopenCase(c, c.req.param("id"), c.req.valid("json"));
    return opened.ok ? c.json(caseResource(opened.value)) : refused(c, opened);
  })
  .post("/cases/:id/pay", allow("billing:close"), jsonInput(paying), async (c) => {
    const paid = await payWithCase(c, c.req.param("id"), c.req.valid("json"));
    return paid.ok ? c.json(caseResource(paid.value)) : refused(c, paid);
  })
  .post("/transfers", allow("billing:close"), jsonInput(recording), async (c) => {
    const wanted = c.req.valid("json");
    const taken = await recordTransfer(c, wanted);
    if (!taken.ok) return refused(c, taken);
    const { bankReference } = wanted;
    return c.json({ object: "transfer", bankReference, ...taken.value } satisfies TransferResource, 201);
  });
