import { expect, it } from "vitest";
import { TestAccount } from "../account-fixture.ts";
import { findCommand } from "../command/commands.ts";
import { OVERRIDES_MAX } from "./override.ts";

const NOW = Date.UTC(2026, 0, 31);
const set = { name: "projects", value: 9, expiresMs: null };

it("has as many overrides as it may, and no more", () => {
  const account = new TestAccount(NOW);
  for (let count = 1; count <= OVERRIDES_MAX; count += 1) account.must("override.set", { ...set, value: count });
  expect(account.run("override.set", set)).toMatchObject({ ok: false, reason: "too-many-overrides" });
});

it("asks why, and who is still there", () => {
  const account = new TestAccount(NOW);
  const silent = { nowMs: NOW, actor: { kind: "person", id: "s", name: "s" }, reason: " ", requestId: "r" } as const;
  expect(findCommand("override.set")?.(account.books, set, silent)).toMatchObject({ reason: "no-reason" });
  expect(findCommand("override.end")?.(account.books, { overrideId: "ov_1" }, silent)).toMatchObject({
    reason: "no-reason",
  });
  expect(account.run("override.end", { overrideId: "ov_1" })).toMatchObject({ reason: "no-such-override" });
  account.must("account.cancel", {});
  expect(account.run("override.set", set)).toMatchObject({ reason: "account-cancelled" });
});
