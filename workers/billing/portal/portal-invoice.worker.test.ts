import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountBooks } from "../account-client.ts";
import { documentPath, documentToken } from "../document/document-link.ts";
import { Customer, enter, openAccount, run, subscribed } from "./customer-fixture.ts";
import { PAGE } from "./pay/invoice-routes.ts";

const MAIL = "mira@quiet-harbor.test";
/** As often as wrangler.toml lets pages that ask the gateway be opened in a minute, by one link or in one session. */
const VISITS_MAX = 30;

it("pays a declined invoice with a new card that the bank wants confirmed, and shows the truth after it", async () => {
  const id = await openAccount(MAIL);
  const customer = await enter(MAIL);
  await customer.get("/id/account/methods/new");
  await customer.send("/id/account/methods/new", { token: "tok_insufficient_funds" });
  expect(customer.html).toContain("The payment method was added.");
  await subscribed(id);
  const books = accountBooks(env, id);
  await books.wake();
  await customer.get("/id/account");
  expect(customer.html).toContain("It begins with your first payment");
  const [invoice] = (await books.records(["invoice"])).invoice;
  const pay = `/id/account/invoices/${invoice?.id}/pay`;
  await customer.get(pay);
  expect(customer.html).toContain("The payment was declined: The card has insufficient funds.");

  await customer.get(`/id/account/methods/new?invoice=${invoice?.id}`);
  await customer.send("/id/account/methods/new", { token: "tok_requires_action" });
  expect(customer.html).toContain("Your bank wants you to confirm the payment of €20.00");
  const bank = /href="(\/id\/bank\/[^"]+)"/.exec(customer.html)?.[1] ?? "";
  expect((await customer.get(bank.replace(/.$/, (last) => (last === "A" ? "B" : "A")))).status).toBe(410);
  await customer.get(bank);
  await customer.send(bank);
  await customer.get(pay);
  expect(customer.html).toContain("The payment was not confirmed.");
  const cards = (await books.records(["payment-method"]))["payment-method"];
  const card = cards.find(({ token }) => token.startsWith("tok_requires_action"));
  await customer.send(pay, { method: card?.id ?? "" });
  const again = /href="(\/id\/bank\/[^"]+)"/.exec(customer.html)?.[1] ?? "";
  await customer.get(again);
  const form = new URLSearchParams({ key: /name="key" value="([^"]*)"/.exec(customer.html)?.[1] ?? "", approved: "1" });
  const back = await customer.post(again, form);
  expect(back.headers.get("location")).toBe(`http://localhost:8787${pay}`);
  await customer.get(pay);
  expect(customer.html).toContain("The invoice is paid.");
  expect((await customer.get(again)).status).toBe(410);

  await customer.get("/id/account/methods");
  await customer.send(`/id/account/methods/${card?.id}/remove`);
  expect(customer.html).toContain("The payment method was removed.");
  await customer.get("/id/account/invoices");
  // The receipt goes to who asks for it, and to nobody else.
  await customer.send("/id/account/invoices/mail", { what: "payment.mail" });
  expect(customer.html).toContain("It is on its way to your mailbox.");
  const receipts = async () => {
    const { results } = await env.DB.prepare(
      "select recipients from mail where subject like 'Your receipt for%' order by id",
    ).all();
    return results.map(({ recipients }) => recipients);
  };
  await expect.poll(receipts).toEqual([`["bills-${MAIL}"]`, `["${MAIL}"]`]);
  await customer.send("/id/account/invoices/mail", { what: "invoice.void" });
  expect(customer.html).toContain("That was not done");
  const pdf = /href="([^"]+\/pdf)"/.exec(customer.html)?.[1] ?? "";
  expect((await customer.get(pdf)).headers.get("content-type")).toBe("application/pdf");
});

