import type { IssueList } from "../../workers/errors/view.ts";
import type { LinkView } from "../../workers/identity/view.ts";
import { checkoutFailure, failure } from "./failure.ts";
import type { House } from "./house.ts";
import { makeProject } from "./project.ts";

/** A project with a typical day behind it, and what else the pages have to show. */
export interface Shop {
  name: string;
  slug: string;
  issueId: string;
  eventId: string;
  /** An invitation that nobody has taken yet. */
  invitation: string;
}

/** A page of the console: its address, and the heading that says that it is there. */
export interface Place {
  name: string;
  path: (shop: Shop) => string;
  heading: string | RegExp;
}

/** Every page, those of the door included. */
export const PLACES: readonly Place[] = [
  { name: "today", path: () => "/", heading: "Today" },
  { name: "errors", path: ({ slug }) => `/errors?project=${slug}`, heading: "Errors" },
  { name: "issue", path: ({ issueId }) => `/errors/${issueId}`, heading: /^CheckoutError/ },
  { name: "event", path: ({ issueId, eventId }) => `/errors/${issueId}/events/${eventId}`, heading: /^CheckoutError/ },
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
  { name: "no-page", path: () => "/no/such/page", heading: "No page has this address" },
];

/** Fills the house as it looks on a typical day. */
export async function furnish(house: House): Promise<Shop> {
  const shop = await makeProject(house, "Typical shop");
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
  const { rows } = await house.api<IssueList>("GET", `/errors/issues?project=${shop.slug}&query=CheckoutError`);
  await house.api("POST", "/identity/tokens", { name: "Build", scopes: ["project:releases"], expiresInDays: 30 });
  const invited = { email: "invited@example.com", roles: ["developer", "ops"] };
  const { url } = await house.api<LinkView>("POST", "/identity/invitations", invited);
  return { name: shop.name, slug: shop.slug, issueId: rows[0]?.id ?? "", eventId, invitation: url };
}
