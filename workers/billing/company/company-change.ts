import type { Context } from "hono";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import type { Company } from "./company.ts";
import { saveCompany } from "./company-book.ts";

/** Makes the next version of the company's settings of the one that it was made from. */
export async function changeCompany(c: Context<App>, wanted: Company) {
  await audit(c, { action: "company.changed", target: `company:${wanted.version + 1}`, detail: wanted });
  return saveCompany(c.env.DB, wanted, c.get("actor"), c.get("nowMs"));
}
