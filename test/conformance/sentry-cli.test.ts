import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { SentryCli } from "@sentry/cli";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../server.ts";

const CLI = SentryCli.getPath();
/** How long a list may take to show what was sent. */
const SHOWN_WITHIN_MS = 10_000;

let server: TestServer;
let dsn: string;

/** Runs sentry-cli against the server. Returns its exit code and what it printed. */
function cli(...args: string[]): Promise<{ code: number; printed: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: server.dataDirectory,
    SENTRY_URL: server.url,
    SENTRY_AUTH_TOKEN: server.token,
    SENTRY_ORG: "apiary",
    SENTRY_PROJECT: "web",
    SENTRY_DSN: dsn,
    SENTRY_DISABLE_UPDATE_CHECK: "1",
  };
  return new Promise((resolve) => {
    execFile(CLI, args, { env, cwd: server.dataDirectory }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), printed: stdout + stderr });
    });
  });
}

/** Repeats a command until it prints something, since lists follow the events by a moment. */
async function until(text: string | RegExp, ...args: string[]): Promise<string> {
  const deadlineMs = Date.now() + SHOWN_WITHIN_MS;
  for (;;) {
    const { printed } = await cli(...args);
    if (typeof text === "string" ? printed.includes(text) : text.test(printed)) return printed;
    if (Date.now() > deadlineMs) throw new Error(`sentry-cli ${args.join(" ")} did not print ${text}:\n${printed}`);
    await sleep(200);
  }
}

