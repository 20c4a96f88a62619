import { expect, it } from "vitest";
import { ratesInto, readEuroRates } from "./central-bank.ts";

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
