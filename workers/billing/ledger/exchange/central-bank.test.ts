import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { SqliteDatabase } from "../../simulation/sqlite-database.ts";
import { ratesInto, readEuroRates, storeDailyRates } from "./central-bank.ts";
import { readRates } from "./rate-book.ts";

const FILE = `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<gesmes:subject>Reference rates</gesmes:subject>
<Cube><Cube time='2026-11-20'><Cube currency='USD' rate='1.25'/><Cube currency='JPY' rate='160'/><Cube currency='XXX' rate='3'/></Cube></Cube>
</gesmes:Envelope>`;

it("reads a day's rates and crosses them over the euro", () => {
  const read = readEuroRates(FILE);
  if (!read) throw new Error("the file was not read");
  const day = "2026-11-20";
  expect(ratesInto("EUR", read)).toEqual([
    { currency: "USD", base: "EUR", day, rate: "0.8" },
    { currency: "JPY", base: "EUR", day, rate: "0.00625" },
  ]);
  expect(ratesInto("USD", read)).toEqual([
    { currency: "EUR", base: "USD", day, rate: "1.25" },
    { currency: "JPY", base: "USD", day, rate: "0.0078125" },
  ]);
  expect(ratesInto("CHF", read)).toEqual([]);
});

it("takes nothing from what is no such file", () =>
  expect(readEuroRates("<html>Down for maintenance</html>")).toBeNull());

/** A bank that answers over HTTP as a test says. */
async function startBank() {
  const bank = { answer: (response: ServerResponse): unknown => response.end(FILE), asked: 0 };
  const server = createServer((_, response) => {
    bank.asked += 1;
    bank.answer(response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const url = `http://127.0.0.1:${port}/eurofxref-daily.xml`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { bank, url, [Symbol.dispose]: close };
}

it("reads them over HTTP, the same again as often as it likes, and leaves what it has when the bank fails", async () => {
  using started = await startBank();
  const { bank, url } = started;
  const env = {
    DB: new SqliteDatabase(() => {}),
    APIARY_RATES_URL: url,
    APIARY_OUTBOUND_ALLOW: "127.0.0.1",
  } as unknown as Env; // what reading rates takes of it
  const day = "2026-11-20";
  const rates = [
    { currency: "JPY", base: "EUR", day, rate: "0.00625" },
    { currency: "USD", base: "EUR", day, rate: "0.8" },
  ];
  for (let time = 1; time <= 2; time += 1) {
    expect(await storeDailyRates(env, "EUR")).toBe(true);
    expect(await readRates(env.DB)).toEqual(rates);
  }
  const faults: ((response: ServerResponse) => unknown)[] = [
    (response) => response.writeHead(503).end("down"),
    (response) => response.writeHead(302, { location: "/elsewhere" }).end(),
    (response) => response.end("<html>Down for maintenance</html>"),
    (response) => response.end(FILE.replaceAll("rate=", "price=")),
    (response) => response.destroy(),
    (response) => response.writeHead(200, { "content-length": "9999" }).write(FILE, () => response.destroy()),
  ];
  for (const fault of faults) {
    bank.answer = fault;
    expect(await storeDailyRates(env, "EUR")).toBe(false);
  }
  expect(bank.asked).toBe(2 + faults.length);
  expect(await readRates(env.DB)).toEqual(rates);
  // The next working day, with the bank's correction of a rate; without a rate of the company's currency nothing is taken.
  bank.answer = (response) => response.end(FILE.replace(day, "2026-11-23").replace("1.25", "1.6"));
  expect(await storeDailyRates(env, "EUR")).toBe(true);
  expect((await readRates(env.DB)).slice(0, 2)).toEqual([
    { ...rates[0], day: "2026-11-23" },
    { ...rates[1], day: "2026-11-23", rate: "0.625" },
  ]);
  expect(await storeDailyRates(env, "CHF")).toBe(false);
  expect(await readRates(env.DB)).toHaveLength(4);
  const elsewhere = { ...env, APIARY_OUTBOUND_ALLOW: "" };
  expect(await storeDailyRates(elsewhere, "EUR")).toBe(false);
});
