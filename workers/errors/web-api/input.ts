import type { Context } from "hono";
import { validator } from "hono/validator";
import type * as z from "zod";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";

/**
 * Parses the JSON body by a schema as `jsonInput` does, but refuses as Sentry does: 400, and under each field's name the
 * list of what is wrong with it.
 */
export const sentryInput = <Schema extends z.ZodType>(schema: Schema) =>
  validator("json", (value: z.input<Schema>, c: Context<App>): z.output<Schema> | Response => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const fields: Record<string, string | string[]> = {};
    for (const issue of result.error.issues) {
      const { name, message } = said(issue);
      if (name === "") fields.detail ??= message;
      else fields[name] = [...(fields[name] ?? []), message];
    }
    return problem(c, { status: 400, reason: "invalid-input", detail: "Some fields are not valid.", fields });
  });

/** A fault in a text of rules has its line and column at the end of its path; Sentry says them at the end of its sentence. */
function said({ path, message }: z.core.$ZodIssue): { name: string; message: string } {
  const [name, line, column, ...more] = path;
  if (typeof line !== "number" || typeof column !== "number" || more.length > 0)
    return { name: path.join("."), message };
  return { name: String(name), message: `${message} (line ${line}, column ${column})` };
}
