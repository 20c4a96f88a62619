import type { AlertReceiverView, AlertRuleView, NewReceiverView } from "../../workers/alerts/view.ts";
import type { House } from "./house.ts";

/** Adds a receiver by mail; the house keeps what is mailed to it. */
export async function addMailReceiver(house: House, name: string): Promise<AlertReceiverView> {
  const fields = { kind: "mail", name, addresses: ["team@example.com"] };
  return (await house.api<NewReceiverView>("POST", "/alerts/receivers", fields)).receiver;
}

/** Adds a rule for new issues, but for what is given. */
export const addRule = (house: House, name: string, fields: { receivers: string[]; projects?: string[] }) =>
  house.api<AlertRuleView>("POST", "/alerts/rules", { name, triggers: [{ kind: "new-issue" }], ...fields });
