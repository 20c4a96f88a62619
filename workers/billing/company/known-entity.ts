import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { type ProblemAnswer, problem } from "../../front/problem.ts";
import { readCompany } from "./company-book.ts";
import { hasEntity } from "./legal-entity.ts";

/** The answer where a query names a legal entity that the company has not; null when it has it, or all are meant. */
export async function unknownEntity(c: Context<App>, entity: string | null): Promise<ProblemAnswer | null> {
  if (entity === null || hasEntity(await readCompany(c.env.DB), entity)) return null;
  const detail = `The company has no legal entity ${entity}.`;
  return problem(c, { status: 422, reason: "no-such-entity", detail, fields: { entity: detail } });
}
