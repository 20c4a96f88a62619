import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { eventOf, wholeBatchOf } from "../../durable-objects/project-shard/batch-fixture.ts";
import type { EventArrival } from "../errors/ingest/arrival.ts";
import { createProject } from "../errors/project/project.ts";
import { MINUTE_MS } from "../kit/time.ts";
import { runAlerts } from "./round.ts";
import type { AlertRuleView, NotificationContent, NotificationList } from "./view.ts";

/** A full minute, from which the tests' own clock begins. */
export const START_MS = 30_000_000 * MINUTE_MS;

/** A request that a webhook got. */
export interface Hooked {
  id: string;
  body: { type: string; data: NotificationContent };
}

/** A company for tests: a project, a webhook and rules, on a clock of its own. */
export class AlertWorld {
  nowMs = START_MS;
  readonly hooked: Hooked[] = [];
  /** What the webhook answers next; 200 when there is nothing. */
  readonly answers: (number | "unreachable")[] = [];
  readonly receiver: string;

  private constructor(receiver: string) {
    this.receiver = receiver;
  }

  static async create(): Promise<AlertWorld> {
    await createProject(env.DB, { name: "Shop", slug: "shop", platform: "node" }, START_MS);
    const made = await call("POST", "/receivers", { kind: "webhook", name: "Hook", url: "https://hook.test/in" });
    return new AlertWorld(made.receiver.id);
  }

  /** The Worker's environment, with a network that ends at the webhook. */
  get env(): Env {
    const answer = async (request: Request): Promise<Response> => {
      const status = this.answers.shift() ?? 200;
      if (status === "unreachable") throw new Error("connection refused");
      if (status === 200) this.hooked.push({ id: request.headers.get("webhook-id") ?? "", body: await request.json() });
      return new Response(null, { status });
    };
    // Only what the Worker calls of a service.
    return { ...env, OUTBOUND: { fetch: answer } as unknown as Fetcher };
  }

  /** A rule that notifies the webhook, made now. */
  async rule(fields: object): Promise<AlertRuleView> {
    const rule = await call("POST", "/rules", {
      name: "Rule",
      receivers: [this.receiver],
      intervalMinutes: 30,
      ...fields,
    });
    await env.DB.prepare("update alert_rule set since_ms = ? where id = ?").bind(this.nowMs, rule.id).run();
    return rule;
  }

  /** Events that arrive now. */
  async arrive(...events: EventArrival[]): Promise<void> {
    await this.shard.commit(wholeBatchOf(events, { nowMs: this.nowMs }));
  }

  /** Events of an issue that is named by its hash. */
  many = (hash: string, count: number, fields: Partial<EventArrival> = {}): EventArrival[] =>
    Array.from({ length: count }, () => eventOf(hash, { timestampMs: this.nowMs, ...fields }));

  /** Lets minutes pass, without a round. */
  pass(minutes: number): void {
    this.nowMs += minutes * MINUTE_MS;
  }

  /** What the cron does: the lists are brought up to date, by an object that has just started, and a round runs. */
  async round(environment: Env = this.env): Promise<void> {
    await this.settle();
    await runAlerts(environment, this.nowMs);
  }

  async settle(): Promise<void> {
    // Only what runs can be stopped.
    await this.shard.monitors();
    await evictDurableObject(this.shard);
    await runDurableObjectAlarm(this.shard);
  }

  get shard() {
    return env.PROJECT_SHARD.getByName("1");
  }

  /** The notifications that there are, the newest first. */
  notifications = (): Promise<NotificationList> => call("GET", "/notifications?limit=100");
}

/** Calls the console's API of alerts as an owner. */
export async function call(method: string, path: string, body?: unknown) {
  const answer = await exports.default.fetch(`http://localhost:8787/console/api/alerts${path}`, {
    method,
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
  return text === "" ? null : JSON.parse(text);
}
