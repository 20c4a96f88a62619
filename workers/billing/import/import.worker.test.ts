import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { accountBooks } from "../account-client.ts";
import { driveJob } from "../job/drive.ts";
import type { JobRows, JobView } from "../job/view.ts";
import { csvRow } from "./csv/cell.ts";
import { guessMapping } from "./csv/column.ts";
import { ROW_BYTES_MAX } from "./csv/csv-row.ts";
import { FILE_BYTES_MAX } from "./csv/upload.ts";
import { importedAccountId } from "./imported-id.ts";
import { notingLines } from "./line-book.ts";
import { sweepImports } from "./sweep.ts";
import type { ImportBeginning } from "./view.ts";

const BASE = "https://apiary.test/console/api/billing";
const AUTHORIZED = { authorization: "Bearer test-owner-token" };

async function call<Answer = JobView>(method: string, path: string, body?: unknown) {
  const answer = await exports.default.fetch(`${BASE}${path}`, {
    method,
    headers: { ...AUTHORIZED, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { httpStatus: answer.status, ...((await answer.json()) as Answer) };
}

async function upload(body: BodyInit, system = "old") {
  const answer = await exports.default.fetch(`${BASE}/imports/csv?system=${system}&name=a.csv`, {
    method: "POST",
    headers: { ...AUTHORIZED, "content-type": "text/csv" },
    body,
  });
  return { httpStatus: answer.status, ...((await answer.json()) as { id: string; title?: string; detail?: string }) };
}

async function driven(id: string): Promise<JobView> {
  for (;;) {
    const job = await call("POST", `/jobs/${id}/drive`);
    if (job.status !== "running") return job;
  }
}

const READING = { decimal: ".", defaults: { product: "shop", currency: "EUR" } };

/** Uploads a file and has it checked as its columns are guessed. */
async function checked(text: string, reading: object = {}, system = "old") {
  const { id } = await upload(text, system);
  const { mapping } = await call<ImportBeginning>("GET", `/imports/${id}/beginning`);
  expect(await call("POST", `/imports/${id}/check`, { ...READING, mapping, ...reading })).toMatchObject({ id });
  return driven(id);
}

async function applied(id: string): Promise<JobView> {
  await call("POST", `/imports/${id}/apply`);
  return driven(id);
}

const rowsOf = async (id: string, statuses: string) =>
  (await call<JobRows>("GET", `/jobs/${id}/rows?status=${statuses}`)).rows;
const day = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);
const PAID = day(Date.now() + 20 * DAY_MS);
const RECENT = day(Date.now() - 2 * DAY_MS);
const counted = ({ counts }: JobView) => counts.map(({ status, action, rows }) => `${status} ${action} ${rows}`);

const HEAD = [
  "external_id",
  "name",
  "owner_mail",
  "balance",
  "price",
  "quantity",
  "paid_until",
  "invoice_number",
  "invoice_open",
  "invoice_date",
];
const file = (...rows: string[][]) => [HEAD, ...rows].map((cells) => csvRow(cells)).join("");

it("says what would be done and writes nothing, then does exactly that, and nothing when the file comes again", async () => {
  const text = file(
    ["1", "Corner Shop", "ann@example.com", "-7.00", "", "", "", "", "", ""],
    ["2", "Bakery", "", "", "", "", "", "", "", ""],
    ["1", "", "", "", "", "", "", "S-17", "50.00", RECENT],
    ["3", "Broken", "", "much", "", "", "", "", "", ""],
    ["", "Nobody", "", "", "", "", "", "", "", ""],
  );
  const asking = await checked(text);
  expect(asking).toMatchObject({ status: "asking", phase: "apply" });
  expect(counted(asking).sort()).toEqual(["failed  2", "joined more 1", "waiting create 2"]);
  expect(asking.figures.filter(({ sum }) => sum !== 0)).toEqual([
    { currency: "EUR", name: "balance", sum: -700 },
    { currency: "EUR", name: "open", sum: 5_000 },
  ]);
  const id = importedAccountId("old", "1");
  expect(await accountBooks(env, id).record("account", id)).toBeNull();

  const done = await applied(asking.id);
  expect(counted(done).sort()).toEqual(["done create 2", "failed  2", "joined more 1"]);
  expect(done.figures).toEqual(asking.figures);
  const { account, invoice } = await accountBooks(env, id).records(["account", "invoice"]);
  expect(account).toMatchObject([{ name: "Corner Shop", productId: "shop", externalIds: { old: "1" } }]);
  expect(invoice).toMatchObject([{ number: "S-17", amountRemaining: 5_000 }]);
  expect([...(await accountBooks(env, id).people()).values()]).toEqual([
    { name: "Corner Shop", mail: "ann@example.com" },
  ]);

  const before = (await accountBooks(env, id).commands(null)).length;
  const again = await checked(text);
  expect(counted(again).sort()).toEqual(["failed  2", "joined more 1", "nothing  2"]);
  await applied(again.id);
  expect((await accountBooks(env, id).commands(null)).length).toBe(before);
});

it("notes a page of lines without going through all lines before", async () => {
  const line = (no: number) => ({ at: `line ${no}`, externalId: `n${no}`, part: {}, owner: {}, problems: [] });
  const noted = async (page: number, first: number, lines: number) => {
    const all = Array.from({ length: lines }, (_, at) => line(first + at));
    return (await notingLines(env.DB, "noted", page, { first, lines: all }).run()).meta.rows_read;
  };
  await noted(0, 1, 2_000);
  const read = await noted(1, 1_801, 400);
  const { results } = await env.DB.prepare(
    "select status, count(*) as lines from billing_job_row where job_id = 'noted' and no > 1800 group by status",
  ).all();
  expect(results).toEqual([{ status: "waiting", lines: 400 }]);
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(40_000);
});

it("says of an account that its debt is so old that it would be cancelled at once", async () => {
  const old = day(Date.now() - 400 * DAY_MS);
  const asking = await checked(file(["5", "Sleeping", "", "", "", "", "", "S-1", "9.00", old]));
  expect(await rowsOf(asking.id, "waiting")).toMatchObject([{ detail: expect.stringContaining("cancelled") }]);
});

it("names line and column of what is wrong, and gives it back as a file that no spreadsheet runs", async () => {
  const asking = await checked(
    file(
      ["10", "=HYPERLINK(1)", "", "1,5", "", "", "", "", "", ""],
      ["11", "Late", "", "", "nowhere", "x", "31.12.2026", "", "", ""],
      ["12", "One", "", "5.00", "", "", "", "", "", ""],
      ["12", "Two", "", "", "", "", "", "", "", ""],
      ["13", "No price", "", "", "nowhere", "1", PAID, "", "", ""],
    ),
  );
  expect((await rowsOf(asking.id, "failed")).map(({ detail }) => detail)).toEqual([
    "Line 2, column balance: 1,5 is no amount of EUR: write it as 12.50.",
    "Line 3, column paid_until: 31.12.2026 is no date: write it as 2026-12-31, with a time as 2026-12-31 14:30.",
    "Line 5 says another account's name than line 4.",
    "There is no price nowhere in the catalogue.",
  ]);
  const errors = await exports.default.fetch(`${BASE}/imports/${asking.id}/errors.csv`, { headers: AUTHORIZED });
  const lines = (await errors.text()).split("\r\n");
  expect(lines).toHaveLength(7);
  expect(lines[0]).toBe(`${HEAD.join(",")},Why it was not done`);
  expect(lines[1]).toMatch(/^10,'=HYPERLINK\(1\),,"1,5",.*"Line 2, column balance/);
  expect(lines.filter((line) => line.startsWith("12,"))).toHaveLength(2);
  expect(await call("POST", `/jobs/${asking.id}/cancel`)).toMatchObject({ status: "cancelled" });
  expect(await call("POST", `/imports/${asking.id}/apply`)).toMatchObject({ httpStatus: 409, title: "wrong-state" });
});

it("is read anew by another mapping, in another encoding, with other separators", async () => {
  const text = "Kundennummer;Firma;Guthaben\r\n20;Bäckerei;12,50\r\n";
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const { id } = await upload(bytes);
  const first = { ...READING, decimal: ",", mapping: ["external_id", "legal_name", "balance"] };
  await call("POST", `/imports/${id}/check`, first);
  expect(counted(await driven(id))).toEqual(["failed  1"]);
  await call("POST", `/imports/${id}/check`, { ...first, mapping: ["external_id", "name", "balance"] });
  const asking = await driven(id);
  expect(counted(asking)).toEqual(["waiting create 1"]);
  expect(asking.input).toMatchObject({ file: { encoding: "windows-1252", delimiter: ";", rows: 1 } });
  await applied(id);
  const account = importedAccountId("old", "20");
  expect((await accountBooks(env, account).record("account", account))?.name).toBe("Bäckerei");
  const wide = await upload(
    Uint8Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0)).length ? utf16(text) : "",
  );
  expect((await call<ImportBeginning>("GET", `/imports/${wide.id}/beginning`)).rows).toEqual([
    ["20", "Bäckerei", "12,50"],
  ]);
});

const utf16 = (text: string) =>
  new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0)).buffer);

