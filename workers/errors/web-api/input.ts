import type { Context } from "hono";
import { validator } from "hono/validator";
import type * as z from "zod";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";

/** Parses the JSON body by a schema as `jsonInput` does, but refuses as Sentry does: 400, and each field by its name. */
export const sentryInput = <Schema extends z.ZodType>(schema: Schema) =>
  validator("json", (value: z.input<Schema>, c: Context<App>): z.output<Schema> | Response => {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const fields: Record<string, string> = {};
    for (const { path, message } of result.error.issues) fields[path.join(".") || "detail"] ??= message;
    return problem(c, { status: 400, reason: "invalid-input", detail: "Some fields are not valid.", fields });
  });
