import { expect, it } from "vitest";
import { companySchema } from "./company.ts";
import { companyInput } from "./company-fixture.ts";
import { hasEntity, settingsFor } from "./legal-entity.ts";

it("takes books as they are that adopted the settings before there were legal entities", () => {
  const { legalEntities: _, ...before } = companySchema.parse(companyInput());
  const kept = before as Parameters<typeof settingsFor>[0]; // as old books have it
  expect([settingsFor(kept, {}), settingsFor(kept, { entityId: "fr" })]).toEqual([kept, kept]);
  expect([hasEntity(kept, "main"), hasEntity(kept, "fr")]).toEqual([true, false]);
});
