import type {
  EventDetail,
  EventRow,
  IssueDetail,
  IssueList,
  IssueRow,
  OutcomeSeries,
  ProjectKeyView,
  ProjectSettings,
} from "../workers/errors/view.ts";
import { until } from "./poll.ts";
import type { ServerAddress } from "./server.ts";

/** Exact counts by what became of things: `{"accepted error": 2, "client-discard error before_send": 1}`. */
export type Outcomes = Record<string, number>;

/** A project of a test server, seen through the doors that its users have. */
export class TestProject {
  readonly server: ServerAddress;
  readonly slug: string;
  readonly key: ProjectKeyView;
  readonly dsn: string;
  readonly id: string;

  private constructor(server: ServerAddress, slug: string, key: ProjectKeyView) {
    this.server = server;
    this.slug = slug;
    this.key = key;
    this.dsn = key.dsn;
    this.id = new URL(key.dsn).pathname.slice(1);
  }

  /** Makes a project as Sentry's own tools do. */
  static async create(server: ServerAddress, slug: string, platform = "node"): Promise<TestProject> {
    await call(server, "POST", "/api/0/teams/apiary/staff/projects/", { name: slug, slug, platform });
    const { keys } = await call<{ keys: ProjectKeyView[] }>(server, "GET", `/console/api/errors/projects/${slug}`);
    const [key] = keys;
    if (key === undefined) throw new Error(`the new project ${slug} has no key`);
    return new TestProject(server, slug, key);
  }

  /** Posts to an ingest path of the project, `envelope/`, with its key in the query. */
  async post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.ingestUrl(path), { method: "POST", body, headers });
  }

  ingestUrl(path: string): string {
    return `${this.server.url}/api/${this.id}/${path}?sentry_version=7&sentry_key=${this.key.publicKey}`;
  }

  /** Sends an envelope that has to be taken. Returns the answer's body. */
  async send(bytes: Buffer<ArrayBuffer>, headers: Record<string, string> = {}): Promise<{ id?: string }> {
    const answer = await this.post("envelope/", bytes, headers);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`the envelope was answered ${answer.status}: ${text}`);
    return JSON.parse(text);
  }

  /** Every issue of the project, the newest first. */
  async issues(): Promise<IssueRow[]> {
    return (await this.read<IssueList>(`/issues?limit=200&query=project:${this.slug}`)).rows;
  }

  /** The list of issues once it shows this many events altogether. */
  untilEvents(count: number): Promise<IssueRow[]> {
    const sum = (rows: IssueRow[]) => rows.reduce((total, row) => total + row.events, 0);
    return until(
      `${count} events in ${this.slug}`,
      () => this.issues(),
      (rows) => sum(rows) >= count,
    );
  }

  /** The issue with this title, once it is in the list. */
  async issue(title: string): Promise<IssueRow> {
    const named = (rows: IssueRow[]) => rows.find((row) => row.title === title);
    const rows = await until(
      `the issue "${title}"`,
      () => this.issues(),
      (rows) => named(rows) !== undefined,
    );
    const row = named(rows);
    if (row === undefined) throw new Error("unreachable: the wait ends when the issue is there");
    return row;
  }

  detail(issueId: string): Promise<IssueDetail> {
    return this.read(`/issues/${issueId}`);
  }

  event(issueId: string, ref = "latest"): Promise<EventDetail> {
    return this.read(`/issues/${issueId}/events/${ref}`);
  }

  /** The ids of all events of an issue, page by page, in the list's order. */
  async eventIds(issueId: string): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const path = `/issues/${issueId}/events?limit=99&cursor=${cursor}`;
      const page: { rows: EventRow[]; nextCursor: string | null } = await this.read(path);
      ids.push(...page.rows.map((row) => row.eventId));
      cursor = page.nextCursor;
    }
    return ids;
  }

  async attachment(issueId: string, eventId: string, attachmentId: string): Promise<Buffer> {
    const path = `/console/api/errors/issues/${issueId}/events/${eventId}/attachments/${attachmentId}`;
    const answer = await fetch(this.server.url + path, { headers: bearer(this.server) });
    if (!answer.ok) throw new Error(`the attachment was answered ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  /** What became of everything so far, without the counts of bytes. */
  async outcomes(): Promise<Outcomes> {
    const series = await this.read<OutcomeSeries>(`/projects/${this.slug}/outcomes?hours=24`);
    const counts = series.rows
      .filter(
        ({ outcome, category }) => !category.endsWith("_byte") && `${outcome} ${category}` !== "accepted attachment",
      )
      .map(({ outcome, category, reason, total }) => [`${outcome} ${category} ${reason}`.trim(), total]);
    return Object.fromEntries(counts.sort());
  }

  /** The outcomes once they are at least these in number; compare them, so that one too many is seen. */
  untilOutcomes(wanted: Outcomes): Promise<Outcomes> {
    const arrived = (now: Outcomes) => Object.entries(wanted).every(([name, count]) => (now[name] ?? 0) >= count);
    return until(`the outcomes of ${this.slug}`, () => this.outcomes(), arrived);
  }

  /** Limits the project's key; ingest heeds it at once while it has not seen the key yet. */
  limit(count: number, windowSeconds: number): Promise<void> {
    return this.#changeKey({ rateLimit: { count, windowSeconds } });
  }

  /** Switches the project's key off; as `limit`. */
  deactivate(): Promise<void> {
    return this.#changeKey({ active: false });
  }

  /** Changes the project's settings; as `limit`. */
  async set(settings: Partial<ProjectSettings>): Promise<void> {
    await call(this.server, "PATCH", `/console/api/errors/projects/${this.slug}`, { settings });
  }

  /** Merges issues into one of them; returns what they became. */
  merge(into: string, ids: string[]): Promise<{ id: string }> {
    return call(this.server, "POST", "/console/api/errors/issues/merge", { into, ids });
  }

  /** Takes hashes out of an issue; returns the new one. */
  unmerge(id: string, hashes: string[]): Promise<{ id: string }> {
    return call(this.server, "POST", `/console/api/errors/issues/${id}/unmerge`, { hashes });
  }

  async #changeKey(change: Record<string, unknown>): Promise<void> {
    await call(this.server, "PATCH", `/console/api/errors/projects/${this.slug}/keys/${this.key.id}`, change);
  }

  /** Reads from the console API with the owner's token. */
  read<Body>(path: string): Promise<Body> {
    return call(this.server, "GET", `/console/api/errors${path}`);
  }

  /** Resolves, ignores or assigns issues. */
  change(change: Record<string, unknown>): Promise<{ updated: number }> {
    return call(this.server, "PATCH", "/console/api/errors/issues", change);
  }
}

const bearer = (server: ServerAddress) => ({ authorization: `Bearer ${server.token}` });

async function call<Body>(server: ServerAddress, method: string, path: string, body?: object): Promise<Body> {
  const answer = await fetch(server.url + path, {
    method,
    headers: { ...bearer(server), "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Body; // the server's answer has the shape that its views declare
}
