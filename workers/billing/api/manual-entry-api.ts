import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { unknownEntity } from "../company/known-entity.ts";
import {
  askEntry,
  decideEntry,
  reverseEntry,
  reversing,
  settleEntry,
  settling,
  writing,
} from "../ledger/period/by-hand.ts";
import { type ManualEntry, manualPage, readEntry } from "../ledger/period/manual.ts";
import { refused } from "../refusal.ts";
import { listedManual } from "./list-query.ts";
import { noCursor, noSuchThing, page } from "./resource.ts";

/** An entry made by hand as programs read it. */
export type ManualEntryResource = ManualEntry & { object: "manual_entry" };

const PLACE = /^(\d{1,16}):([\w-]{1,64})$/;

/** Entries made by hand, for programs: asked for, read, decided by a second person, settled and reversed. */
export const manualEntryApi = new Hono<App>()
  .get("/manual_entries", allow("billing:read"), queryInput(listedManual), async (c) => {
    const { limit, cursor, ...filter } = c.req.valid("query");
    const place = cursor === undefined ? null : PLACE.exec(cursor);
    if (cursor !== undefined && place === null) return noCursor(c);
    const unknown = await unknownEntity(c, filter.entity ?? null);
    if (unknown) return unknown;
    const after = place && { askedMs: Number(place[1]), id: place[2] ?? "" };
    // One more than is shown tells whether there is more.
    const found = await manualPage(c.env.DB, { ...filter, after }, limit + 1);
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return c.json(page(shown.map(entryResource), last ? `${last.askedMs}:${last.id}` : null));
  })
  .get("/manual_entries/:id", allow("billing:read"), async (c) => {
    const found = await readEntry(c.env.DB, c.req.param("id"));
    return found ? c.json(entryResource(found)) : noSuchThing(c);
  })
  .post("/manual_entries", allow("billing:close"), jsonInput(writing), async (c) => {
    const asked = await askEntry(c, c.req.valid("json"));
    return asked.ok ? c.json(entryResource(asked.value), 201) : refused(c, asked);
  })
  .post("/manual_entries/:id/approve", allow("billing:close"), async (c) => {
    const decided = await decideEntry(c, c.req.param("id"), true);
    return decided instanceof Response ? decided : c.json(entryResource(decided));
  })
  .post("/manual_entries/:id/decline", allow("billing:close"), async (c) => {
    const decided = await decideEntry(c, c.req.param("id"), false);
    return decided instanceof Response ? decided : c.json(entryResource(decided));
  })
  .post("/manual_entries/:id/settle", allow("billing:close"), jsonInput(settling), async (c) => {
    const settled = await settleEntry(c, c.req.param("id"), c.req.valid("json"));
    return settled.ok ? c.json(entryResource(settled.value)) : refused(c, settled);
  })
  .post("/manual_entries/:id/reverse", allow("billing:close"), jsonInput(reversing), async (c) => {
    const asked = await reverseEntry(c, c.req.param("id"), c.req.valid("json"));
    return asked.ok ? c.json(entryResource(asked.value), 201) : refused(c, asked);
  });

const entryResource = ({ id, ...entry }: ManualEntry): ManualEntryResource => ({
  ...{ id, object: "manual_entry" },
  ...entry,
});
