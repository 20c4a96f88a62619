import { type RunningServer, runningServer } from "./running-server.ts";

// Verifies the hash chains of a running server: the audit log's, every customer account's, and the seals over those.
const server: RunningServer = runningServer("audit", "the scopes audit:read and billing:operate");

interface AuditLog {
  ok: boolean;
  entries: number;
  brokenAt: number | null;
}

interface Accounts {
  accounts: number;
  commands: number;
  wrong: { accountId: string; detail: string }[];
  seals: string[];
  next: string | null;
}

const { ok, entries, brokenAt } = await server.ask<AuditLog>("/console/api/identity/audit/verify");
const wrong = ok ? [] : [`audit log: broken at entry ${brokenAt}, after ${entries} good ones`];
let [accounts, commands] = [0, 0];
for (let after: string | null = ""; after !== null; ) {
  const part: Accounts = await server.ask<Accounts>("/console/api/billing/seals/verify", { after });
  accounts += part.accounts;
  commands += part.commands;
  wrong.push(...part.wrong.map(({ accountId, detail }) => `account ${accountId}: ${detail}`), ...part.seals);
  after = part.next;
}
if (wrong.length > 0) server.give(1, wrong.join("\naudit: "));
server.give(
  0,
  `${entries} entries, chain whole; ${commands} commands of ${accounts} accounts, chains whole and as they were sealed`,
);
