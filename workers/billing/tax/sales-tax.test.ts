import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestAccount } from "../account-fixture.ts";
import type { EffectEnding } from "../command/effect-order.ts";
import { companyInput } from "../company/company-fixture.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { quoted } from "./ask-quote.ts";
import { quoteService } from "./quote-service.ts";

const START_MS = Date.UTC(2026, 4, 1);
const ADDRESS = {
  line1: "1 Market St",
  line2: "",
  city: "San Francisco",
  region: "CA",
  postalCode: "94105",
  country: "US",
};
const SECRET = `whsec_${Buffer.from("a secret of the company").toString("base64")}`;
const REGISTERED = [{ place: "US-CA", number: "1" }];
const RATES = [
  { jurisdiction: "US-CA", name: "State", rate: "7.25" },
  { jurisdiction: "US-CA-SF", name: "District", rate: "1.375" },
];
const ANSWER = { reference: "quote-77", items: [{ taxCode: "standard", rates: RATES }] };

/** An account in California whose seller is registered there, with an invoice that waits for a quote. */
function waiting() {
  const company = { taxRegistrations: REGISTERED };
  const account = new TestAccount(START_MS, { account: { address: ADDRESS }, company });
  const { id } = account.must<Invoice>("invoice.create", { lines: [{ description: "Thing", amount: 10_000 }] });
  const invoice = () => {
    const found = account.books.invoices.get(id);
    if (!found) throw new Error("the invoice is gone");
    return found;
  };
  const order = {
    accountId: account.books.accountId,
    effect: { id: `quote:${id}`, kind: "quote-tax", subject: id, notBeforeMs: 0, createdMs: 0 },
    attempt: 1,
    nowMs: START_MS,
  } as const;
  return { account, invoice, order };
}

let server: Server;
let env: Env;
let asked: { headers: IncomingHttpHeaders; body: string }[];
let answer: { status: number; body: string };
let kept: Map<string, string>;
const keep = async (key: string, text: string) => kept.set(key, text);

beforeEach(async () => {
  [asked, kept, answer] = [[], new Map(), { status: 200, body: JSON.stringify(ANSWER) }];
  server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    asked.push({ headers: request.headers, body });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  env = {
    APIARY_SALES_TAX_URL: `http://127.0.0.1:${port}/quotes`,
    APIARY_SALES_TAX_SECRET: SECRET,
    APIARY_OUTBOUND_ALLOW: "127.0.0.1",
  } as Env; // all that a question needs
});
afterEach(() => server.close());

async function ask({ order, invoice }: ReturnType<typeof waiting>) {
  const service = quoteService(env);
  if (!service) throw new Error("a service is set up");
  return quoted(service, order, invoice(), { address: ADDRESS, taxId: null }, keep);
}

/** What the account is told by an ending that brings an answer. */
function inputOf(ending: EffectEnding): object {
  const [command] = ending.kind === "done" ? ending.commands : [];
  if (command?.command !== "sales-tax.quoted" || typeof command.input !== "object" || command.input === null)
    throw new Error(`no answer came: ${JSON.stringify(ending)}`);
  return command.input;
}

describe("sales tax of a service", () => {
  it("is asked once about what is sold, signed, and finalises the draft that waited for it", async () => {
    const draft = waiting();
    expect(draft.invoice()).toMatchObject({ status: "draft", number: null, taxTotal: 0 });
    expect(draft.account.sent.filter((sent) => sent.startsWith("quote-tax"))).toHaveLength(1);
    const ending = await ask(draft);
    const [{ headers, body } = { headers: {}, body: "" }] = asked;
    expect(JSON.parse(body)).toMatchObject({
      id: draft.order.effect.id,
      at: "2026-05-01T00:00:00.000Z",
      customer: { address: ADDRESS },
      items: [{ taxCode: "standard", amount: "100.00", taxIncluded: false }],
    });
    const signed = createHmac("sha256", "a secret of the company");
    signed.update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
    expect(headers).toMatchObject({
      "idempotency-key": draft.order.effect.id,
      "webhook-signature": `v1,${signed.digest("base64")}`,
    });

    const input = inputOf(ending);
    draft.account.must("sales-tax.quoted", input);
    expect(draft.invoice()).toMatchObject({
      status: "open",
      taxTotal: 863,
      total: 10_863,
      taxTotals: [
        { jurisdiction: "US-CA", amount: 725 },
        { jurisdiction: "US-CA-SF", amount: 138 },
      ],
      lines: [{ tax: { category: "S", proof: "quote-77" } }],
    });
    expect(draft.account.ledgerSum()).toBe(0);
    expect(JSON.parse([...kept.values()][0] ?? "").answer).toBe(answer.body);
    expect(draft.account.run("sales-tax.quoted", input)).toMatchObject({ reason: "not-a-draft" });
  });

  it.each([
    ["is away", 503, "down", "retry"],
    ["is busy", 429, "slow down", "retry"],
    ["does not know the address", 422, "no such address", "park"],
    ["answers something else", 200, "<html>", "park"],
    ["leaves a tax code out", 200, JSON.stringify({ reference: "x", items: [] }), "park"],
    [
      "names a rate that is none",
      200,
      JSON.stringify({ ...ANSWER, items: [{ taxCode: "standard", rates: [{ ...RATES[0], rate: "-1" }] }] }),
      "park",
    ],
  ])("leaves a draft when the service %s", async (_, status, body, kind) => {
    answer = { status, body };
    const draft = waiting();
    expect(await ask(draft)).toMatchObject({ kind });
    expect([draft.invoice().status, kept.size]).toEqual(["draft", 0]);
  });

  it("is asked again an hour later when the customer moved meanwhile", async () => {
    const draft = waiting();
    const ending = await ask(draft);
    draft.account.must("account.change", { address: { ...ADDRESS, city: "Los Angeles" } });
    draft.account.must("sales-tax.quoted", inputOf(ending));
    expect(draft.invoice().status).toBe("draft");
    draft.account.advanceTo(START_MS + 3_600_000);
    expect(draft.account.sent.filter((sent) => sent.startsWith("quote-tax")).length).toBeGreaterThan(1);
  });

  it("comes from the company's table once staff entered the place", () => {
    const { account, invoice } = waiting();
    const salesTaxRates = [{ place: "US-CA", name: "State", rate: "7.25" }];
    account.must("company.adopt", companyInput({ version: 2, taxRegistrations: REGISTERED, salesTaxRates }));
    account.advanceTo(START_MS + 3_600_000);
    expect(invoice()).toMatchObject({ status: "open", taxTotal: 725 });
  });

  it("is made up, the same each time, where the server says so", async () => {
    env = { APIARY_SALES_TAX_URL: "local" } as Env; // as above
    const endings = await Promise.all([ask(waiting()), ask(waiting())]);
    const rates = endings.map(inputOf);
    expect(rates[0]).toMatchObject({ items: [{ taxCode: "standard", rates: [{ name: "State" }, { name: "City" }] }] });
    expect(JSON.stringify(rates[0])).toBe(JSON.stringify(rates[1]));
  });

  it("is nobody's business where none is set up", () => expect(quoteService({} as Env)).toBeNull()); // an Env that sets nothing
});
