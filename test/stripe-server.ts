import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import { StripeShelves } from "./stripe-shelves.ts";

type Thing = Record<string, unknown> & { id: string };

/** What a payment method of the test server does. */
export const STRIPE_METHODS = {
  visa: "pm_visa",
  declined: "pm_insufficient_funds",
  stolen: "pm_stolen_card",
  authentication: "pm_authentication_required",
  bank: "pm_bank",
  lostAnswer: "pm_lost_answer",
  broken: "pm_broken",
  busy: "pm_busy",
  inFlight: "pm_in_flight",
  /** Of no customer. */
  once: "pm_once",
};

const SECOND = 1_790_000_000;

interface Answer {
  status: number;
  body: object;
  headers?: Record<string, string>;
}

/**
 * A server that speaks as much of Stripe's HTTP API as billing uses, with memory: form bodies, expansions, idempotency
 * keys, error bodies. Made from Stripe's public description of the shapes.
 */
export class StripeServer {
  readonly intents = new Map<string, Thing>();
  readonly refunds = new Map<string, Thing>();
  readonly disputes = new Map<string, Thing>();
  readonly fraudWarnings = new Map<string, Thing>();
  /** Customers that were made here. */
  readonly customers = new Map<string, Thing>();
  /** Customers that were deleted. */
  readonly forgotten = new Set<string>();
  /** Forms for payment methods; a test fills one by what it sets as its `setup_intent`. */
  readonly forms = new Map<string, Thing>();
  /** Methods that are of no customer any more. */
  readonly detached = new Set<string>();
  readonly movements: Thing[] = [];
  readonly payouts: Thing[] = [];
  /** What is read and not moved: the catalogue, customers, and what they have. */
  readonly shelves = new StripeShelves();
  /** What arrived: method, path, idempotency key and API version. */
  readonly requests: { method: string; path: string; key: string | undefined; version: string | undefined }[] = [];
  readonly #answers = new Map<string, Answer>();
  /** Keys whose first request is under way. */
  readonly #underWay = new Set<string>();
  #held: string | null = null;
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #last = 0;
  #twinCame = () => {};

  /** Listens on a free port; gives its URL. */
  async listen(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    const { port } = this.#server.address() as AddressInfo; // of a TCP server
    return `http://127.0.0.1:${port}`;
  }

  /** Has the next request of a path take until another one of its key came. */
  holdNext(path: string): void {
    this.#held = path;
  }

