import type { Access } from "./project.ts";

/** Where the shop's alerts go: one mailbox that works, and a chat that was moved without telling anybody. */
const RECEIVERS = [
  { kind: "mail", name: "Team", addresses: ["team@shop.example"] },
  { kind: "slack", name: "Old chat", url: "https://chat.shop.invalid/hooks/errors" },
];

const RULES = [
  {
    name: "New or back",
    triggers: [{ kind: "new-issue" }, { kind: "returned-issue" }],
    receivers: ["Team"],
    intervalMinutes: 60,
  },
  {
    name: "It is burning",
    triggers: [{ kind: "frequency", count: 8, minutes: 10 }],
    filters: { levels: ["fatal", "error"] },
    receivers: ["Team", "Old chat"],
    intervalMinutes: 60,
  },
];

/** Makes the shop's receivers and rules, unless it has some. */
export async function makeAlerts(access: Access): Promise<void> {
  const { receivers } = await call<{ receivers: { id: string }[] }>(access, "/receivers");
  if (receivers.length > 0) return;
  const ids = new Map<string, string>();
  for (const receiver of RECEIVERS) {
    const made = await call<{ receiver: { id: string } }>(access, "/receivers", receiver);
    ids.set(receiver.name, made.receiver.id);
  }
  for (const rule of RULES) {
    await call(access, "/rules", { ...rule, receivers: rule.receivers.map((name) => ids.get(name)) });
  }
}

async function call<Answer>({ url, token }: Access, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${url}/console/api/alerts${path}`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  // The console API's shape, of a server of this very build.
  return (await answer.json()) as Answer;
}
