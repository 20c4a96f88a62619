import type { Account } from "../account/account.ts";
import type { Books } from "../books/books.ts";
import type { RecordChange, RecordKind, RecordTypes } from "../books/record.ts";
import { ENTITLING, type Holdings } from "../entitlement/effective.ts";
import type { EventType, Holding } from "./event.ts";
import { changedFrom } from "./event-rule.ts";

/** Records by which an account's holding is decided. */
const DECIDING: readonly RecordKind[] = ["account", "subscription", "waiver", "override"];

/** By which attribute of a holding a change is told, and as what. */
const TYPES: [EventType, (keyof Holding)[]][] = [
  ["plan.changed", ["planIds", "items"]],
  ["comped.changed", ["comped", "compExpiresMs"]],
  ["limits.overridden", ["overrides"]],
];

/**
 * What an account may use. What has not ended counts, not what the clock says: comps and overrides end by tasks of their
 * own, so that nothing changes that no command tells of.
 */
export function holdingOf({ account, subscriptions, waivers, overrides }: Holdings): Holding {
  const nothing = { id: account.id, comped: false, compExpiresMs: null, planIds: [], items: [], overrides: [] };
  if (account.cancelledMs !== null) return nothing;
  const comp = waivers.findLast(({ endedMs }) => endedMs === null);
  const items = subscriptions
    .filter(({ status }) => ENTITLING.has(status))
    .flatMap((one) => one.items.map(({ price, quantity }) => ({ planId: price.planId, quantity })));
  return {
    id: account.id,
    comped: comp !== undefined,
    compExpiresMs: comp?.expiresMs ?? null,
    planIds: comp ? [comp.planId] : [...new Set(items.map(({ planId }) => planId))],
    items,
    overrides: overrides
      .filter(({ endedMs }) => endedMs === null)
      .map(({ name, value, expiresMs }) => ({ name, value, expiresMs })),
  };
}

/** What changes of records did to the account's holding, and what it was; null when they left it as it was. */
export function changedHolding(
  books: Books,
  account: Account,
  changes: readonly RecordChange[],
): { types: EventType[]; object: Holding; previous: Partial<Holding> } | null {
  const deciding = changes.filter(({ kind }) => DECIDING.includes(kind));
  if (deciding.length === 0) return null;
  const after = {
    account,
    subscriptions: books.subscriptions.list(),
    waivers: books.waivers.list(),
    overrides: books.overrides.list(),
  };
  const was = holdingOf({
    account: beforeOf(deciding, "account", [account])[0] ?? account,
    subscriptions: beforeOf(deciding, "subscription", after.subscriptions),
    waivers: beforeOf(deciding, "waiver", after.waivers),
    overrides: beforeOf(deciding, "override", after.overrides),
  });
  const object = holdingOf(after);
  const previous: Partial<Holding> = changedFrom(was, object);
  const types = TYPES.filter(([, names]) => names.some((name) => name in previous)).map(([type]) => type);
  return types.length === 0 ? null : { types, object, previous };
}

/** The rows of a kind as they were before some changes. */
function beforeOf<Kind extends RecordKind>(
  changes: readonly RecordChange[],
  kind: Kind,
  rows: readonly RecordTypes[Kind][],
): RecordTypes[Kind][] {
  const changed = new Map(changes.filter((change) => change.kind === kind).map(({ id, before }) => [id, before]));
  return rows.flatMap((row) => {
    const before = changed.get(row.id);
    if (before === undefined) return [row];
    return before === null ? [] : [before as RecordTypes[Kind]]; // of that kind by the filter above
  });
}