async function api(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${server.url}/api/0${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
}

beforeAll(async () => {
  server = await startTestServer();
  await api("POST", "/teams/apiary/staff/projects/", { name: "Web shop", slug: "web", platform: "node" });
  const keys = (await (await api("GET", "/projects/apiary/web/keys/")).json()) as { dsn: { public: string } }[];
  dsn = keys[0]?.dsn.public ?? "";
});

afterAll(() => server[Symbol.asyncDispose]());

describe("sentry-cli", () => {
  it("finds its token and scopes valid", async () => {
    const { code, printed } = await cli("info");
    expect(printed).toContain(server.url);
    expect(printed).toContain("org:read");
    expect(code).toBe(0);
  });

  it("refuses a wrong token as Sentry would", async () => {
    const { code, printed } = await cli("--auth-token", "wrong", "projects", "list");
    expect(code).not.toBe(0);
    expect(printed).toContain("401");
  });

  it("lists the organisation and its projects", async () => {
    expect((await cli("organizations", "list")).printed).toContain("apiary");
    const { code, printed } = await cli("projects", "list");
    expect(printed).toMatch(/web .*Web shop/);
    expect(code).toBe(0);
  });

  it("says which project does not exist", async () => {
    const { code, printed } = await cli("issues", "list", "--project", "other");
    expect(code).not.toBe(0);
    expect(printed).toContain("Project not found");
  });

  it("sends an event and lists it and its issue", async () => {
    const sent = await cli(
      "send-event",
      "-m",
      "paper jam",
      "-t",
      "printer:third",
      "-e",
      "office:north",
      "-u",
      "id:kim",
    );
    expect(sent).toMatchObject({ code: 0, printed: expect.stringContaining("Event dispatched") });
    const id = /Event id: (\S+)/.exec(sent.printed)?.[1] ?? "";
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await until("paper jam", "issues", "list")).toMatch(/WEB-1 .*paper jam.*unresolved/);
    const events = await until(id, "events", "list", "--show-user", "--show-tags");
    expect(events).toContain("ID: kim");
    expect(events).toContain("printer: third");
  });

  it("follows pages to the last issue", async () => {
    const messages = Array.from(
      { length: 101 },
      (_, i) => `page ${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`,
    );
    const key = new URL(dsn).username;
    const body = (message: string) => `{}\n{"type":"event"}\n${JSON.stringify({ message, fingerprint: [message] })}`;
    for (const message of messages) {
      await fetch(`${server.url}/api/1/envelope/?sentry_key=${key}`, { method: "POST", body: body(message) });
    }
    await until(messages[100] ?? "", "issues", "list");
    const listed = (await cli("issues", "list")).printed;
    expect(messages.filter((message) => !listed.includes(message))).toEqual([]);
    const events = (await cli("events", "list")).printed;
    expect(messages.filter((message) => !events.includes(message))).toEqual([]);
  });

  it("searches by query", async () => {
    const { printed } = await cli("issues", "list", "--query", "is:unresolved paper");
    expect(printed).toContain("paper jam");
    expect(printed).not.toContain("page aa");
    const bad = await cli("issues", "list", "--query", "level:loud");
    expect(bad.code).not.toBe(0);
    expect(bad.printed).toContain("Error parsing search query");
  });

  it("resolves, mutes and reopens an issue", async () => {
    const id = /(\d+) *\| WEB-1 /.exec(await until("paper jam", "issues", "list"))?.[1] ?? "";
    expect((await cli("issues", "resolve", "--id", id)).code).toBe(0);
    expect(await until("paper jam", "issues", "list", "--query", "is:resolved")).toMatch(/WEB-1 .*resolved/);
    expect((await cli("issues", "mute", "--id", id)).code).toBe(0);
    expect(await until("paper jam", "issues", "list", "--query", "is:ignored")).toMatch(/WEB-1 .*ignored/);
    expect((await cli("issues", "unresolve", "--status", "muted")).code).toBe(0);
    await until("paper jam", "issues", "list", "--query", "is:unresolved paper");
  });

  it("resolves all issues at once", async () => {
    expect((await cli("issues", "resolve", "--all")).code).toBe(0);
    await until("No issues found", "issues", "list", "--query", "is:unresolved");
  });

  it("wraps a command as a monitor and checks in", async () => {
    const run = await cli("monitors", "run", "nightly", "--schedule", "0 3 * * *", "--", "true");
    expect(run).toMatchObject({ code: 0 });
    const failed = await cli("monitors", "run", "nightly", "--", "false");
    expect(failed.code).not.toBe(0);
    const answer = await fetch(`${server.url}/console/api/errors/projects/web/monitors`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    expect(await answer.json()).toMatchObject({
      monitors: [{ slug: "nightly", checkIns: [{ status: "error" }, { status: "ok" }] }],
    });
    const listed = await cli("monitors", "list");
    expect(listed.printed).toMatch(/nightly.*active/i);
    expect(listed.code).toBe(0);
  });

  it("tells of a release and its commits, which resolve what waits for them", async () => {
    const git = (...args: string[]) =>
      promisify(execFile)("git", ["-c", "user.name=Ana", "-c", "user.email=ana@example.com", ...args], {
        cwd: server.dataDirectory,
      });
    await git("init", "-q");
    await git("commit", "-q", "--allow-empty", "-m", "Unjam the paper");
    const { stdout } = await git("rev-parse", "HEAD");
    const id = /(\d+) *\| WEB-1 /.exec(await until("paper jam", "issues", "list", "--query", "paper"))?.[1] ?? "";
    const statusDetails = { inCommit: { commit: stdout.trim() } };
    await api("PUT", `/issues/${id}/`, { status: "resolved", statusDetails });
    expect(await cli("releases", "new", "web@1.0.0")).toMatchObject({ code: 0 });
    expect(await cli("releases", "set-commits", "web@1.0.0", "--local")).toMatchObject({ code: 0 });
    expect(await cli("releases", "finalize", "web@1.0.0")).toMatchObject({ code: 0 });
    const issue = (await (await api("GET", `/issues/${id}/`)).json()) as { statusDetails: object };
    expect(issue.statusDetails).toEqual({ inRelease: "web@1.0.0" });
    expect((await cli("releases", "list")).printed).toContain("web@1.0.0");
    const shown = await cli("releases", "info", "web@1.0.0", "--show-commits");
    expect(shown.printed).toContain(stdout.slice(0, 7));
  });

  it("finds no repositories", async () => {
    expect(await cli("repos", "list")).toMatchObject({ code: 0, printed: expect.stringMatching(/no repos/i) });
  });
});
