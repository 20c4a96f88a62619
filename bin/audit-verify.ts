// Verifies the hash chains of a running server: the audit log's, every customer account's, and the seals over those. Exit code 1
// when one is broken, 2 when the server could not be asked.
const url = process.env.APIARY_URL ?? "http://localhost:8787";
const token = process.env.APIARY_TOKEN ?? process.env.APIARY_OWNER_TOKEN;

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

if (!token) give(2, "set APIARY_TOKEN to a token with the scopes audit:read and billing:operate");

const { ok, entries, brokenAt } = await ask<AuditLog>("/console/api/identity/audit/verify");
const wrong = ok ? [] : [`audit log: broken at entry ${brokenAt}, after ${entries} good ones`];
let [accounts, commands] = [0, 0];
for (let after: string | null = ""; after !== null; ) {
  const part: Accounts = await ask<Accounts>("/console/api/billing/seals/verify", { after });
  accounts += part.accounts;
  commands += part.commands;
  wrong.push(...part.wrong.map(({ accountId, detail }) => `account ${accountId}: ${detail}`), ...part.seals);
  after = part.next;
}
if (wrong.length > 0) give(1, wrong.join("\naudit: "));
give(
  0,
  `${entries} entries, chain whole; ${commands} commands of ${accounts} accounts, chains whole and as they were sealed`,
);

async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const answer = await fetch(new URL(path, url), {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  }).catch((error: unknown) => give(2, `${url} does not answer: ${String(error)}`));
  if (answer.status !== 200) give(2, `${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer; // what the route answers is the type that the caller names
}

function give(code: number, message: string): never {
  (code === 0 ? console.log : console.error)(`audit: ${message}`);
  process.exit(code);
}