it.each([
  ["empty", "", 422],
  ["no-rows", "external_id,name\n", 422],
  ["not-text", "PK\u0003\u0004workbook", 422],
  ["not-text", "external_id,name\n1,a\0b\n", 422],
  ["unclosed-quote", 'external_id,name\n1,"Shop\n2,b\n', 422],
  ["row-too-long", `external_id,name\n1,${"x".repeat(1_048_576)}\n`, 422],
  ["row-too-long", `external_id,name\n1,${"x".repeat(ROW_BYTES_MAX - 2)}\n`, 422],
  ["too-many-columns", `${"a,".repeat(201)}\n1\n`, 422],
  ["too-large", new Uint8Array(21 * 1_048_576).fill(0x61), 413],
])("refuses a file that is %s, and keeps nothing of it", async (reason, body, httpStatus) => {
  const kept = (await env.BLOBS.list({ prefix: "billing/imports/" })).objects.length;
  expect(await upload(body)).toMatchObject({ httpStatus, title: reason });
  expect((await env.BLOBS.list({ prefix: "billing/imports/" })).objects).toHaveLength(kept);
});

it("goes on wherever it was killed, each account once", async () => {
  const rows = Array.from({ length: 30 }, (_, index) => [
    `k${index}`,
    `Shop ${index}`,
    "",
    "1.00",
    "",
    "",
    "",
    "",
    "",
    "",
  ]);
  const asking = await checked(file(...rows), {}, "killed");
  await call("POST", `/imports/${asking.id}/apply`);
  await driveJob(env, asking.id, Date.now());
  // As if the step had been cut off before its commit.
  await env.DB.prepare("update billing_job set status = 'running', ended_ms = null, sums = null where id = ?")
    .bind(asking.id)
    .run();
  await env.DB.prepare("update billing_job_row set status = 'waiting' where job_id = ? and no > 10")
    .bind(asking.id)
    .run();
  expect(counted(await driven(asking.id))).toEqual(["done create 30"]);
  for (const [externalId = ""] of rows) {
    const id = importedAccountId("killed", externalId);
    const { "balance-entry": balance } = await accountBooks(env, id).records(["balance-entry"]);
    expect(balance.map(({ amount }) => amount)).toEqual([100]);
  }
});

