import type { Books } from "../books/books.ts";
import { toldRecord } from "../books/told-record.ts";
import { API_VERSION, type BillingEvent, type EventResource, type EventType, sequenceOf } from "./event.ts";
import { toldChange } from "./event-rule.ts";
import { changedHolding } from "./holding.ts";

/** Tells of what changed in the books: asked after every command and every task, at its time. */
export function noteEvents(books: Books, atMs: number): void {
  const changes = books.takeChanges();
  const account = books.account();
  if (!account || changes.length === 0) return;
  const tell = (type: EventType, resource: EventResource, object: object, previous: object | null) => {
    const id = books.newId("evt");
    const event: BillingEvent = {
      ...{ id, object: "event", type, apiVersion: API_VERSION, timestamp: new Date(atMs).toISOString() },
      sequence: sequenceOf(id),
      ...{ account: account.id, product: account.productId },
      // What an incinerated account was before is what was erased.
      data: { resource, object: toldRecord(object), previous: type === "account.incinerated" ? null : previous },
    };
    books.tell(event);
  };
  for (const change of changes) {
    const told = toldChange(change);
    for (const type of told?.types ?? []) if (told) tell(type, told.resource, told.object, told.previous);
  }
  const held = changedHolding(books, account, changes);
  for (const type of held?.types ?? []) if (held) tell(type, "entitlements", held.object, held.previous);
}
