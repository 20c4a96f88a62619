// Verifies the audit log's hash chain on a running server. Exit code 1 when it is broken, 2 when it could not be asked.
const url = process.env.APIARY_URL ?? "http://localhost:8787";
const token = process.env.APIARY_TOKEN ?? process.env.APIARY_OWNER_TOKEN;

interface Verification {
  ok: boolean;
  entries: number;
  brokenAt: number | null;
}

if (!token) give(2, "set APIARY_TOKEN to a token with the scope audit:read");

const answer = await ask().catch((error: unknown) => give(2, `${url} does not answer: ${String(error)}`));
if (answer.status !== 200) give(2, `${url} answered ${answer.status}: ${await answer.text()}`);
const { ok, entries, brokenAt }: Verification = await answer.json();
if (ok) give(0, `${entries} entries, chain whole`);
give(1, `broken at entry ${brokenAt}, after ${entries} good ones`);

function ask(): Promise<Response> {
  const address = new URL("/console/api/identity/audit/verify", url);
  return fetch(address, { headers: { authorization: `Bearer ${token}` } });
}

function give(code: number, message: string): never {
  (code === 0 ? console.log : console.error)(`audit: ${message}`);
  process.exit(code);
}
