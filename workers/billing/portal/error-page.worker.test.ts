import { env, exports } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { JSON_BYTES_MAX } from "../../front/input.ts";
import { enter, openAccount, run } from "./customer-fixture.ts";

afterEach(() => void vi.restoreAllMocks());

const MAIL = "mira@broken-harbor.test";

/** Does something while a table is away. */
async function without(table: string, act: () => Promise<void>): Promise<void> {
  await env.DB.exec(`alter table ${table} rename to away`);
  try {
    await act();
  } finally {
    await env.DB.exec(`alter table away rename to ${table}`);
  }
}

const ask = (path: string, init: RequestInit = {}) => exports.default.fetch(`http://localhost:8787${path}`, init);

/** A page of the portal: its status, whose language, what it says, and that it names the request. */
async function said(answer: Response) {
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toContain("text/html");
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(text).toContain(answer.headers.get("x-request-id") ?? "no id");
  return { status: answer.status, lang: /<html lang="(\w+)"/.exec(text)?.[1], title: /<h1>(.*)<\/h1>/.exec(text)?.[1] };
}

it("answers what nobody caught by a page in the account's language, and logs it under the request that the page names", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const id = await openAccount(MAIL);
  await run(id, "account.change", { language: "de" });
  const customer = await enter(MAIL);
  await without("billing_account_look", async () => {
    const answer = await customer.get("/id/account/activity");
    expect(await said(answer)).toEqual({ status: 500, lang: "de", title: "Diese Seite ist gestört" });
    const requestId = answer.headers.get("x-request-id");
    expect(logged.mock.calls.map(([line]) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ message: "unhandled", requestId, route: "/id/account/activity" }),
    );
  });
});

it("speaks the browser's language where nobody can be known", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await openAccount(`french-${MAIL}`);
  const { cookies } = await enter(`french-${MAIL}`);
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  await without("billing_portal_session", async () => {
    const answer = await ask("/id/account", { headers: { cookie, "accept-language": "fr-CH,fr" }, redirect: "manual" });
    expect(await said(answer)).toEqual({ status: 500, lang: "fr", title: "Cette page est en panne" });
  });
});

it("has a page for an address without one, and for a method that an address does not take", async () => {
  const headers = { "accept-language": "nl" };
  const nowhere = await ask("/id/account/nowhere", { headers });
  expect(await said(nowhere)).toEqual({ status: 404, lang: "nl", title: "Deze pagina bestaat niet" });
  expect(nowhere.headers.get("allow")).toBeNull();
  for (const [method, path, allow] of [
    ["GET", "/id/account/sign-out", "POST"],
    ["PUT", "/id/account/mail", "GET, POST"],
    ["DELETE", "/id/account", "GET"],
    ["PATCH", "/id/bank/token", "GET, POST"],
  ] as const) {
    const answer = await ask(path, { method, headers });
    expect(answer.headers.get("allow")).toBe(allow);
    expect(await said(answer)).toMatchObject({ status: 405, lang: "nl" });
  }
});
it("has the same pages beside documents", async () => {
  const headers = { "accept-language": "it" };
  for (const path of ["/id/invoices/wrong", "/id/invoices/wrong/pdf", "/id/invoices/wrong/ubl", "/id/invoices/a/b/c"])
    expect(await said(await ask(path, { headers }))).toEqual({
      status: 404,
      lang: "it",
      title: "Questa pagina non esiste",
    });
  const wrong = await ask("/id/invoices/wrong", { method: "POST", headers });
  expect(wrong.headers.get("allow")).toBe("GET");
  expect(await said(wrong)).toMatchObject({ status: 405, lang: "it" });
});

it("says by a page that a form is too large", async () => {
  const form = { method: "POST", body: new URLSearchParams({ mail: "m".repeat(JSON_BYTES_MAX) }) };
  const headers = { "accept-language": "en" };
  for (const path of ["/id/account/enter", "/id/invoices/wrong/pay"])
    expect(await said(await ask(path, { ...form, headers }))).toEqual({
      status: 413,
      lang: "en",
      title: "That is too much",
    });
});

it("takes a form that cannot be read for none", async () => {
  const headers = { "content-type": "multipart/form-data" };
  const answer = await ask("/id/account/enter", { method: "POST", headers, body: "x", redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/id/account/enter"]);
});
