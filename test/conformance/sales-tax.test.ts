import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { until } from "../poll.ts";
import { startTestServer } from "../server.ts";

const KEY = "a secret of the company";
const ADDRESS = { line1: "1 Market St", city: "San Francisco", region: "CA", postalCode: "94105", country: "US" };

interface Invoice {
  status: string;
  total: number;
  taxTotals: { jurisdiction: string; amount: number }[];
}

/** A sales tax service: California takes 7.25 percent, and Nevada's rates are away. */
async function startService() {
  const asked: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    asked.push({ headers: request.headers, body });
    const { customer, items } = JSON.parse(body);
    if (customer.address.region !== "CA") return response.writeHead(503).end("down");
    const rates = [{ jurisdiction: "US-CA", name: "State", rate: "7.25" }];
    const answer = { reference: "q1", items: items.map(({ taxCode }: { taxCode: string }) => ({ taxCode, rates })) };
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return { asked, url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => server.close() };
}

it("asks a sales tax service about a draft, by a signed request, and leaves it a draft while the service is away", async () => {
  using service = await startService();
  await using server = await startTestServer({
    APIARY_SALES_TAX_URL: `${service.url}/quotes`,
    APIARY_SALES_TAX_SECRET: `whsec_${Buffer.from(KEY).toString("base64")}`,
    APIARY_OUTBOUND_ALLOW: "127.0.0.1",
  });
  const call = async <Answer>(path: string, method = "GET", body?: object): Promise<Answer> => {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer; // what a route answers is the type that the caller names
  };
  const { company } = await call<{ company: object }>("/console/api/billing/ledger/company");
  const taxRegistrations = ["US-CA", "US-NV"].map((place) => ({ place, number: "1" }));
  await call("/console/api/billing/ledger/company", "PUT", { ...company, taxRegistrations });

  const bill = async (region: string): Promise<string> => {
    const owner = { name: "O", mail: "o@example.com" };
    const opened = { productId: "shop", name: region, currency: "USD", owner, address: { ...ADDRESS, region } };
    const { id } = await call<{ id: string }>("/console/api/billing/accounts", "POST", opened);
    const input = { lines: [{ description: "Thing", amount: 10_000 }] };
    const made = { command: "invoice.create", input, reason: "test" };
    await call(`/console/api/billing/accounts/${id}/commands`, "POST", made);
    return id;
  };
  const invoiceOf = async (id: string) =>
    (await call<{ data: Invoice[] }>(`/billing/v1/accounts/${id}/invoices`)).data[0];

  const taxed = await bill("CA");
  const open = await until(
    "the invoice",
    () => invoiceOf(taxed),
    (invoice) => invoice?.status !== "draft",
  );
  expect(open).toMatchObject({ total: 10_725, taxTotals: [{ jurisdiction: "US-CA", amount: 725 }] });
  const [{ headers, body } = { headers: {}, body: "" }] = service.asked;
  const signed = createHmac("sha256", KEY);
  signed.update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
  expect(headers["webhook-signature"]).toBe(`v1,${signed.digest("base64")}`);

  const waiting = await bill("NV");
  await until(
    "a question about Nevada",
    async () => service.asked.length,
    (count) => count > 1,
  );
  expect(await invoiceOf(waiting)).toMatchObject({ status: "draft", total: 10_000 });
});