  /** What a day does: idempotency keys are known no more. */
  forgetKeys(): void {
    this.#answers.clear();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** A movement of the balance with its source. */
  move(type: string, amount: number, fee: number, source: Thing, payout: string | null = null): Thing {
    const currency = "usd";
    const id = this.#id("txn");
    const movement = {
      id,
      object: "balance_transaction",
      type,
      amount,
      fee,
      net: amount - fee,
      currency,
      created: SECOND,
      source,
      payout,
    };
    this.movements.push(movement);
    return movement;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const url = new URL(request.url ?? "/", "http://stripe");
    const method = request.method ?? "GET";
    const key = request.headers["idempotency-key"] as string | undefined; // one such header
    const version = request.headers["stripe-version"] as string | undefined; // one such header
    this.requests.push({ method, path: url.pathname, key, version });
    const known = method === "POST" && key !== undefined ? this.#answers.get(key) : undefined;
    if (key !== undefined && this.#underWay.has(key)) {
      this.#twinCame();
      respond(response, failure(409, "idempotency_error", "idempotency_key_in_use"));
      return;
    }
    if (method === "POST" && key !== undefined && this.#held === url.pathname) {
      this.#held = null;
      this.#underWay.add(key);
      await new Promise<void>((done) => {
        this.#twinCame = done;
      });
      this.#underWay.delete(key);
    }
    const bearer = request.headers.authorization ?? "";
    const read = method === "GET" ? this.shelves.answer(url, bearer) : null;
    const answer = known ?? read ?? this.#answer(method, url, new URLSearchParams(text));
    if (answer === "lost") {
      request.socket.destroy();
      return;
    }
    if (method === "POST" && key !== undefined) this.#answers.set(key, answer);
    respond(response, answer, { "request-id": this.#id("req") });
  }

  #answer(method: string, url: URL, form: URLSearchParams): Answer | "lost" {
    const [, , resource = "", id, action] = url.pathname.split("/");
    const found = (things: Map<string, Thing>) => {
      const thing = things.get(id ?? "");
      return thing ? { status: 200, body: thing } : failure(404, "invalid_request_error", "resource_missing");
    };
    if (resource === "customers") return this.#customer(method, id, url, form);
    if (resource === "radar") {
      const warning = this.fraudWarnings.get(action ?? "");
      return warning ? { status: 200, body: warning } : failure(404, "invalid_request_error", "resource_missing");
    }
    if (resource === "checkout") return this.#checkout(method, action, form);
    if (resource === "payment_methods") return this.#method(id ?? "", action);
    if (method === "POST" && resource === "payment_intents" && action === "cancel") {
      const intent = this.intents.get(id ?? "");
      if (intent) intent.status = "canceled";
      return found(this.intents);
    }
    if (method === "POST" && resource === "payment_intents") return this.#charge(form);
    if (method === "POST" && resource === "refunds") return this.#refund(form);
    if (resource === "payment_intents")
      return id
        ? found(this.intents)
        : listOf([...this.intents.values()].filter((each) => each.customer === url.searchParams.get("customer")));
    if (resource === "refunds")
      return id
        ? found(this.refunds)
        : listOf(
            [...this.refunds.values()].filter((each) => each.payment_intent === url.searchParams.get("payment_intent")),
          );
    if (resource === "disputes") return found(this.disputes);
    if (resource === "payouts") return listOf(this.payouts);
    if (resource === "balance_transactions") {
      const payout = url.searchParams.get("payout");
      return listOf(this.movements.filter((each) => payout === null || each.payout === payout));
    }
    return failure(404, "invalid_request_error", "unknown_path");
  }

  #customer(method: string, id: string | undefined, url: URL, form: URLSearchParams): Answer {
    if (method === "POST") {
      const made = { id: this.#id("cus"), object: "customer", created: SECOND, metadata: fieldsOf(form, "metadata") };
      this.customers.set(made.id, made);
      return { status: 200, body: made };
    }
    if (id === "search") {
      const account = /^metadata\["account"\]:"(.*)"$/.exec(url.searchParams.get("query") ?? "")?.[1];
      const found = [...this.customers.values()].filter(
        ({ id, metadata }) => !this.forgotten.has(id) && (metadata as { account?: string }).account === account,
      );
      return { status: 200, body: { object: "search_result", data: found, has_more: false, url: "/v1/search" } };
    }
    if (id === undefined || id === "cus_none") return failure(404, "invalid_request_error", "resource_missing");
    const isForgotten = this.forgotten.has(id);
    if (method === "GET") {
      const known = this.customers.get(id) ?? { id, object: "customer", metadata: { account: "account-1" } };
      return { status: 200, body: isForgotten ? { id, object: "customer", deleted: true } : known };
    }
    if (isForgotten) return failure(404, "invalid_request_error", "resource_missing");
    this.forgotten.add(id);
    return { status: 200, body: { id, object: "customer", deleted: true } };
  }

  #checkout(method: string, id: string | undefined, form: URLSearchParams) {
    if (method === "GET") {
      const known = this.forms.get(id ?? "");
      return known ? { status: 200, body: known } : failure(404, "invalid_request_error", "resource_missing");
    }
    const made = { id: this.#id("cs"), object: "checkout.session", mode: form.get("mode"), setup_intent: null };
    const given = { customer: form.get("customer"), success_url: form.get("success_url") };
    const session = { ...made, ...given, metadata: fieldsOf(form, "metadata"), url: `https://stripe.test/${made.id}` };
    this.forms.set(made.id, session);
    return { status: 200, body: session };
  }

  #method(id: string, action: string | undefined) {
    const kept = this.shelves.find("payment_methods", id);
    if (kept) {
      const customer = this.shelves.find("customers", String(kept.customer)) ?? null;
      return { status: 200, body: { ...kept, customer } };
    }
    if (id === "pm_none") return failure(404, "invalid_request_error", "resource_missing");
    if (action === "detach" && this.detached.has(id)) {
      return failure(400, "invalid_request_error", "payment_method_not_attached");
    }
    if (action === "detach") this.detached.add(id);
    const owned = { id: "cus_1", object: "customer", metadata: { account: "account-1" } };
    const customer = id === STRIPE_METHODS.once || this.detached.has(id) ? null : owned;
    const card = { brand: "visa", last4: "4242", exp_month: 12, exp_year: 2031 };
    return { status: 200, body: { id, object: "payment_method", type: "card", customer, card } };
  }

  #charge(form: URLSearchParams): Answer | "lost" {
    const token = form.get("payment_method") ?? "";
    if (token === STRIPE_METHODS.busy) return failure(429, "invalid_request_error", "rate_limit");
    if (token === STRIPE_METHODS.broken) return failure(500, "api_error", undefined);
    if (token === STRIPE_METHODS.inFlight) return failure(409, "idempotency_error", "idempotency_key_in_use");
    const amount = Number(form.get("amount"));
    const id = this.#id("pi");
    const balance = this.move("charge", amount, 59, { id: this.#id("ch"), object: "charge", payment_intent: id });
    const charge = {
      id: this.#id("ch"),
      object: "charge",
      created: SECOND,
      currency: "usd",
      balance_transaction: balance,
    };
    const intent: Thing = {
      ...{ id, object: "payment_intent", amount, currency: form.get("currency"), customer: form.get("customer") },
      ...{ status: "succeeded", created: SECOND, latest_charge: charge, metadata: fieldsOf(form, "metadata") },
      ...{ last_payment_error: null, next_action: null },
    };
    this.intents.set(id, intent);
    if (token === STRIPE_METHODS.lostAnswer) return "lost";
    if (token === STRIPE_METHODS.bank) intent.status = "processing";
    const declined = {
      [STRIPE_METHODS.declined]: "insufficient_funds",
      [STRIPE_METHODS.stolen]: "stolen_card",
      [STRIPE_METHODS.authentication]: "authentication_required",
    }[token];
    if (declined === undefined) return { status: 200, body: intent };
    const code = declined === "authentication_required" ? declined : "card_declined";
    const error = { type: "card_error", code, decline_code: declined, message: "Your card was declined." };
    Object.assign(intent, { status: "requires_payment_method", last_payment_error: error });
    return { status: 402, body: { error: { ...error, payment_intent: intent } } };
  }

  #refund(form: URLSearchParams) {
    const id = this.#id("re");
    const intent = form.get("payment_intent") ?? "";
    if ([...this.disputes.values()].some((each) => each.payment_intent === intent)) {
      return failure(400, "invalid_request_error", "charge_disputed");
    }
    const metadata = fieldsOf(form, "metadata");
    const refund = {
      id,
      object: "refund",
      amount: Number(form.get("amount")),
      status: "succeeded",
      created: SECOND,
      payment_intent: intent,
      metadata,
    };
    this.refunds.set(id, refund);
    return { status: 200, body: refund };
  }

  #id(prefix: string): string {
    this.#last += 1;
    return `${prefix}_${this.#last}`;
  }
}

function respond(response: ServerResponse, { status, body, headers }: Answer, more: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...more, ...headers });
  response.end(JSON.stringify(body));
}

const listOf = (data: Thing[]) => ({ status: 200, body: { object: "list", data, has_more: false, url: "/v1/list" } });

const failure = (status: number, type: string, code: string | undefined) => ({
  status,
  body: { error: { type, code, message: `Refused with ${status}.` } },
});

/** The fields of a form that belong to one name: `metadata[account]=…`. */
function fieldsOf(form: URLSearchParams, name: string): Record<string, string> {
  const prefix = `${name}[`;
  const fields = [...form].filter(([field]) => field.startsWith(prefix));
  return Object.fromEntries(fields.map(([field, value]) => [field.slice(prefix.length, -1), value]));
}
