import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { Json } from "../../kit/json.ts";
import { accountBooks } from "../account-client.ts";
import { SYSTEM } from "../command/command.ts";
import { companyInput } from "../company/company-fixture.ts";
import { SELLER } from "../invoice/sample.ts";
import { documentToken, openToken } from "./document-link.ts";
import type { PreviewList } from "./view.ts";

const ACCOUNT = "01999999-9999-7999-8999-999999999999";
const NOW_MS = Date.UTC(2026, 4, 1, 9);
const deed = { nowMs: NOW_MS, actor: SYSTEM, reason: "", requestId: "r" };

const run = async (command: string, input: object) => {
  const envelope = { key: `${command}`, command, input: input as Json, deed };
  const reply = await accountBooks(env, ACCOUNT).run(envelope, true);
  if (!reply.ok) throw new Error(`${command}: ${reply.detail}`);
  return reply.value;
};

/** An account with an invoice that has its number. */
async function invoiced(): Promise<string> {
  const books = accountBooks(env, ACCOUNT);
  await run("company.adopt", companyInput({ seller: SELLER }));
  await run("account.create", {
    productId: "shop",
    name: "<Corner> Shop",
    ownerId: "p1",
    currency: "EUR",
    language: "de",
  });
  const lines = [{ description: "Tarif <Team>", amount: 9_500 }];
  await run("invoice.create", { lines, collection: { kind: "send-invoice", daysUntilDue: 14 } });
  const [invoice] = (await books.records(["invoice"])).invoice;
  if (invoice === undefined) throw new Error("There is an invoice");
  if (invoice.number === null) await run("invoice.number", { id: invoice.id, number: 1 });
  return invoice.id;
}

const get = (path: string) => exports.default.fetch(`http://localhost:8787${path}`);

it("shows a document by its link alone, as page, PDF and e-invoice, and keeps the PDF", async () => {
  const documentId = await invoiced();
  const path = `/id/invoices/${documentToken(env.APIARY_SECRET, { accountId: ACCOUNT, documentId })}`;
  const page = await get(path);
  expect(page.status).toBe(200);
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
  const html = await page.text();
  expect(html).toContain('lang="de"');
  expect(html).toContain("Tarif &lt;Team&gt;");
  expect(html).not.toContain("<script");

  const pdf = await get(`${path}/pdf`);
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(pdf.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w-]+\.pdf"$/);
  const bytes = new Uint8Array(await pdf.arrayBuffer());
  expect(new TextDecoder().decode(bytes.slice(0, 5))).toBe("%PDF-");
  const { objects } = await env.BLOBS.list({ prefix: "billing/documents/" });
  expect(objects).toHaveLength(1);
  expect(new Uint8Array(await (await get(`${path}/pdf`)).arrayBuffer())).toEqual(bytes);

  // The account has no address yet: an e-invoice names the buyer's country.
  expect((await get(`${path}/ubl`)).status).toBe(404);
  expect(html).not.toContain("/ubl");
});

it("says of a credit note that it is void, from then on", async () => {
  const invoiceId = await invoiced();
  const books = accountBooks(env, ACCOUNT);
  const lines = [{ invoiceLineId: (await books.record("invoice", invoiceId))?.lines[0]?.id, grossAmount: 500 }];
  await run("credit-note.issue", { invoiceId, lines, reason: "goodwill", settlement: null });
  const [note] = (await books.records(["credit-note"]))["credit-note"];
  if (note?.number === null) await run("credit-note.number", { id: note.id, number: 1 });
  const documentId = note?.id ?? "";
  const path = `/id/invoices/${documentToken(env.APIARY_SECRET, { accountId: ACCOUNT, documentId })}`;
  const isVoid = "Diese Gutschrift ist ungültig";
  expect(await (await get(path)).text()).not.toContain(isVoid);
  const stood = await (await get(`${path}/pdf`)).arrayBuffer();
  await run("credit-note.void", { id: documentId });
  expect(await (await get(path)).text()).toContain(`<strong>${isVoid}`);
  expect(new Uint8Array(await (await get(`${path}/pdf`)).arrayBuffer())).not.toEqual(new Uint8Array(stood));
});

it("opens nothing by a link that was not made here", async () => {
  const documentId = await invoiced();
  const token = documentToken(env.APIARY_SECRET, { accountId: ACCOUNT, documentId });
  expect(openToken(env.APIARY_SECRET, token)).toEqual({ accountId: ACCOUNT, documentId });
  expect(openToken("another secret", token)).toBeNull();
  const other = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
  for (const wrong of [other, token.replace(documentId, "in_2"), "x", `${ACCOUNT}.${documentId}.`]) {
    for (const ending of ["", "/pdf", "/ubl", "/cii"]) {
      expect((await get(`/id/invoices/${wrong}${ending}`)).status).toBe(404);
    }
  }
});

it("lets staff look at every document and mail in every language", async () => {
  const asked = (path: string) =>
    exports.default.fetch(`http://localhost:8787/console/api/billing/documents${path}`, {
      headers: { authorization: "Bearer test-owner-token" },
    });
  const list: PreviewList = await (await asked("")).json();
  for (const name of [...list.documents, ...list.mails]) {
    for (const language of list.languages) {
      const page = await asked(`/${name}/page?language=${language}`);
      expect([name, language, page.status]).toEqual([name, language, 200]);
      expect(await page.text()).toContain(`lang="${language}"`);
    }
  }
  expect((await asked("/many-lines/pdf?language=fr")).headers.get("content-type")).toBe("application/pdf");
  expect((await asked("/nothing/page")).status).toBe(404);
  expect((await asked("/invoice/page?language=xx")).status).toBe(422);
});