it("lets whoever has an invoice's link pay it with a card that is not kept, and nothing else", async () => {
  const id = await openAccount(MAIL);
  await subscribed(id);
  await accountBooks(env, id).wake();
  const [invoice] = (await accountBooks(env, id).records(["invoice"])).invoice;
  const path = documentPath(documentToken(env.APIARY_SECRET, { accountId: id, documentId: invoice?.id ?? "" }));
  const visitor = new Customer();
  await visitor.get(path);
  expect(visitor.html).toContain(`href="${path}/pay"`);
  await visitor.get(`${path}/pay`);
  await visitor.send(`${path}/pay`, { token: "tok_lost_card" });
  expect(visitor.html).toContain("The payment was declined");
  await visitor.send(`${path}/pay`, { token: "tok_ok" });
  expect(visitor.html).toContain("The invoice is paid.");
  const { "payment-method": methods } = await accountBooks(env, id).records(["payment-method"]);
  expect(methods.map(({ status }) => status)).toEqual(["detached", "detached"]);
  expect((await visitor.get(`${path.replace(/.{4}$/, "____")}/pay`)).status).toBe(404);
});

it("turns the pages of invoices, as many on each as fit", async () => {
  const id = await openAccount("pages@quiet-harbor.test");
  const shop = { productId: "shop", name: "Quiet <Harbor>", ownerId: `o_${id}`, currency: "EUR" };
  const nowMs = Date.now();
  const bring = (numbers: number[]) => {
    const invoices = numbers.map((number) => ({
      ...{ externalId: `in_${number}`, number: `OLD-${number}.`, amount: 100 },
      ...{ createdMs: nowMs - number * 1_000, dueMs: null },
    }));
    return run(id, "account.import", { source: "old", externalId: "c_1", account: shop, invoices });
  };
  await bring(Array.from({ length: PAGE }, (_, index) => index + 2));
  const customer = await enter("pages@quiet-harbor.test");
  await customer.get("/id/account/invoices");
  expect(customer.html).toContain(">OLD-2.<");
  expect(customer.html).not.toContain("?after=");
  // What is issued last stands first.
  await bring([1]);
  await customer.get("/id/account/invoices");
  expect(customer.html).toContain(">OLD-1.<");
  expect(customer.html).not.toContain(">OLD-2.<");
  const [, older = ""] = /href="([^"]+)">Older</.exec(customer.html) ?? [];
  await customer.get(older);
  expect(customer.html).toContain(">OLD-2.<");
  expect(customer.html).not.toContain(">OLD-1.<");
  expect(customer.html).toContain('href="/id/account/invoices">Newest</a>');
  expect((await customer.get("/id/account/invoices?after=in_0")).status).toBe(200);
  expect(customer.html).toContain(">OLD-1.<");
});

it("has the gateway asked by the pages of one session so often a minute and no more", async () => {
  const mail = "often@quiet-harbor.test";
  const id = await openAccount(mail);
  await subscribed(id);
  await accountBooks(env, id).wake();
  const [invoice] = (await accountBooks(env, id).records(["invoice"])).invoice;
  const customer = await enter(mail);
  const opened = async () => (await customer.get(`/id/account/invoices/${invoice?.id}/pay`)).status;
  let times = 0;
  while ((await opened()) === 200 && times < 2 * VISITS_MAX) times += 1;
  expect(times).toBeGreaterThanOrEqual(VISITS_MAX);
  expect(times).toBeLessThan(2 * VISITS_MAX);
  expect((await customer.get("/id/account/methods/new")).status).toBe(429);
  expect((await customer.get("/id/account/invoices")).status).toBe(200);
});

it("opens the pages of one link that ask the gateway so often a minute and no more", async () => {
  const id = await openAccount(MAIL);
  await subscribed(id);
  await accountBooks(env, id).wake();
  const [invoice] = (await accountBooks(env, id).records(["invoice"])).invoice;
  const path = documentPath(documentToken(env.APIARY_SECRET, { accountId: id, documentId: invoice?.id ?? "" }));
  const visitor = new Customer();
  const opened = async () => (await visitor.get(`${path}/card`)).status;
  let times = 0;
  // The limit counts by the clock's minutes: one of two in a row is whole. The local gateway has no form.
  while ((await opened()) === 503 && times < 2 * VISITS_MAX) times += 1;
  expect(times).toBeGreaterThanOrEqual(VISITS_MAX);
  expect(times).toBeLessThan(2 * VISITS_MAX);
  expect((await visitor.get(`${path}/entered`)).status).toBe(429);
  expect((await visitor.get(path)).status).toBe(200);
});
