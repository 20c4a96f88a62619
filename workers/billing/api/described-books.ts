import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { must, refusal } from "./described-fixture.ts";

const FIRST = { month: "2026-01", anyway: false };

/** The company's settings and the months of its books, through the client: those of a legal entity that is added. */
export async function describedBooks(account: string): Promise<void> {
  const { object, ...company } = await must("getCompany", {});
  expect(object).toBe("company");
  expect((await must("listCompanyVersions", {})).data).toEqual([]);
  const entity = {
    ...{ id: "fr", seller: company.seller, taxRegistrations: [] },
    ...{ invoicePrefix: "FR-", creditNotePrefix: "FRC-" },
  };
  const changed = await must("changeCompany", { body: { ...company, legalEntities: [entity] } });
  expect(changed).toMatchObject({ version: company.version + 1, legalEntities: [{ id: "fr" }] });
  expect(await must("getCompany", {})).toEqual(changed);
  expect(await refusal("changeCompany", { body: company })).toBe("409 changed-meanwhile");
  const { object: _, ...again } = changed;
  const clash = { ...again, legalEntities: [{ ...entity, invoicePrefix: company.invoicePrefix }] };
  expect(await refusal("changeCompany", { body: clash })).toBe("422 invalid-input");
  await must("changeCompany", { body: { ...again, trialCancelAfterDays: 31 } });
  const newest = await must("listCompanyVersions", { query: { limit: 1 } });
  expect(newest).toMatchObject({ data: [{ company: { trialCancelAfterDays: 31 } }], has_more: true });
  const older = await must("listCompanyVersions", { query: { cursor: newest.next_cursor ?? "" } });
  expect(older.data).toMatchObject([
    { object: "company_version", version: changed.version, changedByName: "owner token" },
  ]);

  const own = await must("listBooks", { query: { limit: 1 } });
  expect(own).toMatchObject({ data: [{ object: "books", id: "main" }], next_cursor: "main" });
  expect((await must("listBooks", { query: { cursor: "main" } })).data).toMatchObject([{ id: "fr", openMonth: null }]);
  const params = { id: "fr" };
  expect(await must("closeMonth", { params, body: FIRST })).toMatchObject({ id: "fr", openMonth: "2026-02" });
  // Closing it again changes nothing.
  await must("closeMonth", { params, body: FIRST });
  expect(await must("getBooks", { params })).toMatchObject({ openMonth: "2026-02" });
  expect(await refusal("closeMonth", { params, body: { month: "2026-05" } })).toBe("409 not-next");
  expect(await refusal("closeMonth", { params: { id: "moon" }, body: FIRST })).toBe("404 no-such-entity");
  expect(await refusal("getBooks", { params: { id: "moon" } })).toBe("404 not-found");
  const reopening = { month: "2026-01", reason: "A bill came late" };
  const asked = await must("askReopening", { params, body: reopening });
  expect(asked).toMatchObject({ object: "period_event", kind: "reopen", status: "asked", month: "2026-01" });
  expect(await refusal("askReopening", { params, body: reopening })).toBe("409 asked-already");
  const events = await must("listPeriodEvents", { params, query: { limit: 1 } });
  expect(events).toMatchObject({ data: [asked], has_more: true });
  const first = await must("listPeriodEvents", { params, query: { cursor: events.next_cursor ?? "" } });
  expect(first.data).toMatchObject([{ kind: "close", status: "done", digest: expect.any(String) }]);

  // What recurs of an account is with whoever sells to it now, as the lists have it.
  const recurs = async (entity?: string) => {
    const query = { currency: "EUR", months: 1, ...(entity !== undefined && { entity }) } as const;
    return (await must("getRecurringRevenue", { query })).months[0]?.closing ?? 0;
  };
  const whole = await recurs();
  expect(whole).toBeGreaterThan(0);
  expect([await recurs("main"), await recurs("fr")]).toEqual([whole, 0]);
  await env.DB.prepare("update billing_account set entity_id = 'fr' where id = ?").bind(account).run();
  expect(await recurs("fr")).toBeGreaterThan(0);
  expect((await recurs("main")) + (await recurs("fr"))).toBe(whole);
}
