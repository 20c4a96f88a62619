import type {
  AlertReceiverView,
  AlertRuleView,
  NewReceiverView,
  NotificationList,
  NotificationRow,
} from "../../workers/alerts/view.ts";
import type { House } from "./house.ts";

/** Adds a receiver by mail; the house keeps what is mailed to it. */
export async function addMailReceiver(house: House, name: string): Promise<AlertReceiverView> {
  const fields = { kind: "mail", name, addresses: ["team@example.com"] };
  return (await house.api<NewReceiverView>("POST", "/alerts/receivers", fields)).receiver;
}

/** Adds a webhook that no notification reaches: the server sends nothing to private addresses, so it parks at once. */
export async function addDeadReceiver(house: House, name: string): Promise<AlertReceiverView> {
  const fields = { kind: "webhook", name, url: "http://127.0.0.1:9/hook" };
  return (await house.api<NewReceiverView>("POST", "/alerts/receivers", fields)).receiver;
}

/** Adds a rule for new issues, but for what is given. */
export const addRule = (house: House, name: string, fields: { receivers: string[]; projects?: string[] }) =>
  house.api<AlertRuleView>("POST", "/alerts/rules", { name, triggers: [{ kind: "new-issue" }], ...fields });

const FIRED_WITHIN_MS = 20_000;
const ASK_EVERY_MS = 200;

/** The notifications of a rule, once it has made `count` and none of them is on its way. */
export async function notified(house: House, ruleId: string, count: number): Promise<NotificationRow[]> {
  const deadlineMs = Date.now() + FIRED_WITHIN_MS;
  for (;;) {
    const { rows } = await house.api<NotificationList>("GET", `/alerts/notifications?rule=${ruleId}`);
    if (rows.length >= count && rows.every(({ status }) => status !== "waiting")) return rows;
    if (Date.now() > deadlineMs) throw new Error(`${rows.length} of ${count} notifications: ${JSON.stringify(rows)}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}
