import * as z from "zod";
import type { Scope } from "../../identity/role.ts";
import type { ComponentName } from "./shape/component.ts";

/** Files that are answered, by what is in them. */
export const FILE_TYPES = { csv: "text/csv", "json-lines": "application/x-ndjson", text: "text/plain" } as const;

/** A request that is no command on an account's books, as the API's description says it. */
export interface Described {
  method: "get" | "post" | "delete";
  path: string;
  /** Its name, by which clients call it. */
  id: string;
  summary: string;
  scope: Scope;
  /** What it answers: one thing, a page of them, a file, or nothing. */
  answer: { one: ComponentName } | { page: ComponentName } | keyof typeof FILE_TYPES | null;
  status: number;
  /** What it takes: an object, a CSV file, or nothing. */
  input: z.ZodType | "csv" | null;
  /** JSON Schema of what the query may have, by name. */
  query: { [name: string]: object };
  /** Headers that it reads, by name. */
  headers: { [name: string]: object };
}

type More = Partial<Pick<Described, "scope" | "status" | "input" | "query" | "headers">>;

const described =
  (method: Described["method"], usual: { scope: Scope; status: number }) =>
  (path: string, id: string, summary: string, answer: Described["answer"], more: More = {}): Described => ({
    ...{ method, path, id, summary, answer, ...usual, input: null, query: {}, headers: {} },
    ...more,
  });

/** Who decides what waits for a second person. */
export const SECOND = "for somebody signed in who did not ask for it, never for a token";

/** A request that changes nothing. */
export const reading = described("get", { scope: "billing:read", status: 200 });
export const posting = described("post", { scope: "billing:operate", status: 200 });
export const deleting = described("delete", { scope: "billing:operate", status: 204 });

/** What a query may have, of the schema by which it is parsed: there a truth is a word. */
export function queryOf(schema: z.ZodType): Described["query"] {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input" });
  return Object.fromEntries(
    Object.entries(properties).map(([name, one]) => {
      if (typeof one !== "object") throw new Error(`What ${name} of a query may be is not said`);
      const { enum: words, ...rest } = one;
      return [name, words?.join() === "true,false" ? { ...rest, type: "boolean" } : one];
    }),
  );
}
