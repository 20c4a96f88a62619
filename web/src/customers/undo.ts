import type { AccountView } from "../../../workers/billing/account/view.ts";

/** A command as a dialog sends it. */
interface Sent {
  command: string;
  input: object;
}

/** The value of a command's input by its name, as the dialogs of this room wrote it. */
const said = (input: object, name: string): unknown => (input as Record<string, unknown>)[name]; // an object has names

/**
 * The command that takes another one back, by how the account was before and is after it; null where the rules allow
 * none: money that moved is never taken back without saying so.
 */
export function inverseOf({ command, input }: Sent, before: AccountView, after: AccountView): Sent | null {
  const account = before.account;
  const subscriptionId = said(input, "subscriptionId");
  const subscription = before.subscriptions.find(({ id }) => id === subscriptionId);
  switch (command) {
    case "waiver.give":
      return after.waiver && before.waiver === null
        ? { command: "waiver.end", input: { waiverId: after.waiver.id } }
        : null;
    case "waiver.end": {
      const ended = before.waivers.find(({ id }) => id === said(input, "waiverId"));
      if (!ended) return null;
      const { planId, planName, expiresMs, reviewMs, employeeId } = ended;
      return { command: "waiver.give", input: { planId, planName, expiresMs, reviewMs, employeeId } };
    }
    case "waiver.review": {
      const waiver = before.waivers.find(({ id }) => id === said(input, "waiverId"));
      return waiver ? { command, input: { waiverId: waiver.id, nextReviewMs: waiver.reviewMs } } : null;
    }
    case "override.set": {
      const override = after.overrides.findLast((one) => one.name === said(input, "name") && one.endedMs === null);
      const held = before.overrides.some((one) => one.name === said(input, "name") && one.endedMs === null);
      return override && !held ? { command: "override.end", input: { overrideId: override.id } } : null;
    }
    case "override.end": {
      const ended = before.overrides.find(({ id }) => id === said(input, "overrideId"));
      if (!ended) return null;
      const { name, value, expiresMs } = ended;
      return { command: "override.set", input: { name, value, expiresMs } };
    }
    case "account.cancel":
      // Right after it every period that was paid still runs, so nothing is billed again.
      return account.cancelledMs === null
        ? { command: "account.reactivate", input: { subscriptions: "resume" } }
        : null;
    case "account.freeze":
      return account.frozenMs === null ? { command: "account.unfreeze", input: {} } : null;
    case "account.unfreeze":
      return { command: "account.freeze", input: {} };
    case "account.transfer": {
      const heir = before.people.find(({ id }) => id === said(input, "toPersonId"));
      // Who owned it for a moment is an admin afterwards.
      return heir?.role === "admin" ? { command, input: { toPersonId: account.ownerId } } : null;
    }
    case "account.tag":
      return {
        command,
        input: {
          add: account.tags.filter((tag) => !after.account.tags.includes(tag)),
          remove: after.account.tags.filter((tag) => !account.tags.includes(tag)),
        },
      };
    case "account.link": {
      const system = String(said(input, "system"));
      return { command, input: { system, externalId: account.externalIds[system] ?? null } };
    }
    case "account.assign":
      return { command, input: { entityId: account.entityId ?? "main" } };
    case "account.exempt":
      return { command, input: account.exemption };
    case "tax-id.set":
      return { command, input: { value: account.taxId?.value ?? null } };
    case "account.change": {
      const { name, legalName, address, language, timeZone, currency } = account;
      return { command, input: { name, legalName, address, language, timeZone, currency } };
    }
    case "person.add":
    case "person.remove": {
      const person = before.people.find(({ id }) => id === said(input, "personId"));
      if (!person || person.role === "owner") return null;
      const { id: personId, role } = person;
      return person.endedMs === null
        ? { command: "person.add", input: { personId, role } }
        : { command: "person.remove", input: { personId } };
    }
    case "subscription.cancel":
      return said(input, "at") === "now" ? null : { command: "subscription.keep", input: { subscriptionId } };
    case "subscription.keep":
      return subscription?.cancelAtMs != null
        ? { command: "subscription.cancel", input: { subscriptionId, at: { atMs: subscription.cancelAtMs } } }
        : null;
    case "subscription.extend-trial":
      return subscription?.status === "trialing"
        ? { command, input: { subscriptionId, endMs: subscription.trialEndMs } }
        : null;
    case "method.default": {
      const first = before.methods.find(({ isDefault }) => isDefault);
      return first && first.id !== said(input, "methodId") ? { command, input: { methodId: first.id } } : null;
    }
    case "subscription.discount": {
      const changed = after.subscriptions.find(({ id }) => id === subscriptionId);
      const discount = changed?.discounts.find(({ id }) => !subscription?.discounts.some((one) => one.id === id));
      return discount
        ? { command: "subscription.end-discount", input: { subscriptionId, discountId: discount.id } }
        : null;
    }
    case "subscription.pause":
      return { command: "subscription.resume", input: { subscriptionId } };
    case "subscription.terms":
      return subscription
        ? {
            command,
            input: { subscriptionId, collection: subscription.collection, minimumAmount: subscription.minimumAmount },
          }
        : null;
    case "subscription.change": {
      const changed = after.subscriptions.find(({ id }) => id === subscriptionId);
      const added = changed?.scheduled.filter(({ id }) => !subscription?.scheduled.some((one) => one.id === id)) ?? [];
      const isMore = added.length === 1 && changed?.scheduled.length === (subscription?.scheduled.length ?? 0) + 1;
      // What waits is taken back; what was billed is not, and neither is what took the place of something else.
      return isMore ? { command: "subscription.unschedule", input: { subscriptionId, changeId: added[0]?.id } } : null;
    }
    case "note.add": {
      const note = after.notes.find(({ id }) => !before.notes.some((one) => one.id === id));
      return note ? { command: "note.remove", input: { noteId: note.id } } : null;
    }
    case "note.remove":
      return { command: "note.restore", input: { noteId: said(input, "noteId") } };
    case "balance.adjust":
      return { command, input: { amount: -Number(said(input, "amount")) } };
    default:
      return null;
  }
}
