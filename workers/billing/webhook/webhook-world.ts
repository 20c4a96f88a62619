import { env, exports } from "cloudflare:workers";
import { vi } from "vitest";
import { accountBooks } from "../account-client.ts";
import type { BillingEvent, EventOwner, EventPerson } from "./event.ts";
import type { EndpointView, LaneView, NewEndpointView } from "./view.ts";

/** A message as it came to a receiver. */
interface Hooked {
  path: string;
  id: string;
  event: BillingEvent & { owner?: EventOwner | null; person?: EventPerson | null };
}

/** Receivers on an address of the internet, accounts, and what programs ask of webhooks: for tests in workerd. */
export class WebhookWorld {
  readonly hooked: Hooked[] = [];
  /** What a path answers; 200 for others. */
  readonly statuses = new Map<string, number>();

  constructor() {
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const request = new Request(input, init);
      const path = new URL(request.url).pathname;
      const id = request.headers.get("webhook-id") ?? "";
      this.hooked.push({ path, id, event: await request.json() });
      return new Response("as you say", { status: this.statuses.get(path) ?? 200 });
    });
  }

  call(method: string, path: string, body?: object): Promise<Response> {
    const headers = { authorization: "Bearer test-owner-token", "content-type": "application/json" };
    return exports.default.fetch(
      new Request(`http://apiary.test/billing/v1${path}`, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  }

  async read<Answer>(path: string): Promise<Answer> {
    return (await this.call("GET", path)).json<Answer>();
  }

  /** An endpoint at a path of the receiver; gives its id. */
  async endpoint(path: string, over: object = {}): Promise<string> {
    const made = { kind: "events", name: path, url: `https://1.1.1.1${path}`, ...over };
    const answer = await this.call("POST", "/webhook_endpoints", made);
    return (await answer.json<NewEndpointView>()).endpoint.id;
  }

  async account(): Promise<string> {
    const owner = { name: "Ada Owner", mail: "ada@customer.test" };
    const opened = await this.call("POST", "/accounts", { productId: "shop", name: "Corner", currency: "EUR", owner });
    return (await opened.json<{ id: string }>()).id;
  }

  /** Changes an account, which tells one event. */
  async rename(account: string, name: string): Promise<void> {
    await this.call("POST", `/accounts/${account}`, { name });
    await accountBooks(env, account).wake();
  }

  /** The numbers of the events that came to a path, in the order in which they came. */
  sequences(path: string, account?: string): number[] {
    const own = this.hooked.filter(({ path: at, event }) => at === path && (!account || event.account === account));
    return own.map(({ event }) => event.sequence);
  }

  async lanes(endpoint: string): Promise<LaneView[]> {
    return (await this.read<{ data: LaneView[] }>(`/webhook_endpoints/${endpoint}/lanes`)).data;
  }

  view(endpoint: string): Promise<EndpointView> {
    return this.read(`/webhook_endpoints/${endpoint}`);
  }

  /** Waits for what is sent after the answers. */
  until(done: () => boolean | Promise<boolean>): Promise<void> {
    return vi.waitFor(
      async () => {
        if (!(await done())) throw new Error("not yet");
      },
      { timeout: 5_000, interval: 20 },
    );
  }

  /** Until nothing is on its way. */
  async untilSent(endpoint: string): Promise<void> {
    await this.until(async () => (await this.lanes(endpoint)).length === 0);
  }
}
