import { ACCOUNT_TASKS } from "../account/account-commands.ts";
import { REMINDER_TASKS } from "../document/reminder.ts";
import { OVERRIDE_TASKS } from "../entitlement/override.ts";
import { INVOICE_TASKS } from "../invoice/invoice-commands.ts";
import { PAYMENT_TASKS } from "../payment/charge/payment-task.ts";
import { SUBSCRIPTION_TASKS } from "../subscription/renew.ts";
import type { TaskRule } from "./tasks.ts";

/** What is done when a task is due, by its kind. */
export const TASKS: Record<string, TaskRule> = {
  ...ACCOUNT_TASKS,
  ...OVERRIDE_TASKS,
  ...INVOICE_TASKS,
  ...PAYMENT_TASKS,
  ...REMINDER_TASKS,
  ...SUBSCRIPTION_TASKS,
};
