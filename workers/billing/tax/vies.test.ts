import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SYSTEM } from "../command/command.ts";
import { checked } from "./check-tax-id.ts";
import { askVies, type ViesNumber } from "./vies.ts";

/** What VIES answers, by the kind of question. */
const RECORDED = {
  valid: {
    isValid: true,
    requestDate: "2026-05-01T09:00:00.000Z",
    userError: "VALID",
    name: "---",
    address: "---",
    requestIdentifier: "WAPIAAAAZ1abc",
    originalVatNumber: "40303265045",
    vatNumber: "40303265045",
  },
  anonymous: { isValid: true, userError: "VALID", requestIdentifier: "" },
  invalid: { isValid: false, userError: "INVALID", requestIdentifier: "" },
  away: { isValid: false, userError: "MS_UNAVAILABLE", requestIdentifier: "" },
  busy: { isValid: false, userError: "GLOBAL_MAX_CONCURRENT_REQ" },
};

let server: Server;
let base: string;
let asked: string[];
let answer: { status: number; body: string };

beforeEach(async () => {
  asked = [];
  answer = { status: 200, body: JSON.stringify(RECORDED.valid) };
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // A server that listens on TCP has an address with a port.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest-api`;
});
afterEach(() => server.close());

const FR = { country: "FR", number: "40303265045" };
const DE = { country: "DE", number: "136695976" };

describe("VIES", () => {
  it("is asked with the requester's number, and its consultation number is the proof", async () => {
    expect(await askVies(base, FR, DE)).toEqual({ ok: true, value: { valid: true, proof: "WAPIAAAAZ1abc" } });
    expect(asked).toEqual(["/rest-api/ms/FR/vat/40303265045?requesterMemberStateCode=DE&requesterNumber=136695976"]);
  });

  it.each([
    [RECORDED.anonymous, { ok: true, value: { valid: true, proof: null } }],
    [RECORDED.invalid, { ok: true, value: { valid: false, proof: null } }],
    [RECORDED.away, { ok: false, reason: "unavailable", detail: "VIES does not say: MS_UNAVAILABLE." }],
    [RECORDED.busy, { ok: false, reason: "unavailable" }],
    [
      { actionSucceed: false, errorWrappers: [{ error: "TIMEOUT" }] },
      { ok: false, reason: "unavailable" },
    ],
  ])("that answers %j is understood", async (body, expected) => {
    answer.body = JSON.stringify(body);
    expect(await askVies(base, FR, null)).toMatchObject(expected);
  });

  it.each([
    [500, "{}"],
    [503, "busy"],
    [200, "<html>"],
    [302, ""],
  ])("that answers %i %s did not say anything", async (status, body) => {
    answer = { status, body };
    expect(await askVies(base, FR, null)).toMatchObject({ ok: false, reason: "unavailable" });
  });

  it("that nobody reaches did not say anything", async () => {
    await new Promise((closed) => server.close(closed));
    expect(await askVies(base, FR, null)).toMatchObject({ ok: false, reason: "unavailable" });
  });
});

describe("an account's tax id", () => {
  const order = (subject: string, attempt = 1) => ({
    accountId: "a",
    effect: { id: "fx_1", kind: "check-tax-id" as const, subject, notBeforeMs: 0, createdMs: 0 },
    attempt,
    nowMs: 1_000,
  });
  const register = (seller: ViesNumber | null) => (number: ViesNumber) => askVies(base, number, seller);
  const told = (status: string, proof: string | null, value = "FR40303265045") => ({
    kind: "done",
    commands: [
      {
        key: `fx_1:${status}`,
        command: "tax-id.settle",
        input: { value, status, proof },
        deed: { nowMs: 1_000, actor: SYSTEM, reason: "", requestId: "fx_1" },
      },
    ],
  });

  it("is settled by what the register says", async () => {
    expect(await checked(order("FR40303265045"), register(DE))).toEqual(told("valid", "WAPIAAAAZ1abc"));
    answer.body = JSON.stringify(RECORDED.invalid);
    expect(await checked(order("FR40303265045"), register(DE))).toEqual(told("invalid", null));
  });

  it("of Greece and Northern Ireland is asked for under their own prefixes", async () => {
    await checked(order("EL094259216"), register(null));
    await checked(order("XI980780684"), register(null));
    expect(asked).toEqual(["/rest-api/ms/EL/vat/094259216", "/rest-api/ms/XI/vat/980780684"]);
  });

  it("that is malformed or of nobody's register asks nobody", async () => {
    expect(await checked(order("FR00303265045"), register(DE))).toEqual(told("invalid", null, "FR00303265045"));
    expect(await checked(order("GB980780684"), register(DE))).toEqual(told("unavailable", null, "GB980780684"));
    expect(asked).toEqual([]);
  });

  it("is asked for again through an outage of a day, and then taxed as if there were none", async () => {
    answer.body = JSON.stringify(RECORDED.away);
    let waitedMs = 0;
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      const ending = await checked(order("FR40303265045", attempt), register(DE));
      expect(ending).toMatchObject({ kind: "retry", because: "VIES does not say: MS_UNAVAILABLE." });
      waitedMs += ending.kind === "retry" ? (ending.afterMs ?? 0) : 0;
    }
    expect(waitedMs / 3_600_000).toBeCloseTo(23.6, 1);
    expect(await checked(order("FR40303265045", 8), register(DE))).toEqual(told("unavailable", null));
  });
});
