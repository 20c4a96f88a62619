import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../bin/paths.ts";
import { startTestServer, type TestServer } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const health = async () => (await fetch(`${server.url}/health`)).status;

/** Starts a second server in vain and returns what it said. */
function refusedStart(args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const command = [join(ROOT, "bin/start.ts"), ...args];
    const child = execFile(process.execPath, command, { timeout: 60_000 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

async function createProject(slug: string): Promise<number> {
  const answer = await fetch(`${server.url}/console/api/errors/projects`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    body: JSON.stringify({ name: slug, slug, platform: "node" }),
  });
  return answer.status;
}

async function projectSlugs(): Promise<string[]> {
  const answer = await fetch(`${server.url}/console/api/errors/projects`, {
    headers: { authorization: `Bearer ${server.token}` },
  });
  // The shape of workers/errors/view.ts.
  const { projects } = (await answer.json()) as { projects: { slug: string }[] };
  return projects.map((project) => project.slug);
}

describe("the embedded server", () => {
  it("keeps what it acknowledged when its supervisor is killed in the same moment", async () => {
    expect(await createProject("before-the-kill")).toBe(201);
    await server.kill9();
    await server.restart();
    expect(await projectSlugs()).toContain("before-the-kill");
  });

  it("takes workerd with it when it is killed", async () => {
    await server.kill9();
    await expect.poll(() => health().catch(() => "down"), { timeout: 30_000 }).toBe("down");
    await server.restart();
    expect(await health()).toBe(200);
  });

  it("stops with exit code 0 and without a word", async () => {
    const before = server.output();
    expect(await server.stop()).toBe(0);
    expect(server.output()).toBe(before);
    await server.restart();
  });

  it("prints the same first owner's link until there is an owner", async () => {
    const links = () => server.output().match(/\/welcome\?token=\w+/g) ?? [];
    await server.restart();
    expect(links().length).toBeGreaterThan(1);
    expect(new Set(links()).size).toBe(1);
  });

  it("keeps its secrets from others on the machine", () => {
    for (const name of ["secret", "first-owner-token"]) {
      expect(statSync(join(server.dataDirectory, name)).mode & 0o777).toBe(0o600);
    }
  });

  it("says in one line why it cannot start", async () => {
    const fresh = mkdtempSync(join(tmpdir(), "apiary-refused-"));
    const port = new URL(server.url).port;
    const newer = mkdtempSync(join(tmpdir(), "apiary-newer-"));
    writeFileSync(join(newer, "version"), "999\n");
    const starts: [string[], RegExp][] = [
      [["--port", port, "--data", fresh], /^apiary: port \d+ on 127\.0\.0\.1 is taken; .*\n$/m],
      [["--port", "0", "--data", server.dataDirectory], /^apiary: another server is using the data directory .*\n$/m],
      [["--port", "0", "--data", newer], /^apiary: the data directory .* has format 999; .*\n$/m],
      [["--port", "0", "--data", join(ROOT, "package.json", "data")], /^apiary: cannot use the data directory .*\n$/m],
    ];
    for (const [args, line] of starts) {
      const { code, output } = await refusedStart(args);
      expect(output).toMatch(line);
      expect(code).toBe(1);
    }
    for (const directory of [fresh, newer]) rmSync(directory, { recursive: true });
  });
});
