import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { publicOrigin } from "../../front/origin.ts";

/** Rows of a page unless fewer are asked for; Sentry's own bound. */
export const PAGE_MAX = 100;

/** Where a page begins: `value:offset:0`, or `…:1` to read toward the beginning. What the numbers mean is the list's. */
export interface Cursor {
  value: number;
  offset: number;
  backward: boolean;
}

/** A page's place: its neighbours' cursors and whether there is anything at them. */
interface Neighbours {
  previous: { cursor: Cursor; results: boolean };
  next: { cursor: Cursor; results: boolean };
}

/** The cursor of a query; null for none or an unreadable one, which begin at the beginning. */
export function parseCursor(text: string | undefined): Cursor | null {
  const parts = /^(\d{1,16}):(\d{1,16}):([01])$/.exec(text ?? "");
  if (parts === null) return null;
  const cursor = { value: Number(parts[1]), offset: Number(parts[2]), backward: parts[3] === "1" };
  return cursor.value === 0 && cursor.offset === 0 ? null : cursor;
}

const formatCursor = ({ value, offset, backward }: Cursor): string => `${value}:${offset}:${backward ? 1 : 0}`;

/** How many rows the query asks for, by either of Sentry's names. */
export function pageSize(c: Context<App>, max = PAGE_MAX): number {
  const wanted = Number(c.req.query("per_page") ?? c.req.query("limit"));
  return Number.isInteger(wanted) && wanted >= 1 ? Math.min(wanted, max) : max;
}

/** A page of a list that fits in memory, with its `Link` header. */
export function answerPage<Row>(
  c: Context<App>,
  rows: readonly Row[],
  present: (row: Row) => unknown,
  most = PAGE_MAX,
): Response {
  const size = pageSize(c, most);
  const offset = parseCursor(c.req.query("cursor"))?.offset ?? 0;
  linkPages(c, {
    previous: { cursor: { value: 0, offset: Math.max(0, offset - size), backward: true }, results: offset > 0 },
    next: { cursor: { value: 0, offset: offset + size, backward: false }, results: rows.length > offset + size },
  });
  return c.json(rows.slice(offset, offset + size).map(present));
}

/**
 * The neighbours of a page of a list that grows at its beginning. `at` places a row; `more` tells whether rows follow
 * the page in the direction that it was read in.
 */
export function neighboursOf<Row>(
  rows: readonly Row[],
  at: (row: Row) => Omit<Cursor, "backward">,
  cursor: Cursor | null,
  more: boolean,
): Neighbours {
  const place = (row: Row | undefined) => (row === undefined ? (cursor ?? { value: 0, offset: 0 }) : at(row));
  const backward = cursor?.backward ?? false;
  return {
    previous: { cursor: { ...place(rows[0]), backward: true }, results: backward ? more : cursor !== null },
    next: { cursor: { ...place(rows.at(-1)), backward: false }, results: backward || more },
  };
}

/** Sets the `Link` header: RFC 8288 with Sentry's `results` and `cursor`, both neighbours always in it. */
export function linkPages(c: Context<App>, neighbours: Neighbours): void {
  const link = (rel: "previous" | "next") => {
    const { pathname, search } = new URL(c.req.url);
    const url = new URL(pathname + search, publicOrigin(c.env, c.req.url));
    const cursor = formatCursor(neighbours[rel].cursor);
    url.searchParams.set("cursor", cursor);
    return `<${url}>; rel="${rel}"; results="${neighbours[rel].results}"; cursor="${cursor}"`;
  };
  c.header("link", `${link("previous")}, ${link("next")}`);
}
