import { accountBooks } from "../account-client.ts";
import { type EndpointRecord, listEndpoints } from "./endpoint-book.ts";
import { eventId } from "./event.ts";
import { findEvent, type ListedEvent } from "./event-book.ts";
import { lanesOf } from "./lane-list.ts";
import { standingOf } from "./standing.ts";
import { triesOf } from "./try-book.ts";
import { tryView } from "./try-view.ts";
import type { EventDetail, EventRow } from "./view.ts";

/** An event with what it carries and how it stands at each endpoint that chose it; null when it is listed no longer. */
export async function eventDetail(env: Env, accountId: string, sequence: number): Promise<EventDetail | null> {
  const found = await findEvent(env.DB, accountId, sequence);
  if (found === null) return null;
  const [[event = null], endpoints, lanes, tries, [row]] = await Promise.all([
    accountBooks(env, accountId).events([sequence]),
    listEndpoints(env.DB),
    lanesOf(env.DB, accountId),
    triesOf(env.DB, accountId, sequence),
    withNames(env.DB, [found]),
  ]);
  if (row === undefined) return null;
  const names = new Map(endpoints.map(({ id, name }) => [id, name]));
  const standings = endpoints
    .filter((endpoint) => tries.some(({ endpointId }) => endpointId === endpoint.id) || choseIt(endpoint, found))
    .map(({ id, name }) => ({
      endpointId: id,
      endpointName: name,
      state: standingOf(sequence, id, lanes, tries),
    }));
  const views = tries.map((one) => tryView(one, found.type, names.get(one.endpointId) ?? "deleted endpoint"));
  return { ...row, event, standings, tries: views };
}

function choseIt({ productId, types }: EndpointRecord, event: ListedEvent): boolean {
  const chosen: string[] | null = types === null ? null : JSON.parse(types);
  return (productId === null || productId === event.productId) && (chosen === null || chosen.includes(event.type));
}

/** Events as lists show them, with what their accounts are called. */
export async function withNames(db: D1Database, events: readonly ListedEvent[]): Promise<EventRow[]> {
  const { results } = await db
    .prepare("select id, name from billing_account where id in (select value from json_each(?))")
    .bind(JSON.stringify([...new Set(events.map(({ accountId }) => accountId))]))
    .all<{ id: string; name: string }>();
  const names = new Map(results.map(({ id, name }) => [id, name]));
  return events.map(({ accountId, sequence, type, atMs, keptMs }) => ({
    ...{ id: eventId(accountId, sequence), accountId, accountName: names.get(accountId) ?? "" },
    ...{ sequence, type, atMs, keptMs },
  }));
}
