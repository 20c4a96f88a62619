import { hashText } from "../../kit/text-hash.ts";
import { postOutbound } from "../../outbound/outbound.ts";
import { signatureHeaders } from "../../outbound/signing.ts";
import { type QuoteAnswer, type QuoteQuestion, readQuote } from "./quote.ts";

/** `APIARY_SALES_TAX_URL` of the rates that Apiary makes up, for trying things out. */
const LOCAL = "local";

/** What came of a question. `refused` is final: asking again would be answered the same. */
export type QuoteOutcome =
  | { kind: "answered"; answer: QuoteAnswer; text: string }
  | { kind: "retry"; because: string }
  | { kind: "refused"; because: string };

/** Answers what sales tax an address bears. Never throws. */
export type QuoteService = (question: QuoteQuestion, nowMs: number) => Promise<QuoteOutcome>;

/** The service that is set up; null when none is. */
export function quoteService(env: Env): QuoteService | null {
  const url = env.APIARY_SALES_TAX_URL;
  if (url === undefined || url === "") return null;
  return url === LOCAL ? localService : httpService(env, url);
}

/** A service elsewhere, in the protocol of docs/design/sales-tax.md: one signed request, whose answer is tried again unless it is final. */
const httpService =
  (env: Env, url: string): QuoteService =>
  async (question, nowMs) => {
    const body = JSON.stringify(question);
    const secret = env.APIARY_SALES_TAX_SECRET;
    const signed = secret
      ? signatureHeaders([{ secret, createdAtMs: 0, expiresAtMs: null }], question.id, nowMs, body)
      : {};
    const headers = { "content-type": "application/json", "idempotency-key": question.id, ...signed };
    const posted = await postOutbound(env, url, { headers, body });
    if (!posted.ok) return { kind: posted.reason === "refused-address" ? "refused" : "retry", because: posted.detail };
    const { status, text } = posted.value;
    if (status !== 200) {
      const final = status >= 400 && status < 500 && status !== 408 && status !== 429;
      return {
        kind: final ? "refused" : "retry",
        because: `The sales tax service answered ${status}: ${text.slice(0, 200)}`,
      };
    }
    const read = readQuote(text, question);
    return read.ok ? { kind: "answered", answer: read.value, text } : { kind: "refused", because: read.detail };
  };

const STEPS = 32;

/** Made-up rates, always the same for a state and a city: between 4 and 8 percent and up to 3 more, by quarters. Nobody owes them. */
const localService: QuoteService = async ({ id, customer, items }) => {
  const { region, city } = customer.address;
  const quarter = (text: string, most: number) => String((hashText(text) % most) / 4);
  const rates = [
    { jurisdiction: `US-${region}`, name: "State", rate: String(4 + Number(quarter(region, STEPS / 2))) },
    ...(city === ""
      ? []
      : [{ jurisdiction: `US-${region}-${city}`.slice(0, 60), name: "City", rate: quarter(city, STEPS / 3) }]),
  ];
  const answer = { reference: `local-${id}`, items: items.map(({ taxCode }) => ({ taxCode, rates })) };
  return { kind: "answered", answer, text: JSON.stringify(answer) };
};
