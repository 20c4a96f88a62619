import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { validator } from "hono/validator";
import type * as z from "zod";
import type { App } from "./context.ts";
import { type ProblemAnswer, problem } from "./problem.ts";

/** What a JSON request of the console or of sign-in may measure. */
export const JSON_BYTES_MAX = 262_144;

/** What answers a body above `JSON_BYTES_MAX`. */
export type TooLarge = (c: Context<App>) => Response | Promise<Response>;

const tooLargeProblem: TooLarge = (c) =>
  problem(c, { status: 413, reason: "too-large", detail: `The request is larger than ${JSON_BYTES_MAX} bytes.` });

/** Refuses bodies above `JSON_BYTES_MAX` while they arrive. */
export const jsonLimit = (tooLarge = tooLargeProblem) => bodyLimit({ maxSize: JSON_BYTES_MAX, onError: tooLarge });

/** Parses the JSON body by a schema; `c.req.valid("json")` gives it, 422 names the fields that are wrong. */
export const jsonInput = <Schema extends z.ZodType>(schema: Schema) =>
  validator("json", (value: z.input<Schema>, c: Context<App>) => parsed(schema, value, c));

/** Parses the query string by a schema, as `jsonInput` does the body. */
export const queryInput = <Schema extends z.ZodType>(schema: Schema) =>
  validator("query", (value: Record<string, string | string[]>, c: Context<App>) => parsed(schema, value, c));

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  c: Context<App>,
): z.output<Schema> | ProblemAnswer {
  const result = schema.safeParse(value);
  return result.success ? result.data : invalidInput(c, result.error);
}

/** The answer to input that does not fit its schema: each field with the first thing that is wrong about it. */
export function invalidInput(c: Context<App>, { issues }: z.ZodError): ProblemAnswer {
  const fields: Record<string, string> = {};
  for (const { path, message } of issues) fields[path.join(".")] ??= message;
  const causes = Object.entries(fields).map(([field, message]) => (field ? `${field}: ${message}` : message));
  return problem(c, { status: 422, reason: "invalid-input", detail: "Some fields are not valid.", causes, fields });
}
