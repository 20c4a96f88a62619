import { type RunningServer, runningServer } from "./running-server.ts";

// Compares the company's ledger of a running server with every account's own (`check`), or writes it anew from them (`rebuild`).
const server: RunningServer = runningServer("ledger", "the scope billing:operate");
const ROUTES = { check: "compare", rebuild: "rebuild" } as const;

interface Step {
  accounts: number;
  next: string | null;
  differences?: { subject: string; detail: string }[];
}

const [, , what = ""] = process.argv;
if (what !== "check" && what !== "rebuild") server.give(2, "say what: check, or rebuild");

let accounts = 0;
let differences: NonNullable<Step["differences"]> = [];
for (let after: string | null = ""; after !== null; ) {
  const step: Step = await server.ask<Step>(`/console/api/billing/ledger/${ROUTES[what]}`, { after });
  accounts += step.accounts;
  differences = step.differences ?? [];
  after = step.next;
}
if (differences.length > 0)
  server.give(1, differences.map(({ subject, detail }) => `${subject}: ${detail}`).join("\nledger: "));
server.give(0, what === "check" ? `as in the books of ${accounts} accounts` : `written anew from ${accounts} accounts`);