it("completes who has the id already, and asks each once that throws", async () => {
  const { id } = await checked(file(["30", "Linked", "", "", "", "", "", "", "", ""]));
  await applied(id);
  const account = importedAccountId("old", "30");
  const changed = await checked(file(["30", "Linked Ltd", "", "3.00", "", "", "", "", "", ""]));
  expect(counted(changed)).toEqual(["waiting change 1"]);
  expect(counted(await applied(changed.id))).toEqual(["done change 1"]);
  expect((await accountBooks(env, account).record("account", account))?.name).toBe("Linked Ltd");
  const broken = await checked(file(["30", "Linked Inc", "", "", "", "", "", "", "", ""]));
  await runInDurableObject(env.ACCOUNT_BILLING.getByName(account), (_, { storage }) => {
    storage.sql.exec("alter table command rename to lost");
  });
  expect(counted(await applied(broken.id))).toEqual(["failed change 1"]);
});

it("forgets its files a week after its end, gives up what nobody answers, and sweeps what has no import", async () => {
  const { id } = await checked(file(["40", "Kept", "", "", "", "", "", "", "", ""]));
  await env.BLOBS.put("billing/imports/none/file.csv", "x");
  const files = async (of: string) => (await env.BLOBS.list({ prefix: `billing/imports/${of}/` })).objects.length;
  await sweepImports(env, Date.now() + 6 * DAY_MS);
  expect(await files(id)).toBe(2);
  expect(await files("none")).toBe(0);
  await sweepImports(env, Date.now() + 7 * DAY_MS + 60_000);
  expect(await call("GET", `/jobs/${id}`)).toMatchObject({ status: "cancelled" });
  await sweepImports(env, Date.now() + 8 * DAY_MS);
  expect(await files(id)).toBe(0);
  const beginning = await call("GET", `/imports/${id}/beginning`);
  expect(beginning).toMatchObject({ httpStatus: 410, title: "file-gone" });
});

it("guesses what its own template is", async () => {
  const template = await exports.default.fetch(`${BASE}/imports/template.csv`, { headers: AUTHORIZED });
  const [head = ""] = (await template.text()).split("\r\n");
  expect(guessMapping(head.split(","))).toEqual(head.split(","));
});

