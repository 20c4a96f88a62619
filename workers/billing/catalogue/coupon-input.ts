import type { Json, JsonObject } from "../../kit/json.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { accountBooks } from "../account-client.ts";
import type { Deed } from "../command/command.ts";
import { quoteCoupon, redeem } from "./coupon-book.ts";

/** Commands whose `coupon` is a customer's word: its place is taken by what it gives. */
const REDEEMING: readonly string[] = ["subscription.create", "subscription.redeem"];

/** A command with its input as a caller gave it. */
export interface Asked {
  accountId: string;
  command: string;
  input: JsonObject;
  deed: Deed;
}

/** The input with what its coupon would give, for a preview. Fails where it gives nothing. */
export async function withCouponQuoted(env: Env, asked: Asked): Promise<Result<Asked["input"], string>> {
  const word = wordOf(asked);
  if (word === null) return ok(asked.input);
  if (typeof word !== "string") return NO_WORD;
  const quote = await quoteCoupon(env.DB, word, await redeemerOf(env, asked));
  return quote.ok ? ok({ ...asked.input, coupon: quote.value.grant }) : quote;
}

/** The input with what its coupon gives, counted for the account. Nothing is counted for a command that would be refused. */
export async function withCouponRedeemed(env: Env, asked: Asked): Promise<Result<Asked["input"], string>> {
  const word = wordOf(asked);
  if (word === null) return ok(asked.input);
  if (typeof word !== "string") return NO_WORD;
  const redeemer = await redeemerOf(env, asked);
  const quote = await quoteCoupon(env.DB, word, redeemer);
  if (!quote.ok) return quote;
  const { grant, counted } = quote.value;
  const { accountId, command, deed } = asked;
  // What is counted may be a request that is repeated: its own answer is kept with its key.
  if (counted) return ok({ ...asked.input, coupon: grant });
  const seen = await accountBooks(env, accountId).preview({ command, input: { ...asked.input, coupon: grant }, deed });
  if (!seen.ok) return seen;
  const redeemed = await redeem(env.DB, word, redeemer);
  return redeemed.ok ? ok({ ...asked.input, coupon: redeemed.value }) : redeemed;
}

const NO_WORD = fail("invalid-input", "coupon: a code, or a coupon's id");

const wordOf = ({ command, input }: Asked): Json => (REDEEMING.includes(command) ? (input.coupon ?? null) : null);

async function redeemerOf(env: Env, { accountId, deed }: Asked) {
  const account = await accountBooks(env, accountId).record("account", accountId);
  return { accountId, currency: account?.currency ?? "", nowMs: account?.clockMs ?? deed.nowMs };
}
