import type { NormalEvent } from "../event/event.ts";
import { TAG_VALUE_CHARS } from "../normalize/tags.ts";
import { clip } from "../normalize/text.ts";
import { ACCOUNT_TAG } from "../search/key.ts";
import { MAX_TAG_VALUES, removeValue, type TagTable } from "./tag-table.ts";

/** Values of one tag by which an issue is found; what comes later is counted, and costs the search no more rows. */
export const SEARCHED_VALUES_MAX = 100;
/** The same for tags whose values follow each other, and for customers. */
export const MANY_VALUES_MAX = 1_000;
const SUCCESSIVE: ReadonlySet<string> = new Set(["release", "dist"]);

/** Searched as columns of the issue; as tags they would only cost rows. */
const UNSEARCHED: ReadonlySet<string> = new Set(["level", "handled"]);

/** Exceptions of a chain that an event is found by, counted from the one that was thrown. */
const EXCEPTIONS_MAX = 5;

/** Stands before the name of a field that lies among the tags in order to be searched, and is not shown as one. */
const FIELD_MARK = "@";

/** Whether a key of a tag table is a tag of the events' own. */
export const isShown = (key: string): boolean => !key.startsWith(FIELD_MARK);

/** How many values of each key an issue met that were not in its tag table. */
export type MetTags = { [key: string]: number };

/** What an issue counts of an event: its tags, and the fields by which it is found as by tags, under Sentry's names. */
export const countedTags = (event: NormalEvent): [string, string][] => [...searchedFields(event), ...event.tags];

function searchedFields(event: NormalEvent): [string, string][] {
  const { user, exception } = event;
  const types = exception?.values.slice(-EXCEPTIONS_MAX).map(({ type }) => type) ?? [];
  const fields: [string, string | undefined][] = [
    ["platform", event.platform],
    ...[...new Set(types)].map((type): [string, string | undefined] => ["error.type", type]),
    ["user.email", user?.email],
    ["user.username", user?.username],
    ["user.ip", user?.ip_address],
  ];
  return fields.flatMap(([name, value]): [string, string][] =>
    value ? [[`${FIELD_MARK}${name}`, clip(value, TAG_VALUE_CHARS)]] : [],
  );
}

/** A tag that an issue can be found by since a revision of it. */
export type FreshTag = [revision: number, key: string, value: string];

/**
 * Looks at an event's tags before they are counted. Returns those by which its issue could not be found before. Where
 * values follow each other, a full key drops its oldest, so that the newest is always there.
 */
export function meetTags(met: MetTags, table: TagTable, tags: readonly [string, string][]): [string, string][] {
  const news: [string, string][] = [];
  for (const [key, value] of tags) {
    if (UNSEARCHED.has(key) || key === "__proto__") continue;
    const values = Object.hasOwn(table, key) ? table[key]?.values : undefined;
    if (values !== undefined && Object.hasOwn(values, value)) continue;
    const before = Object.hasOwn(met, key) ? (met[key] ?? 0) : 0;
    if (before > searchedMax(key)) continue;
    met[key] = before + 1;
    // One past it closes the key: what comes in its place in the table is written no more.
    if (before === searchedMax(key)) continue;
    news.push([searchedName(key), value]);
    if (values !== undefined && SUCCESSIVE.has(key)) dropOldest(values);
  }
  return news;
}

/** What an issue is found by. Of a key that met too many values nothing is new, unless all is written anew. */
export function searchedTags(met: MetTags, table: TagTable, anew: boolean): [key: string, value: string][] {
  return Object.entries(table).flatMap(([key, { values }]) => {
    if (UNSEARCHED.has(key) || (!anew && (met[key] ?? 0) > searchedMax(key))) return [];
    return Object.keys(values).map((value): [string, string] => [searchedName(key), value]);
  });
}

const searchedName = (key: string): string => (isShown(key) ? key : key.slice(FIELD_MARK.length));

const searchedMax = (key: string): number =>
  SUCCESSIVE.has(key) || key === ACCOUNT_TAG ? MANY_VALUES_MAX : SEARCHED_VALUES_MAX;

function dropOldest(values: TagTable[string]["values"]): void {
  const names = Object.keys(values);
  const [oldest] = names;
  if (oldest !== undefined && names.length >= MAX_TAG_VALUES) removeValue(values, oldest);
}
