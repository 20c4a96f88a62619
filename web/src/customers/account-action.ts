import type { AccountView } from "../../../workers/billing/account/view.ts";
import type { Scope } from "../../../workers/identity/role.ts";
import type { Command } from "../keyboard/keymap.ts";
import type { DialogName } from "./dialog/account-dialog.tsx";
import { liveSubscription } from "./price-terms.ts";

/** Something that can be done to an account from its page. */
export interface AccountAction {
  name: DialogName;
  words: string;
  scope: Scope;
  /** The key that does the same. */
  command?: Command;
  /** Stands beside the title; everything else is under More. */
  first?: true;
  when: (view: AccountView) => boolean;
}

const isLive = ({ account }: AccountView) => account.cancelledMs === null && account.incineratedMs === null;
const isHere = ({ account }: AccountView) => account.incineratedMs === null;
const hasPlan = (view: AccountView) => isLive(view) && liveSubscription(view) !== undefined;
const isPaused = (view: AccountView) => {
  const subscription = liveSubscription(view);
  return subscription?.status === "paused" && subscription.resumption === undefined;
};
/** Also when it is over, and froze the account as nobody could pay. */
const inTrial = (view: AccountView) => {
  const { status, trialEndMs, pausedMs } = liveSubscription(view) ?? {};
  const isOver = status === "paused" && trialEndMs !== null && pausedMs === view.account.frozenMs;
  return isLive(view) && (status === "trialing" || isOver);
};
const ends = (view: AccountView) => liveSubscription(view)?.cancelAtMs != null;

/** Everything that can be done to an account, in groups, the most wanted first. */
export const ACTIONS: readonly (readonly AccountAction[])[] = [
  [
    {
      ...{ name: "comp", words: "Comp", scope: "billing:comp", command: "account.comp", first: true },
      when: (view) => isLive(view) && view.waiver === null,
    },
    {
      ...{ name: "uncomp", words: "End the comp", scope: "billing:comp", command: "account.comp", first: true },
      when: ({ waiver }) => waiver !== null,
    },
    { name: "review", words: "Review the comp", scope: "billing:comp", when: ({ waiver }) => waiver !== null },
    {
      ...{ name: "refund", words: "Refund", scope: "billing:refund", command: "account.refund", first: true },
      when: ({ invoices }) => invoices.length > 0,
    },
    {
      ...{ name: "plan", words: "Change plan", scope: "billing:write", command: "account.plan", first: true },
      when: isLive,
    },
    {
      ...{ name: "trial", words: "Extend the trial", scope: "billing:write", command: "account.trial", first: true },
      when: inTrial,
    },
    {
      ...{ name: "keep", words: "Keep it", scope: "billing:write", command: "account.keep", first: true },
      when: (view) => isLive(view) && ends(view),
    },
    {
      ...{ name: "cancel", words: "Cancel", scope: "billing:write", command: "account.cancel", first: true },
      when: (view) => isLive(view) && !ends(view),
    },
    {
      ...{ name: "reactivate", words: "Reactivate", scope: "billing:write", first: true },
      when: ({ account }) =>
        account.cancelledMs !== null && account.incineratedMs === null && account.mergedIntoId === null,
    },
    {
      ...{ name: "unfreeze", words: "Unfreeze", scope: "billing:write", first: true },
      when: (view) => isLive(view) && view.account.frozenMs !== null,
    },
    {
      ...{ name: "note", words: "Write a note", scope: "billing:write", command: "account.note", first: true },
      when: isHere,
    },
  ],
  [
    {
      ...{ name: "pause", words: "Pause the subscription", scope: "billing:write" },
      when: (view) => hasPlan(view) && liveSubscription(view)?.status !== "paused",
    },
    { name: "resume", words: "Resume the subscription", scope: "billing:write", when: isPaused },
    { name: "add-on", words: "Add-ons", scope: "billing:write", when: hasPlan },
    { name: "discount", words: "Redeem a coupon", scope: "billing:write", when: hasPlan },
    { name: "lower", words: "Give a discount", scope: "billing:credit", when: hasPlan },
    { name: "terms", words: "Terms of payment", scope: "billing:write", when: hasPlan },
    {
      ...{ name: "mail", words: "Mail a document again", scope: "billing:write", command: "account.mail" },
      when: ({ invoices }) => invoices.some(({ number }) => number !== null),
    },
  ],
  [
    { name: "charge", words: "Charge once", scope: "billing:credit", when: isLive },
    { name: "balance", words: "Adjust the balance", scope: "billing:credit", when: isHere },
    { name: "tax-id", words: "Tax id", scope: "billing:write", when: isLive },
    { name: "exemption", words: "How it is taxed", scope: "billing:write", when: isLive },
    { name: "seller", words: "Who sells to it", scope: "billing:settings", when: isLive },
  ],
  [
    { name: "details", words: "Change the details", scope: "billing:write", when: isLive },
    { name: "limit", words: "Set a limit by hand", scope: "billing:comp", when: isLive },
    { name: "tags", words: "Tags", scope: "billing:write", when: isHere },
    { name: "link", words: "Id in another system", scope: "billing:write", when: isHere },
    { name: "new-person", words: "Add somebody", scope: "billing:write", when: isLive },
    { name: "reveal", words: "Show names and mails", scope: "billing:reveal", when: isHere },
    {
      ...{ name: "looks", words: "Who looked", scope: "billing:read", command: "account.looks" },
      when: () => true,
    },
  ],
  [
    {
      ...{ name: "freeze", words: "Freeze the account", scope: "billing:write" },
      when: (view) => isLive(view) && view.account.frozenMs === null,
    },
    {
      ...{ name: "merge", words: "Merge into another account", scope: "billing:write" },
      when: ({ account }) => account.mergedIntoId === null && account.incineratedMs === null,
    },
    { name: "export", words: "Export everything", scope: "billing:reveal", when: () => true },
    {
      ...{ name: "incinerate", words: "Erase it before its date", scope: "billing:reveal" },
      when: ({ account }) => account.cancelledMs !== null && account.incineratedMs === null,
    },
  ],
];