const TERMS = { name: "Pro", currency: "EUR", tax: { behaviour: "exclusive", code: "saas" } };
const priced = (unit: string, unitAmount: string) => ({
  ...{ ...TERMS, interval: { unit, count: 1 } },
  charge: { kind: "per-unit", unitAmount },
});

it("takes subscriptions over by plan and interval or by price, as the catalogue has them", async () => {
  const made = async (what: string, body: object) =>
    (await call<{ id: string }>("POST", `/catalogue/${what}`, body)).id;
  const productId = await made("products", { name: "Import desk" });
  const planId = await made("plans", { productId, code: "ImportPro", name: "Pro" });
  const month = await made("prices", { planId, terms: priced("month", "1200") });
  const year = await made("prices", { planId, terms: priced("year", "9900") });
  const head = "external_id,name,product,plan,interval,price,quantity,paid_until,status";
  const row = (id: string, plan: string, interval: string, price: string, quantity: string) =>
    [id, `Shop ${id}`, productId, plan, interval, price, quantity, PAID, "active"].join(",");
  const text = [
    head,
    row("50", "ImportPro", "monthly", "", "3"),
    row("51", "", "", year, "1"),
    row("52", "ImportPro", "", "", "1"),
    row("53", "ImportPro", "week", "", "1"),
    row("54", "Nothing", "", "", "1"),
    // The same line twice is one item, not two.
    row("55", "ImportPro", "year", "", "2"),
    row("55", "ImportPro", "year", "", "2"),
  ].join("\n");
  const asking = await checked(text);
  expect((await rowsOf(asking.id, "failed")).map(({ subject, detail }) => [subject, detail])).toEqual([
    ["52", expect.stringContaining("The plan ImportPro has several prices")],
    ["53", expect.stringContaining("has no such price on sale")],
    ["54", expect.stringContaining("There is no plan Nothing on sale.")],
  ]);
  expect(asking.figures.find(({ name }) => name === "monthly")).toMatchObject({ sum: 3 * 1_200 + 825 + 2 * 825 });
  const done = await applied(asking.id);
  expect(counted(done).sort()).toEqual(["done create 3", "failed  3", "joined more 1"]);
  const itemsOf = async (externalId: string) => {
    const { subscription } = await accountBooks(env, importedAccountId("old", externalId)).records(["subscription"]);
    return subscription.map(({ period, items }) => [
      day(period.endMs),
      ...items.map(({ price, quantity }) => [price.id, quantity]),
    ]);
  };
  expect(await itemsOf("50")).toEqual([[PAID, [month, 3]]]);
  expect(await itemsOf("51")).toEqual([[PAID, [year, 1]]]);
  expect(await itemsOf("55")).toEqual([[PAID, [year, 2]]]);
});

it("keeps each account once when two imports of the same accounts run at one time", async () => {
  const rows = Array.from({ length: 40 }, (_, at) => [
    `t${at}`,
    `Shop ${at}`,
    "",
    "2.00",
    "",
    "",
    "",
    "S",
    "5.00",
    RECENT,
  ]);
  const text = file(...rows);
  const both = await Promise.all([checked(text, {}, "twice"), checked(text, {}, "twice")]);
  const done = await Promise.all(both.map(({ id }) => applied(id)));
  for (const { status, counts } of done) {
    expect(status).toBe("done");
    expect(counts.every((one) => one.status === "done" || one.status === "nothing")).toBe(true);
  }
  for (const [externalId = ""] of rows) {
    const books = await accountBooks(env, importedAccountId("twice", externalId)).records(["balance-entry", "invoice"]);
    expect(books["balance-entry"].map(({ amount }) => amount)).toEqual([200]);
    expect(books.invoice.map(({ total }) => total)).toEqual([500]);
  }
});

it("refuses a packed file that is too large unpacked, and keeps nothing of it", async () => {
  const line = new TextEncoder().encode(`1,${"x".repeat(60_000)}\n`);
  let lines = 0;
  const large = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (lines++ === 0) controller.enqueue(new TextEncoder().encode("external_id,name\n"));
      else if ((lines - 2) * line.length > FILE_BYTES_MAX) controller.close();
      else controller.enqueue(line);
    },
  });
  const packed = await new Response(large.pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  const answer = await exports.default.fetch(`${BASE}/imports/csv?system=old&name=a.csv`, {
    method: "POST",
    headers: { ...AUTHORIZED, "content-type": "text/csv", "content-encoding": "gzip" },
    body: packed,
  });
  expect([answer.status, (await answer.json<{ title: string }>()).title]).toEqual([413, "too-large"]);
});
