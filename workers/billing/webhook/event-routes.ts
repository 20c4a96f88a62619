import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { accountBooks } from "../account-client.ts";
import { page as pageOf } from "../api/resource.ts";
import { accountOf } from "../books/record-books.ts";
import { sequenceOf } from "./event.ts";
import { type ListedEvent, listEvents, listedEvents } from "./event-book.ts";
import { eventDetail, withNames } from "./event-detail.ts";
import type { EventList } from "./view.ts";

/** `/billing/v1/events`: what happened, with what it carries, the newest first. */
export const eventApi = new Hono<App>()
  .get("/", allow("billing:read"), queryInput(listedEvents), async (c) => {
    const page = await listEvents(c.env.DB, c.req.valid("query"));
    if (!page) return noSuchPage(c);
    return c.json(pageOf(await carried(c.env, page.events), page.nextCursor));
  })
  .get("/:id", allow("billing:read"), async (c) => {
    const id = c.req.param("id");
    const account = id.startsWith("evt_") ? accountOf(id) : null;
    const [event] = account === null ? [] : await accountBooks(c.env, account).events([sequenceOf(id)]);
    return event ? c.json(event) : noSuchEvent(c);
  });

/** The same for the console: lists without content, and one event with how it was delivered. */
export const eventRoutes = new Hono<App>()
  .get("/", allow("billing:read"), queryInput(listedEvents), async (c) => {
    const page = await listEvents(c.env.DB, c.req.valid("query"));
    if (!page) return noSuchPage(c);
    return c.json<EventList>({ rows: await withNames(c.env.DB, page.events), nextCursor: page.nextCursor });
  })
  .get("/:id", allow("billing:read"), async (c) => {
    const id = c.req.param("id");
    const account = id.startsWith("evt_") ? accountOf(id) : null;
    const found = account === null ? null : await eventDetail(c.env, account, sequenceOf(id));
    return found ? c.json(found) : noSuchEvent(c);
  });

/** Events with their content, each account's object asked once; one whose content is kept no longer is left out. */
async function carried(env: Env, entries: readonly ListedEvent[]): Promise<object[]> {
  const byAccount = Map.groupBy(entries, ({ accountId }) => accountId);
  const read = await Promise.all(
    [...byAccount].map(([accountId, own]) => accountBooks(env, accountId).events(own.map(({ sequence }) => sequence))),
  );
  const events = new Map(read.flat().map((event) => [`${event.account}/${event.sequence}`, event]));
  return entries.flatMap(({ accountId, sequence }) => events.get(`${accountId}/${sequence}`) ?? []);
}

const noSuchEvent = (c: Context<App>) =>
  problem(c, { status: 404, reason: "not-found", detail: "There is no event of that id, or it is past its time." });

const noSuchPage = (c: Context<App>) => {
  const detail = "This is no cursor of a list of events.";
  return problem(c, { status: 422, reason: "invalid-cursor", detail, fields: { cursor: detail } });
};
