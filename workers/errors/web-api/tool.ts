import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";

const ORIGIN = "http://localhost:8787";

/** An answer as tests look at it. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on it, which is the check of its shape.
  body: any;
  headers: Headers;
}

/** A Sentry tool for tests: it holds a token and speaks the web API. */
export class Tool {
  readonly #token: string;

  constructor(token = "test-owner-token") {
    this.#token = token;
  }

  get = (path: string): Promise<Answer> => this.send("GET", path);
  put = (path: string, body: unknown): Promise<Answer> => this.send("PUT", path, body);
  post = (path: string, body: unknown): Promise<Answer> => this.send("POST", path, body);
  delete = (path: string): Promise<Answer> => this.send("DELETE", path);

  /** Calls a path below `/api/0`, or a whole URL from a `Link` header. */
  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await exports.default.fetch(path.startsWith("http") ? path : `${ORIGIN}/api/0${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  }

  /** The URL of a neighbouring page and whether there is anything on it. */
  neighbour(answer: Answer, rel: "previous" | "next"): { url: string; results: boolean } {
    const part =
      answer.headers
        .get("link")
        ?.split(", ")
        .find((part) => part.includes(`rel="${rel}"`)) ?? "";
    return { url: /<([^>]+)>/.exec(part)?.[1] ?? "", results: part.includes('results="true"') };
  }
}

/** An app for tests: a project of its own, to which it sends events. */
export class TestApp {
  readonly id: string;
  readonly #key: string;

  constructor(id: string, key: string) {
    this.id = id;
    this.#key = key;
  }

  /** A new project, made through the web API. */
  static async create(tool: Tool, slug: string): Promise<TestApp> {
    const project = await tool.post("/teams/apiary/staff/projects/", { name: slug, slug, platform: "node" });
    const keys = await tool.get(`/projects/apiary/${slug}/keys/`);
    return new TestApp(project.body.id, keys.body[0].public);
  }

  /** Sends one event, with files, and waits until the lists show it. */
  async send(event: object, files: Record<string, string> = {}): Promise<string> {
    const id = crypto.randomUUID().replaceAll("-", "");
    const lines = [{ event_id: id, sent_at: new Date().toISOString() }, { type: "event" }, event].map((line) =>
      JSON.stringify(line),
    );
    for (const [filename, text] of Object.entries(files)) {
      lines.push(
        JSON.stringify({ type: "attachment", filename, content_type: "text/plain", length: text.length }),
        text,
      );
    }
    const url = `${ORIGIN}/api/${this.id}/envelope/?sentry_key=${this.#key}&sentry_version=7`;
    const response = await exports.default.fetch(url, { method: "POST", body: lines.join("\n") });
    if (!response.ok) throw new Error(`ingest answered ${response.status}: ${await response.text()}`);
    await response.text();
    await this.settle();
    return id;
  }

  /** Brings the lists up to date: an object that was just woken shows counts at once. */
  async settle(): Promise<void> {
    const shard = env.PROJECT_SHARD.getByName(this.id);
    await evictDurableObject(shard);
    await runDurableObjectAlarm(shard);
  }
}

/** An exception with one frame of the app's own. */
export const thrown = (type: string, value: string, more: object = {}) => ({
  platform: "node",
  exception: {
    values: [
      {
        type,
        value,
        mechanism: { type: "generic", handled: false },
        stacktrace: {
          frames: [
            { filename: "node:internal/main.js", function: "run", in_app: false, lineno: 1 },
            {
              filename: "cart.js",
              abs_path: "/app/cart.js",
              function: `pay${type}`,
              in_app: true,
              lineno: 7,
              colno: 3,
              pre_context: ["function pay() {"],
              context_line: "  throw new Error();",
              post_context: ["}"],
              vars: { total: 3 },
            },
          ],
        },
      },
    ],
  },
  ...more,
});
