import type { AlertRuleView, NotificationStatus } from "../../workers/alerts/view.ts";
import type { NewEndpointView } from "../../workers/billing/webhook/view.ts";
import type { IssueList } from "../../workers/errors/view.ts";
import type { LinkView } from "../../workers/identity/view.ts";
import { HOUR_MS } from "../../workers/kit/time.ts";
import type { MailList } from "../../workers/mail/view.ts";
import { addDeadReceiver, addMailReceiver, addRule, notified } from "./alerts.ts";
import { checkoutFailure, failure } from "./failure.ts";
import { furnishCustomers } from "./furnish-customers.ts";
import { furnishMoney, type Sold } from "./furnish-money.ts";
import type { House } from "./house.ts";
import { PAYOUT } from "./payout.ts";
import { makeProject } from "./project.ts";

/** A project with a typical day behind it, and what else the pages have to show. */
export interface Shop {
  name: string;
  slug: string;
  issueId: string;
  eventId: string;
  /** An invitation that nobody has taken yet. */
  invitation: string;
  /** A rule that fired, a notification of it that was mailed and one that is parked, and a mail. */
  ruleId: string;
  mailedId: string;
  parkedId: string;
  mailId: string;
  /** A customer's account. */
  customerId: string;
  sold: Sold;
  /** An endpoint of webhooks that nothing reaches. */
  endpointId: string;
}

/** A page of the console: its address, and the heading that says that it is there. */
export interface Place {
  name: string;
  path: (shop: Shop) => string;
  heading: string | RegExp;
  /** What one of its reads answers, where no test can wait until the server would say it. */
  answer?: { path: string; body: object };
}

/** The pages of the room Money that need nothing in their address. */
const MONEY_TABS = [
  ...["income", "balance-sheet", "trial-balance", "deferred", "recurring", "ageing"].map((name) => `reports/${name}`),
  ...[
    "journal",
    "invoices",
    "payments",
    "refunds",
    "disputes",
    "payouts",
    "behind/recurring",
    "behind/revenue",
    "cases",
    "close",
    "catalogue",
    "coupons",
    "meters",
    "documents",
    "webhooks",
    "settings",
  ],
];

/** Every page, those of the door included. */
export const PLACES: readonly Place[] = [
  { name: "today", path: () => "/", heading: "Today" },
  { name: "errors", path: ({ slug }) => `/errors?query=is:unresolved+project:${slug}`, heading: "Errors" },
  { name: "issue", path: ({ issueId }) => `/errors/${issueId}`, heading: /^CheckoutError/ },
  { name: "event", path: ({ issueId, eventId }) => `/errors/${issueId}/events/${eventId}`, heading: /^CheckoutError/ },
  { name: "alerts", path: () => "/alerts", heading: "Alerts" },
  { name: "new-rule", path: ({ slug }) => `/alerts/new?project=${slug}`, heading: "New rule" },
  { name: "rule", path: ({ ruleId }) => `/alerts/rules/${ruleId}`, heading: "Anything new" },
  { name: "edit-rule", path: ({ ruleId }) => `/alerts/rules/${ruleId}/edit`, heading: "Change Anything new" },
  { name: "receivers", path: () => "/alerts/receivers", heading: "Receivers" },
  { name: "outbox", path: () => "/alerts/outbox", heading: "Outbox" },
  { name: "parked", path: ({ ruleId }) => `/alerts/outbox?status=parked&rule=${ruleId}`, heading: "Outbox" },
  { name: "mailed", path: ({ mailedId }) => `/alerts/outbox/${mailedId}`, heading: /in Typical shop|Anything new/ },
  { name: "requested", path: ({ parkedId }) => `/alerts/outbox/${parkedId}`, heading: /in Typical shop|Anything new/ },
  { name: "money-imports", path: () => "/money/imports", heading: "Money" },
  { name: "money-runs", path: () => "/money/runs", heading: "Money" },
  { name: "mails", path: () => "/alerts/mail", heading: "Mail" },
  { name: "mail", path: ({ mailId }) => `/alerts/mail/${mailId}`, heading: /./ },
  { name: "customers", path: () => "/customers", heading: "Customers" },
  { name: "no-customers", path: () => "/customers?query=nobody-is-called-so", heading: "Customers" },
  { name: "customer", path: ({ customerId }) => `/customers/${customerId}`, heading: /^Northern Lights/ },
  { name: "approvals", path: () => "/customers/approvals", heading: "Approvals" },
  { name: "money", path: () => "/money", heading: "Money" },
  ...MONEY_TABS.map((tab) => ({
    name: `money-${tab.replace("/", "-")}`,
    path: () => `/money/${tab}`,
    heading: "Money",
  })),
  { name: "payment", path: ({ sold }) => `/money/payments/${sold.paymentId}`, heading: "Payment of €120.00" },
  {
    name: "payout",
    path: () => `/money/payouts/local/${PAYOUT.payout.id}`,
    heading: "Payout of €157.90",
    answer: { path: `/console/api/billing/payments/payouts/local/${PAYOUT.payout.id}`, body: PAYOUT },
  },
  { name: "money-import", path: ({ sold }) => `/money/imports/${sold.importId}`, heading: "Money" },
  { name: "money-case", path: ({ sold }) => `/money/cases/${sold.caseId}`, heading: "Money" },
  { name: "money-run", path: ({ sold }) => `/money/runs/${sold.runId}`, heading: "Money" },
  { name: "plan", path: ({ sold }) => `/money/catalogue/${sold.planId}`, heading: "Studio" },
  { name: "new-price", path: ({ sold }) => `/money/catalogue/${sold.planId}/price`, heading: "New price" },
  {
    name: "next-price",
    path: ({ sold }) => `/money/catalogue/${sold.planId}/price?from=${sold.priceId}`,
    heading: "Next version of Studio, monthly",
  },
  { name: "endpoint", path: ({ endpointId }) => `/money/webhooks/${endpointId}`, heading: "Warehouse of numbers" },
  { name: "events", path: () => "/money/webhooks/events", heading: "Events" },
  {
    name: "account-event",
    path: ({ customerId }) => `/money/webhooks/events/evt_${customerId.replaceAll("-", "")}_1`,
    heading: "account.created",
  },
  { name: "projects", path: () => "/projects", heading: "Projects" },
  { name: "new-project", path: () => "/new-project", heading: "New project" },
  { name: "start", path: ({ slug }) => `/projects/${slug}/start`, heading: /^Send the first event/ },
  { name: "project", path: ({ slug }) => `/projects/${slug}`, heading: "Typical shop" },
  { name: "health", path: ({ slug }) => `/projects/${slug}/health`, heading: "Typical shop" },
  { name: "monitors", path: ({ slug }) => `/projects/${slug}/monitors`, heading: "Typical shop" },
  { name: "feedback", path: ({ slug }) => `/projects/${slug}/feedback`, heading: "Typical shop" },
  { name: "outcomes", path: ({ slug }) => `/projects/${slug}/outcomes`, heading: "Typical shop" },
  { name: "keys", path: ({ slug }) => `/projects/${slug}/keys`, heading: "Typical shop" },
  { name: "settings", path: ({ slug }) => `/projects/${slug}/settings`, heading: "Typical shop" },
  { name: "usage", path: () => "/usage", heading: "Usage" },
  { name: "people", path: () => "/people", heading: "People" },
  { name: "tokens", path: () => "/tokens", heading: "Tokens" },
  { name: "audit", path: () => "/audit", heading: "Audit" },
  { name: "account", path: () => "/account", heading: "First Owner" },
  { name: "sign-in", path: () => "/sign-in", heading: "Sign in" },
  { name: "welcome", path: () => "/welcome?token=any", heading: "Welcome to Apiary" },
  { name: "invitation", path: ({ invitation }) => invitation, heading: "You are invited" },
  { name: "link", path: () => "/link?token=any", heading: "Sign in with this link" },
  { name: "unfollow", path: () => "/unfollow", heading: "Stop following an issue" },
  { name: "no-page", path: () => "/no/such/page", heading: "No page has this address" },
];

