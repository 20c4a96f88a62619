import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../../bin/paths.ts";
import { startTestServer } from "../server.ts";

const run = (script: string, args: string[], environment: NodeJS.ProcessEnv = {}) => {
  const env = { ...process.env, ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, "bin", script), ...args], { env });
  return { status, output: `${stdout}${stderr}` };
};

it("gives an account's chain with a proof that anybody verifies, and verifies all chains and books by a command", async () => {
  await using server = await startTestServer();
  const call = async (path: string, body?: object): Promise<string> => {
    const answer = await fetch(`${server.url}/console/api/billing${path}`, {
      headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.text();
  };
  const owner = { name: "O", mail: "o@example.com" };
  const ids: string[] = [];
  for (const name of ["A", "B", "C"])
    ids.push(JSON.parse(await call("/accounts", { productId: "shop", name, currency: "EUR", owner })).id);
  const [id = ""] = ids;
  await call("/seals", {});
  const { publicKey, last } = JSON.parse(await call("/seals"));
  expect(last).toMatchObject({ number: 1, count: 3 });

  const text = await call(`/accounts/${id}/export`, { reason: "The customer's auditor asked" });
  const directory = mkdtempSync(join(tmpdir(), "apiary-export-"));
  try {
    const verified = (name: string, content: string, key = publicKey) => {
      const file = join(directory, name);
      writeFileSync(file, content);
      return run("verify-export.ts", [file, key]);
    };
    expect(verified("whole.json", text)).toMatchObject({ status: 0, output: expect.stringContaining("by seal 1") });
    expect(verified("changed.json", text.replaceAll('"EUR"', '"USD"'))).toMatchObject({
      status: 1,
      output: expect.stringContaining("does not say what was sealed"),
    });
    expect(verified("renamed.json", text.replaceAll('"account.create"', '"account.change"'))).toMatchObject({
      status: 1,
      output: expect.stringContaining("broken at command"),
    });
    const other = Buffer.alloc(32, 7).toString("base64");
    expect(verified("key.json", text, other).status).not.toBe(0);
    const moved = JSON.parse(text);
    moved.proof.index = (moved.proof.index + 1) % 3;
    expect(verified("moved.json", JSON.stringify(moved))).toMatchObject({ status: 1 });
  } finally {
    rmSync(directory, { recursive: true });
  }

  const asOwner = { APIARY_URL: server.url, APIARY_OWNER_TOKEN: server.token };
  for (const [what, says] of [
    ["check", "as in the books of 3 accounts"],
    ["rebuild", "written anew from 3 accounts"],
  ] as const)
    expect(run("ledger.ts", [what], asOwner)).toEqual({ status: 0, output: `ledger: ${says}\n` });
  expect(run("ledger.ts", [], asOwner).status).toBe(2);
  const checked = run("audit-verify.ts", [], asOwner);
  expect(checked).toMatchObject({ status: 0, output: expect.stringContaining("of 3 accounts") });
});
