import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import { listPage } from "../list/money-list.ts";
import { movementPage, payoutSummary } from "../payment/payout/payout-list.ts";
import type { MovementRow, PayoutDetail, PayoutRow } from "../payment/view.ts";
import { listed, listedPayouts } from "./list-query.ts";
import { noCursor, noSuchThing, page } from "./resource.ts";

/** A payout as programs read it: its id names its gateway, which knows it by the reference. */
export interface PayoutResource extends PayoutRow {
  object: "payout";
  reference: string;
}

/** A payout with the sums of all its movements, and the case that it is where those do not sum up to it. */
export interface PayoutDetailResource extends PayoutResource, Pick<PayoutDetail, "sums"> {
  caseId: string | null;
}

/** A movement as programs read it; its case has the same id. */
export interface MovementResource extends Omit<MovementRow, "payout" | "accountName" | "caseResolvedMs"> {
  object: "movement";
  payoutId: string;
  reference: string;
}

/** What gateways paid out, for programs to read. */
export const payoutApi = new Hono<App>()
  .get("/payouts", allow("billing:read"), queryInput(listedPayouts), async (c) => {
    const { limit, cursor, ...filter } = c.req.valid("query");
    const place = cursor === undefined ? null : PAYOUT_PLACE.exec(cursor);
    if (cursor !== undefined && place === null) return noCursor(c);
    const after = { ...(place && { afterMs: Number(place[1]) }), afterId: place?.[2] ?? "" };
    const { rows, next } = await listPage(c.env.DB, "payouts", { ...filter, ...after }, c.get("nowMs"), limit);
    return c.json(page(rows.map(payoutResource), next && `${next.createdMs}:${next.id}`));
  })
  .get("/payouts/:id", allow("billing:read"), async (c) => {
    const found = await summaryOf(c.env.DB, c.req.param("id"));
    if (!found) return noSuchThing(c);
    const { payout, sums, ownCase } = found;
    return c.json({ ...payoutResource(payout), sums, caseId: ownCase?.id ?? null } satisfies PayoutDetailResource);
  })
  .get("/payouts/:id/movements", allow("billing:read"), queryInput(listed), async (c) => {
    const found = await summaryOf(c.env.DB, c.req.param("id"));
    if (!found) return noSuchThing(c);
    const { limit, cursor } = c.req.valid("query");
    const place = cursor === undefined ? null : MOVEMENT_PLACE.exec(cursor);
    if (cursor !== undefined && place === null) return noCursor(c);
    const after = place && { matched: place[1] === "1", id: place[2] ?? "" };
    // One more than is shown tells whether there is more.
    const rows = await movementPage(c.env.DB, found.payout, after, limit + 1);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return c.json(page(shown.map(movementResource), last ? `${Number(last.matched)}:${last.id}` : null));
  });

const PAYOUT_PLACE = /^(\d{1,16}):(\S{1,60} \S{1,255})$/;
const MOVEMENT_PLACE = /^([01]):(\S{1,255})$/;
const ID = /^([^:]{1,60}):(.{1,255})$/;

/** The payout that an id of ours names; null when there is none. */
async function summaryOf(db: D1Database, id: string) {
  const [, gateway, reference] = ID.exec(id) ?? [];
  return gateway && reference ? payoutSummary(db, gateway, reference) : null;
}

const payoutResource = ({ id: reference, gateway, ...row }: PayoutRow): PayoutResource => ({
  ...{ id: `${gateway}:${reference}`, object: "payout", gateway, reference },
  ...row,
});

function movementResource(row: MovementRow): MovementResource {
  const { id: reference, gateway, payout, accountName: _, caseResolvedMs: __, ...rest } = row;
  const ids = { id: `${gateway}:${reference}`, payoutId: `${gateway}:${payout}`, gateway, reference };
  return { object: "movement", ...ids, ...rest };
}
