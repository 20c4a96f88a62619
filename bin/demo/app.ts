import {
  contextLinesIntegration,
  defaultStackParser,
  linkedErrorsIntegration,
  makeNodeTransport,
  NodeClient,
  requestDataIntegration,
  Scope,
} from "@sentry/node";
import { addVariables } from "./variables.ts";

/** One of the shop's apps: its project, and the ways in which it goes wrong. */
export interface App {
  slug: string;
  name: string;
  platform: string;
  releases: string[];
  /** Each truly throws, or reports through the client that it is given. */
  mishaps: Mishap[];
}

export type Mishap = (reporter: Reporter) => unknown;

/** An app's own SDK client, apart from those of the other apps in this process. */
export class Reporter {
  readonly client: NodeClient;
  readonly #app: App;
  #rolledOut = false;

  constructor(app: App, dsn: string) {
    this.#app = app;
    this.client = new NodeClient({
      dsn,
      transport: makeNodeTransport,
      stackParser: defaultStackParser,
      integrations: [linkedErrorsIntegration(), contextLinesIntegration(), requestDataIntegration()],
    });
    this.client.init();
  }

  /** Lets one random mishap happen to a random visitor and reports it as an app would; returns its event when it threw. */
  mishap(): Promise<string | undefined> {
    // In a turn of its own: who asked for it does not belong to the stack, which would group one mishap apart by its askers.
    return new Promise((resolve) => setImmediate(async () => resolve(await this.#suffer())));
  }

  async #suffer(): Promise<string | undefined> {
    try {
      await pick(this.#app.mishaps)(this);
      return undefined;
    } catch (error) {
      return this.visit().captureException(error);
    }
  }

  /** A new visitor: user, release, environment, tags and the last things that they did. */
  visit(): Scope {
    const scope = new Scope();
    scope.setClient(this.client);
    const id = 1000 + Math.floor(Math.random() * 60);
    scope.setUser({ id: String(id), email: `user-${id}@example.com`, ip_address: `192.0.2.${id % 250}` });
    const [release, environment] = [this.release(), pick(ENVIRONMENTS)];
    scope.addEventProcessor((event, hint) => ({ ...addVariables(event, hint), release, environment }));
    scope.setTags({ region: pick(["eu-west", "us-east", "ap-south"]), plan: pick(["free", "team", "business"]) });
    if (accountIds.length > 0) scope.setTag("account", pick(accountIds));
    scope.setContext("cart", {
      items: 1 + (id % 4),
      currency: pick(["EUR", "USD"]),
      coupons: [{ code: "SPRING", off: 10 }],
    });
    scope.setSDKProcessingMetadata({ normalizedRequest: requestOf(id) });
    for (const message of ["opened /", "opened /products", `opened /orders/${id * 7}`]) {
      scope.addBreadcrumb({ category: "navigation", message, level: "info" });
    }
    scope.addBreadcrumb({
      category: "http",
      type: "http",
      data: { method: "POST", url: "/api/cart", status_code: 200 },
    });
    scope.addBreadcrumb({ category: "query", level: "debug", message: "select * from carts where id = ?" });
    if (id % 3 === 0)
      scope.addBreadcrumb({ category: "console", level: "warning", message: "the price is older than a day" });
    return scope;
  }

  /** From here on most visitors have the newest release; until then nobody has. */
  rollOut(): void {
    this.#rolledOut = true;
  }

  release(): string {
    return (this.#rolledOut && Math.random() < 0.9 ? this.#app.releases.at(-1) : this.#app.releases[0]) ?? "unknown";
  }

  /** What a minute of visits amounts to. */
  sendSessions(nowMs: number): void {
    const exited = 40 + Math.floor(Math.random() * 80);
    const errored = Math.floor(Math.random() * 6);
    const crashed = Math.random() < 0.3 ? 1 : 0;
    const aggregates = [{ started: new Date(nowMs).toISOString(), exited, errored, crashed }];
    this.client.sendSession({ aggregates, attrs: { release: this.release(), environment: "production" } });
  }
}

/** The customers' accounts, once there are some; visitors come from them. */
export const accountIds: string[] = [];

/** Each as often as it stands here. */
const ENVIRONMENTS = ["production", "production", "production", "production", "staging", "canary"];

/** What the visitor's browser asked for. */
const requestOf = (id: number) => ({
  method: "POST",
  url: `https://shop.example.com/orders/${id * 7}?step=pay`,
  query_string: "step=pay",
  headers: {
    "user-agent": pick(BROWSERS),
    "content-type": "application/json",
    authorization: "Bearer of-this-visitor",
  },
  cookies: { lang: pick(["en", "de", "fr"]) },
  data: JSON.stringify({ order: id * 7, express: id % 2 === 0 }),
});

const BROWSERS = [
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0",
];

/** One of `items`, each as likely. */
export function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
