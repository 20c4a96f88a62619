import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import { aLiveAccount, anAccount, type Standing, unexplained } from "../account/standing.ts";
import type { Books } from "../books/books.ts";
import { entitlementName, entitlementValue } from "../catalogue/plan.ts";
import { bind, type Command } from "../command/command.ts";
import { schedule, type TaskRule, unschedule } from "../schedule/tasks.ts";

/** Overrides of an account, ended ones included. */
export const OVERRIDES_MAX = 500;
/** The kind of task that ends an override on its date. */
const OVERRIDE_EXPIRY = "override-expiry";

/** A feature or limit that staff set by hand for one account, for support and tests. */
export interface EntitlementOverride {
  id: string;
  /** What of the account's entitlements it sets. */
  name: string;
  value: boolean | number | null;
  reason: string;
  giver: { id: string; name: string };
  startsMs: number;
  expiresMs: number | null;
  endedMs: number | null;
  endedBecause: string;
}

/** The overrides that hold at a time, at most one of a name. */
export const runningOverrides = (overrides: readonly EntitlementOverride[], atMs: number): EntitlementOverride[] =>
  overrides.filter(({ endedMs, expiresMs }) => endedMs === null && (expiresMs === null || expiresMs > atMs));

const OverrideSet = z.strictObject({
  name: entitlementName,
  value: entitlementValue,
  expiresMs: z.int().positive().nullable(),
});

type Refusal = Standing | "no-reason" | "expires-in-past" | "too-many-overrides";

/** `override.set`: sets a feature or limit of the account, whatever its plan says. One of that name ends with it. */
const setOverride: Command<z.output<typeof OverrideSet>, EntitlementOverride, Refusal> = (books, input, deed) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  const silent = unexplained(deed.reason);
  if (silent) return silent;
  const { name, value, expiresMs } = input;
  if (expiresMs !== null && expiresMs <= deed.nowMs) return fail("expires-in-past", "An override ends in the future.");
  const overrides = books.overrides.list();
  if (overrides.length >= OVERRIDES_MAX)
    return fail("too-many-overrides", `An account has at most ${OVERRIDES_MAX} overrides, ended ones included.`);
  const running = runningOverrides(overrides, deed.nowMs).find((one) => one.name === name);
  if (running) close(books, running, deed.nowMs, "Another override took its place.");
  const override: EntitlementOverride = {
    id: books.newId("ov"),
    name,
    value,
    reason: deed.reason,
    giver: { id: deed.actor.id, name: deed.actor.name },
    startsMs: deed.nowMs,
    expiresMs,
    endedMs: null,
    endedBecause: "",
  };
  books.overrides.put(override);
  if (expiresMs !== null) schedule(books, OVERRIDE_EXPIRY, override.id, expiresMs);
  return ok(override);
};

const OverrideEnd = z.strictObject({ overrideId: z.string().min(1).max(80) });

/** `override.end`: the plan's own entitlement holds again. One that has ended stays as it ended. */
const endOverride: Command<
  z.output<typeof OverrideEnd>,
  EntitlementOverride,
  Standing | "no-reason" | "no-such-override"
> = (books, { overrideId }, deed) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const silent = unexplained(deed.reason);
  if (silent) return silent;
  const override = books.overrides.get(overrideId);
  if (!override) return fail("no-such-override", "The account has no such override.");
  return ok(override.endedMs === null ? close(books, override, deed.nowMs, deed.reason) : override);
};

const expireOverride: TaskRule = (books, { subject }) => {
  const override = books.overrides.get(subject);
  if (override?.endedMs === null && override.expiresMs !== null)
    close(books, override, override.expiresMs, "Its time was over.");
};

function close(books: Books, override: EntitlementOverride, atMs: number, because: string): EntitlementOverride {
  const ended = { ...override, endedMs: atMs, endedBecause: because };
  books.overrides.put(ended);
  unschedule(books, OVERRIDE_EXPIRY, override.id);
  return ended;
}

/** The commands of this room. */
export const OVERRIDE_COMMANDS = {
  "override.set": bind(OverrideSet, setOverride),
  "override.end": bind(OverrideEnd, endOverride),
};

/** What is due in this room, by the kind of the task. */
export const OVERRIDE_TASKS: Record<string, TaskRule> = { [OVERRIDE_EXPIRY]: expireOverride };
