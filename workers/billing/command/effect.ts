/**
 * Something that an account's object makes happen elsewhere, written in the transaction that decided on it. Its id is
 * the stable key of the other side: sent again after a kill, it changes nothing there. What came of it arrives as a command.
 */
export interface Effect {
  id: string;
  kind: EffectKind;
  /** The record that it is about. */
  subject: string;
  /** Not sent before; epoch milliseconds. */
  notBeforeMs: number;
  createdMs: number;
}

export type EffectKind =
  | "allocate-number"
  | "charge"
  | "ask-payment"
  | "cancel-payment"
  | "refund"
  | "ask-refund"
  | "check-tax-id"
  | "quote-tax"
  | "detach-method"
  | "forget-customer"
  | "mail";