/** Fills the house as it looks on a typical day. */
export async function furnish(house: House): Promise<Shop> {
  const shop = await makeProject(house, "Typical shop");
  const rule = await furnishAlerts(house, shop.slug);
  const kinds = ["TypeError", "RangeError", "TimeoutError", "PaymentDeclined", "StockError", "NetworkError"];
  const users = Array.from({ length: 4 }, (_, index) => ({ id: String(index), email: `user-${index}@example.com` }));
  const day = kinds.flatMap((type, index) =>
    users
      .slice(0, (index % 4) + 1)
      .map((user) => failure(type, `${type} while the cart was being paid`, { user, environment: "production" })),
  );
  for (const event of day) await shop.send(event);
  const eventId = await shop.send(checkoutFailure(), { filename: "order.log", text: "declined\n" });
  await shop.fill(kinds.length + 1, []);
  const { rows } = await house.api<IssueList>("GET", `/errors/issues?query=project:${shop.slug}+CheckoutError`);
  await house.api("POST", "/identity/tokens", { name: "Build", scopes: ["project:releases"], expiresInDays: 30 });
  const invited = { email: "invited@example.com", roles: ["developer", "ops"] };
  const { url } = await house.api<LinkView>("POST", "/identity/invitations", invited);
  const notifications = await notified(house, rule.id, 2);
  const idOf = (status: NotificationStatus) => notifications.find((each) => each.status === status)?.id ?? "";
  const endpointId = await addDeadEndpoint(house);
  const customerId = await furnishCustomers(house);
  const sold = await furnishMoney(house, customerId);
  const mails = await house.api<MailList>("GET", "/mail/kept");
  return {
    ...{ name: shop.name, slug: shop.slug, issueId: rows[0]?.id ?? "", eventId, invitation: url },
    ...{
      ruleId: rule.id,
      mailedId: idOf("delivered"),
      parkedId: idOf("parked"),
      // Those to customers are for who looks after them.
      mailId: mails.rows.find(({ kind }) => kind !== "billing")?.id ?? "",
      customerId,
      sold,
      endpointId,
    },
  };
}

/** An endpoint of webhooks at an address that the server sends nothing to: what happens to customers is parked for it. */
async function addDeadEndpoint(house: House): Promise<string> {
  const fields = { kind: "events", name: "Warehouse of numbers", url: "http://127.0.0.1:9/in" };
  return (await house.api<NewEndpointView>("POST", "/billing/webhooks/endpoints", fields)).endpoint.id;
}

/** A rule that fires for the shop and tells a team and a hook that nothing reaches; beside it one that is muted and one that is off. */
async function furnishAlerts(house: House, slug: string): Promise<AlertRuleView> {
  const team = await addMailReceiver(house, "Shop team");
  const hook = await addDeadReceiver(house, "Pager of whoever is on call");
  const rule = await addRule(house, "Anything new", { receivers: [team.id, hook.id], projects: [slug] });
  const muted = await addRule(house, "Regressions of the night", { receivers: [team.id] });
  await house.api("PATCH", `/alerts/rules/${muted.id}`, { mutedUntilMs: Date.now() + HOUR_MS });
  const off = await addRule(house, "Nobody wants this one any more", { receivers: [hook.id] });
  await house.api("PATCH", `/alerts/rules/${off.id}`, { enabled: false });
  return rule;
}
