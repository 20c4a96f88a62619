import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import { type Company, companySchema } from "../company/company.ts";
import { companyVersions, readCompany } from "../company/company-book.ts";
import { changeCompany } from "../company/company-change.ts";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import { type PeriodEvent, periodEvents, readPeriodEvent } from "../ledger/period/close.ts";
import {
  askToReopen,
  closeBooks,
  closing,
  decideOnReopening,
  reopening,
  unknownEntity,
} from "../ledger/period/closing.ts";
import { bookMonths } from "../ledger/period/state.ts";
import type { BookMonths } from "../ledger/view.ts";
import { refused } from "../refusal.ts";
import { listed } from "./list-query.ts";
import { noCursor, noSuchThing, page, pageOf } from "./resource.ts";

/** The company's settings as programs read them. */
export type CompanyResource = Company & { object: "company" };

/** A version of them, with who made it. */
export interface CompanyVersionResource {
  object: "company_version";
  version: number;
  company: Company;
  changedByName: string;
  changedMs: number;
}

/** A legal entity's books: which of their months are open. */
export interface BooksResource extends BookMonths {
  object: "books";
  /** The legal entity's. */
  id: string;
}

/** A closing of a month, or a reopening that a second person agrees to. */
export type PeriodEventResource = PeriodEvent & { object: "period_event" };

/** The company's settings, and the months of its books, for programs. */
export const booksApi = new Hono<App>()
  .get("/company", allow("billing:read"), async (c) => c.json(companyResource(await readCompany(c.env.DB))))
  .get("/company/versions", allow("billing:read"), queryInput(listed), async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const versions = await companyVersions(c.env.DB);
    const last = cursor === undefined ? -1 : versions.findIndex(({ company }) => String(company.version) === cursor);
    if (cursor !== undefined && last === -1) return noCursor(c);
    const shown = versions
      .slice(last + 1, last + 1 + limit)
      .map((each): CompanyVersionResource => ({ object: "company_version", version: each.company.version, ...each }));
    return c.json(page(shown, versions.length > last + 1 + limit ? String(shown.at(-1)?.version) : null));
  })
  .post("/company", allow("billing:settings"), jsonInput(companySchema), async (c) => {
    const saved = await changeCompany(c, c.req.valid("json"));
    return saved.ok ? c.json(companyResource(saved.value)) : refused(c, saved);
  })
  .get("/books", allow("billing:read"), queryInput(listed), async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const { legalEntities } = await readCompany(c.env.DB);
    const ids = [MAIN_ENTITY, ...legalEntities.map(({ id }) => id)];
    const last = cursor === undefined ? -1 : ids.indexOf(cursor);
    if (cursor !== undefined && last === -1) return noCursor(c);
    const shown = ids.slice(last + 1, last + 2 + limit);
    return c.json(pageOf(await Promise.all(shown.map((id) => booksOf(c.env.DB, id, c.get("nowMs")))), limit));
  })
  .get("/books/:id", allow("billing:read"), async (c) => {
    const id = c.req.param("id");
    if (await unknownEntity(c.env.DB, id)) return noSuchThing(c);
    return c.json(await booksOf(c.env.DB, id, c.get("nowMs")));
  })
  .get("/books/:id/events", allow("billing:read"), queryInput(listed), async (c) => {
    const id = c.req.param("id");
    if (await unknownEntity(c.env.DB, id)) return noSuchThing(c);
    const { limit, cursor } = c.req.valid("query");
    const events = await periodEvents(c.env.DB, id);
    const last = cursor === undefined ? -1 : events.findIndex((event) => event.id === cursor);
    if (cursor !== undefined && last === -1) return noCursor(c);
    return c.json(pageOf(events.slice(last + 1).map(eventResource), limit));
  })
  .post("/books/:id/close", allow("billing:close"), jsonInput(closing), async (c) => {
    const id = c.req.param("id");
    const closed = await closeBooks(c, id, c.req.valid("json"));
    return closed.ok ? c.json(await booksOf(c.env.DB, id, c.get("nowMs"))) : refused(c, closed);
  })
  .post("/books/:id/reopen", allow("billing:close"), jsonInput(reopening), async (c) => {
    const asked = await askToReopen(c, c.req.param("id"), c.req.valid("json"));
    return asked.ok ? c.json(eventResource(asked.value), 201) : refused(c, asked);
  })
  .get("/period_events/:id", allow("billing:read"), async (c) => {
    const found = await readPeriodEvent(c.env.DB, c.req.param("id"));
    return found ? c.json(eventResource(found)) : noSuchThing(c);
  })
  .post("/period_events/:id/approve", allow("billing:close"), async (c) => {
    const decided = await decideOnReopening(c, c.req.param("id"), true);
    return decided instanceof Response ? decided : c.json(eventResource(decided));
  })
  .post("/period_events/:id/decline", allow("billing:close"), async (c) => {
    const decided = await decideOnReopening(c, c.req.param("id"), false);
    return decided instanceof Response ? decided : c.json(eventResource(decided));
  });

const companyResource = (company: Company): CompanyResource => ({ object: "company", ...company });

const eventResource = ({ id, ...event }: PeriodEvent): PeriodEventResource => ({
  id,
  object: "period_event",
  ...event,
});

const booksOf = async (db: D1Database, id: string, nowMs: number): Promise<BooksResource> => ({
  ...{ object: "books", id },
  ...(await bookMonths(db, id, nowMs)),
});
