import { defaultStackParser, linkedErrorsIntegration, makeNodeTransport, NodeClient, Scope } from "@sentry/node";

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

  constructor(app: App, dsn: string) {
    this.#app = app;
    this.client = new NodeClient({
      dsn,
      transport: makeNodeTransport,
      stackParser: defaultStackParser,
      integrations: [linkedErrorsIntegration()],
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
    scope.addEventProcessor((event) => ({ ...event, release: this.release(), environment: environment() }));
    scope.setTags({ region: pick(["eu-west", "us-east", "ap-south"]), plan: pick(["free", "team", "business"]) });
    for (const message of ["opened /", "opened /products", `opened /orders/${id * 7}`]) {
      scope.addBreadcrumb({ category: "navigation", message, level: "info" });
    }
    scope.addBreadcrumb({
      category: "http",
      type: "http",
      data: { method: "POST", url: "/api/cart", status_code: 200 },
    });
    return scope;
  }

  /** The newest release most of the time. */
  release(): string {
    return (Math.random() < 0.7 ? this.#app.releases.at(-1) : this.#app.releases[0]) ?? "unknown";
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

const environment = (): string => (Math.random() < 0.85 ? "production" : "staging");

/** One of `items`, each as likely. */
export function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}
