/** The pages of the room, in groups: the first page of a group opens with it. */
export const MONEY_GROUPS = [
  { title: "Overview", pages: [{ to: "/money", title: "Overview" }] },
  {
    title: "Billing",
    pages: [
      { to: "/money/invoices", title: "Invoices" },
      { to: "/money/payments", title: "Payments" },
      { to: "/money/refunds", title: "Refunds" },
      { to: "/money/disputes", title: "Disputes" },
      { to: "/money/payouts", title: "Payouts" },
    ],
  },
  {
    title: "Catalogue",
    pages: [
      { to: "/money/catalogue", title: "Plans" },
      { to: "/money/coupons", title: "Coupons" },
      { to: "/money/meters", title: "Meters" },
      { to: "/money/documents", title: "Documents" },
    ],
  },
  {
    title: "Books",
    pages: [
      { to: "/money/reports", title: "Reports" },
      { to: "/money/journal", title: "Journal" },
      { to: "/money/close", title: "Close" },
    ],
  },
  {
    title: "Operations",
    pages: [
      { to: "/money/cases", title: "Cases" },
      { to: "/money/runs", title: "Runs" },
      { to: "/money/imports", title: "Imports" },
      { to: "/money/webhooks", title: "Webhooks" },
    ],
  },
  { title: "Settings", pages: [{ to: "/money/settings", title: "Settings" }] },
] as const;

export type MoneyGroup = (typeof MONEY_GROUPS)[number];

/** The group that a path of the room belongs to: the overview's for what is no page. */
export const groupOf = (path: string): MoneyGroup =>
  MONEY_GROUPS.slice(1).find(({ pages }) => pages.some(({ to }) => path === to || path.startsWith(`${to}/`))) ??
  MONEY_GROUPS[0];
