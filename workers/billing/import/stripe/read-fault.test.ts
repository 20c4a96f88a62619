import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { asking } from "./read-fault.ts";

const busy = (after: string) =>
  new Stripe.errors.StripeRateLimitError({
    type: "invalid_request_error",
    statusCode: 429,
    headers: { "retry-after": after },
    message: "Slow down",
  });
const refused = (statusCode: number, message: string) =>
  new Stripe.errors.StripeInvalidRequestError({ type: "invalid_request_error", statusCode, message });
const away = new Stripe.errors.StripeConnectionError({ type: "api_error", message: "ended" });

/** Asks something that fails in these ways one after the other, then answers; tells how long was waited each time. */
async function asked(...faults: Error[]) {
  const waits: number[] = [];
  const left = [...faults];
  const ask = async () => {
    const fault = left.shift();
    if (fault) throw fault;
    return "answer";
  };
  const result = await asking(ask, async (ms) => void waits.push(ms)).catch((error: Error) => error.message);
  return { result, waits };
}

describe("asking Stripe", () => {
  it("waits as long as Stripe says, else longer each time", async () => {
    expect(await asked(busy("2"))).toEqual({ result: { ok: true, value: "answer" }, waits: [2_000] });
    expect(await asked(away, away, away)).toEqual({ result: { ok: true, value: "answer" }, waits: [250, 500, 1_000] });
  });

  it("leaves the rest to the job after four tries, or eight seconds", async () => {
    expect(await asked(away, away, away, away)).toMatchObject({
      result: expect.stringMatching(/^Stripe does not answer/),
    });
    expect(await asked(busy("8"))).toMatchObject({ result: { ok: true }, waits: [8_000] });
    expect(await asked(busy("9"))).toEqual({ result: "Stripe asks for fewer requests.", waits: [] });
  });

  it("gives up at once what is in vain, and repeats no key", async () => {
    expect(await asked(refused(401, "Invalid API Key provided: rk_live_****abc"))).toMatchObject({
      result: { reason: "unreadable" },
      waits: [],
    });
    const narrow = await asked(refused(403, "The provided key 'rk_live_**********x1' does not have rak_customer_read"));
    expect(narrow).toMatchObject({
      result: { reason: "unreadable", detail: expect.stringContaining("rak_customer_read") },
    });
    expect(JSON.stringify(narrow)).not.toContain("x1");
    expect(await asked(refused(404, "No such customer"))).toMatchObject({ result: { reason: "gone" } });
    expect(await asked(refused(400, "limit"))).toMatchObject({ result: { reason: "unreadable" } });
  });
});
