import type { RecordKind } from "../../books/record.ts";
import type { Entitlements } from "../../catalogue/plan.ts";
import { entitlementsOf } from "../../entitlement/account-entitlements.ts";
import type { Holdings } from "../../entitlement/effective.ts";
import type { Subscription } from "../../subscription/subscription.ts";
import { dayWords, entitlementWords } from "./amount-words.ts";
import type { Change } from "./effect-words.ts";

/** Records from which entitlements follow. */
const RIGHTS: readonly RecordKind[] = ["account", "subscription", "waiver", "override"];

/** What an account would have after a command, from a moment on; null for at once. */
interface Prospect {
  fromMs: number | null;
  holdings: Holdings;
}

/**
 * What an account may use after a command, at once and from the days on that it sets, where that is something else than before, as
 * sentences: `It may use: seats 100 instead of 10.` None when the command touches nothing that entitles.
 */
export async function rightsAfter(
  env: Env,
  changes: readonly Change[],
  held: Holdings,
  nowMs: number,
): Promise<string[]> {
  if (!changes.some(({ after }) => RIGHTS.includes(after.kind))) return [];
  const sentences: string[] = [];
  let before = await rightsOf(env, held, nowMs);
  for (const { fromMs, holdings } of prospects(changes, held)) {
    const after = await rightsOf(env, holdings, nowMs);
    const words = rightsWords(before, after);
    if (words !== null) sentences.push(fromMs === null ? `It ${words}.` : `From ${dayWords(fromMs)} on it ${words}.`);
    before = after;
  }
  return sentences;
}

/** Who is frozen or cancelled may use nothing, whatever the plan says. */
async function rightsOf(env: Env, holdings: Holdings, nowMs: number): Promise<Entitlements> {
  const { status, entitlements } = await entitlementsOf(env, holdings, nowMs);
  return status === "frozen" || status === "cancelled" || status === "incinerated" ? {} : entitlements;
}

/** What there is at once, and then at each change or end that the command sets, in the order of time. */
function prospects(changes: readonly Change[], held: Holdings): Prospect[] {
  const now: Holdings = {
    account: changed(changes, "account", [held.account])[0] ?? held.account,
    subscriptions: changed(changes, "subscription", held.subscriptions),
    waivers: changed(changes, "waiver", held.waivers),
    overrides: changed(changes, "override", held.overrides),
  };
  const later = now.subscriptions
    .flatMap((after) => {
      const before = held.subscriptions.find(({ id }) => id === after.id);
      return before && before !== after ? comings(after, before) : [];
    })
    .toSorted((a, b) => a.atMs - b.atMs);
  let { subscriptions } = now;
  const following = later.map(({ atMs, becomes }): Prospect => {
    subscriptions = subscriptions.map((one) => (one.id === becomes.id ? { ...one, ...becomes } : one));
    return { fromMs: atMs, holdings: { ...now, subscriptions } };
  });
  return [{ fromMs: null, holdings: now }, ...following];
}

/** What a subscription becomes that it was not to become before. */
function comings(after: Subscription, before: Subscription): { atMs: number; becomes: Partial<Subscription> }[] {
  const { id, scheduled, cancelAtMs } = after;
  const fresh = scheduled.filter((change) => !before.scheduled.some((one) => one.id === change.id));
  const ends = cancelAtMs !== null && cancelAtMs !== before.cancelAtMs;
  return [
    ...fresh.map(({ atMs, items }) => ({ atMs, becomes: { id, items } })),
    ...(ends ? [{ atMs: cancelAtMs, becomes: { id, status: "cancelled" as const } }] : []), // one of the states
  ];
}

/** The rows of a kind after the changes. */
function changed<Row extends { id: string }>(
  changes: readonly Change[],
  kind: RecordKind,
  rows: readonly Row[],
): Row[] {
  const all = new Map(rows.map((row) => [row.id, row]));
  for (const { after } of changes) {
    if (after.kind !== kind || after.row === null) continue;
    const row = after.row as Row; // each row is what its kind says
    all.set(row.id, row);
  }
  return [...all.values()];
}

/** How one set of rights differs from another, after `it`; null when it does not. */
export function rightsWords(before: Entitlements, after: Entitlements): string | null {
  const names = Object.keys(after).filter((name) => before[name] !== after[name]);
  const gone = Object.keys(before).filter((name) => after[name] === undefined);
  if (names.length === 0 && gone.length === 0) return null;
  if (Object.keys(after).length === 0) return "may use nothing any more";
  const now = names.map((name) => differenceWords(name, before[name], after[name] ?? null)).join(", ");
  const parts = [now && `may use: ${now}`, gone.length > 0 && `may no longer use: ${gone.join(", ")}`];
  return parts.filter(Boolean).join("; ");
}

type Right = Entitlements[string];

function differenceWords(name: string, before: Right | undefined, after: Right): string {
  const words = `${name} ${entitlementWords(after)}`;
  return before === undefined ? words : `${words} instead of ${entitlementWords(before)}`;
}
