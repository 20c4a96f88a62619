import type { hc } from "hono/client";
import type { AlertsRoutes } from "../../../workers/alerts/routes.ts";
import type { OutboxSearch } from "../alerts/alert-search.ts";
import type { RuleFields } from "../alerts/rule-form.ts";
import { routesAt } from "./client.ts";
import { cancelledBy, read } from "./request.ts";

const BASE = "/console/api/alerts";
const part = encodeURIComponent;
const named = (id: string) => ({ param: { id: part(id) } });

/** Checks every path and body against the Worker's own routes, and takes the types of the answers from them. */
const { rules, receivers, notifications, preview } = routesAt<ReturnType<typeof hc<AlertsRoutes>>>(BASE);

type RuleChange = Partial<RuleFields> & { enabled?: boolean; mutedUntilMs?: number | null };

/** What a receiver is made of. */
type ReceiverFields =
  | { name: string; kind: "mail"; addresses: string[] }
  | { name: string; kind: "slack" | "webhook"; url: string };

/** Notifications that one answer lists. */
const NOTIFICATIONS_PAGE = "50";

/** The alerts system's routes, one function each. */
export const alertsApi = {
  rules: (signal?: AbortSignal) => read(rules.$get({}, cancelledBy(signal))),
  rule: (id: string, signal?: AbortSignal) => read(rules[":id"].$get(named(id), cancelledBy(signal))),
  createRule: (fields: RuleFields) => read(rules.$post({ json: { ...fields, enabled: true, mutedUntilMs: null } })),
  changeRule: (id: string, json: RuleChange) => read(rules[":id"].$patch({ ...named(id), json })),
  deleteRule: (id: string) => read(rules[":id"].$delete(named(id))),
  previewFrequency: (
    json: { query: string; count: number; minutes: number; environments: string[] },
    signal?: AbortSignal,
  ) => read(preview.$post({ json }, cancelledBy(signal))),
  receivers: (signal?: AbortSignal) => read(receivers.$get({}, cancelledBy(signal))),
  createReceiver: (json: ReceiverFields) => read(receivers.$post({ json })),
  changeReceiver: (id: string, json: { name?: string; addresses?: string[]; url?: string }) =>
    read(receivers[":id"].$patch({ ...named(id), json })),
  deleteReceiver: (id: string) => read(receivers[":id"].$delete(named(id))),
  testReceiver: (id: string) => read(receivers[":id"].test.$post(named(id))),
  rotateSecret: (id: string) => read(receivers[":id"].secret.$post(named(id))),
  notifications: (filter: OutboxSearch, cursor: string | null, signal?: AbortSignal) =>
    read(
      notifications.$get(
        { query: { ...filter, limit: NOTIFICATIONS_PAGE, ...(cursor && { cursor }) } },
        cancelledBy(signal),
      ),
    ),
  notification: (id: string, signal?: AbortSignal) => read(notifications[":id"].$get(named(id), cancelledBy(signal))),
  replay: (ids: readonly string[]) => read(notifications.replay.$post({ json: { ids: [...ids] } })),
  dismiss: (ids: readonly string[]) => read(notifications.dismiss.$post({ json: { ids: [...ids] } })),
};

/** Where a notification's mail is shown as HTML, in a frame that can do nothing. */
export const notificationHtmlPath = (id: string): string => `${BASE}/notifications/${part(id)}/html`;
