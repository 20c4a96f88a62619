import type { MailWords } from "./words.ts";

/** What mails to customers say in this language. */
export const EN: MailWords = {
  "payment-received": {
    subject: "Your receipt for {number}",
    text: "We received {amount} for invoice {number}. Thank you.",
  },
  "invoice-issued": { subject: "Invoice {number} of {seller}", text: "Your invoice {number} over {amount} is here." },
  "invoice-due-soon": {
    subject: "Invoice {number} is due on {date}",
    text: "Invoice {number} over {amount} is due on {date}.",
  },
  "invoice-overdue": {
    subject: "Invoice {number} is overdue",
    text: "Invoice {number} was due on {date}. {amount} is still to be paid. If you paid it in the last days, ignore this mail.",
  },
  "payment-failed": {
    subject: "Your payment for {number} failed",
    text: "We could not charge {amount} for invoice {number}. We will try again; please check your payment method.",
  },
  "payment-action": {
    subject: "Please confirm your payment for {number}",
    text: "Your bank wants you to confirm the payment of {amount} for invoice {number}.",
  },
  "payment-method-missing": {
    subject: "A payment method is missing",
    text: "Invoice {number} over {amount} cannot be paid: there is no payment method that works. Please add one.",
  },
  "trial-ending": {
    subject: "Your trial ends on {date}",
    text: "Your trial of {name} ends on {date}. Add a payment method to go on without a break.",
  },
  "account-frozen": {
    subject: "Your account is frozen",
    text: "{name} is frozen because invoices were not paid. Your data is safe; pay what is open and it works again.",
  },
  "account-cancelled-unpaid": {
    subject: "Your account was cancelled",
    text: "{name} was cancelled because invoices were not paid for a long time. Its data is deleted after a while.",
  },
  "subscription-cancelled": {
    subject: "Your subscription was cancelled",
    text: "Your subscription to {name} was cancelled. It ends on {date}; until then everything works.",
  },
  "subscription-still-paused": {
    subject: "Your subscription stays paused",
    text: "Your subscription to {name} stays paused: invoice {number}, with which it was to go on, was not paid and is taken back. You owe nothing of it. Go on whenever you like from your account.",
  },
  "refund-sent": {
    subject: "We refunded {amount}",
    text: "We sent {amount} back to the payment method with which you paid. Banks take some days to show it.",
  },
  "credit-note-issued": {
    subject: "Credit note {number} of {seller}",
    text: "Your credit note {number} over {amount} is here.",
  },
  "card-expiring": {
    subject: "Your card expires soon",
    text: "The card that ends in {last4} expires on {date}. Please enter a new one so that {name} goes on without a break.",
  },
  "portal-link": {
    subject: "Your link to {seller}",
    text: "Open this link to manage your account. It works once, for 15 minutes. If you did not ask for it, ignore this mail: without the link nobody gets in.",
  },
  "mail-change": {
    subject: "Confirm your new mail address",
    text: "Open this link to be known to {seller} by this address from now on. It works once, for 15 minutes. If you did not ask for it, ignore this mail: nothing changes without the link.",
  },
  "mail-changed": {
    subject: "Your mail address was changed",
    text: "Mails and links about {name} go to another address from now on: somebody who was signed in asked for it, and confirmed it from there. If that was not you, write to {seller} at once.",
  },
};
