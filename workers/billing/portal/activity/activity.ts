import type { AuditEntry } from "../../../../durable-objects/audit-log/entry.ts";
import type { LoggedCommand } from "../../command/command-log.ts";
import type { PortalWords } from "../words/words.ts";

/** Who did something, as customers are told: staff by their roles, nobody by name. */
export type Doer = { kind: "you" | "customer" | "link" | "app" | "system" } | { kind: "staff"; personId: string };

/** Something that happened to an account. */
export interface Activity {
  atMs: number;
  what: keyof PortalWords;
  by: Doer;
  /** Why somebody saw personal data; empty for all else, as reasons of commands are between the company's people. */
  reason: string;
}

/** What customers are told of a command; those that are missing are the machinery's own. */
const OF_COMMAND: Record<string, keyof PortalWords> = {
  "account.create": "didOpen",
  "account.change": "didChange",
  "account.transfer": "didTransfer",
  "account.assign": "didChange",
  "account.exempt": "didTax",
  "account.cancel": "didClose",
  "account.reactivate": "didReopen",
  "account.freeze": "didFreeze",
  "account.unfreeze": "didUnfreeze",
  "person.add": "didPeople",
  "person.remove": "didPeople",
  "person.change-mail": "didMailAddress",
  "waiver.give": "didComp",
  "waiver.end": "didComp",
  "note.add": "didNote",
  "note.remove": "didNote",
  "note.restore": "didNote",
  "tax-id.set": "didTax",
  "subscription.create": "didSubscribe",
  "subscription.change": "didSubscription",
  "subscription.unschedule": "didSubscription",
  "subscription.cancel": "didCancel",
  "subscription.keep": "didKeep",
  "subscription.pause": "didPause",
  "subscription.resume": "didResume",
  "subscription.redeem": "didDiscount",
  "subscription.discount": "didDiscount",
  "subscription.end-discount": "didDiscount",
  "invoice.create": "didInvoice",
  "invoice.void": "didVoid",
  "invoice.mail": "didMail",
  "credit-note.mail": "didMail",
  "payment.mail": "didMail",
  "credit-note.issue": "didCredit",
  "credit-note.void": "didVoidNote",
  "balance.adjust": "didBalance",
  "payment.start": "didPay",
  "payment.pay-once": "didPay",
  "refund.start": "didRefund",
  "refund.record-transfer": "didRefund",
  "method.attach": "didMethod",
  "method.default": "didMethod",
  "method.detach": "didMethod",
};

/** What customers are told of the audit log's entries: what no command is of. */
const OF_AUDIT: Record<string, keyof PortalWords> = {
  "billing.personal.revealed": "revealed",
  "billing.account.exported": "exported",
  "billing.person.erased": "personErased",
  "billing.portal.link-sent": "linkSent",
  "billing.portal.link-made": "linkMade",
};

/** The story of an account for its people, the newest first. `selfId` is who reads it. */
export function activitiesOf(
  {
    commands,
    entries,
    looks,
  }: {
    commands: readonly LoggedCommand[];
    entries: readonly AuditEntry[];
    looks: readonly { atMs: number; personId: string }[];
  },
  { selfId, linkId }: { selfId: string; linkId: string },
): Activity[] {
  const told = [
    ...commands.flatMap(({ command, deed }): Activity[] => {
      const what = OF_COMMAND[command];
      if (!what) return [];
      const { kind, id } = deed.actor;
      const by: Doer =
        kind === "person"
          ? { kind: "staff", personId: id }
          : kind === "customer"
            ? { kind: id === selfId ? "you" : id === linkId ? "link" : "customer" }
            : { kind: kind === "token" ? "app" : "system" };
      return [{ atMs: deed.nowMs, what, by, reason: "" }];
    }),
    ...entries.flatMap(({ atMs, actor, action, detail }): Activity[] => {
      const what = OF_AUDIT[action];
      const by: Doer = actor.kind === "person" ? { kind: "staff", personId: actor.id } : { kind: "app" };
      return what ? [{ atMs, what, by, reason: reasonIn(detail) }] : [];
    }),
    ...looks.map(
      ({ atMs, personId }): Activity => ({ atMs, what: "looked", by: { kind: "staff", personId }, reason: "" }),
    ),
  ];
  return told.sort((a, b) => b.atMs - a.atMs);
}

/** The reason that an audit entry's detail names; empty where it has none. */
export function reasonIn(detail: string): string {
  const parsed: unknown = JSON.parse(detail);
  if (typeof parsed !== "object" || parsed === null || !("reason" in parsed)) return "";
  return typeof parsed.reason === "string" ? parsed.reason : "";
}
