/** What a product shows of an account, for the contract to compare. */
export interface Shown {
  /** When it was cancelled; null while it is not. */
  cancelledMs: number | null;
  /** Whether it may be used. */
  usable: boolean;
  comped: boolean;
  ownerMail: string;
  planIds: string[];
  /** Who changed it last, as the product's own records say. */
  changedBy: string;
}

/** A product as the contract's checks drive it: each method does what it says through the product's own doors. */
export interface Subject {
  /** One of the secrets by which the product's route verifies callbacks, and how its records call Queenbee. */
  secret: string;
  systemUser: string;
  /** From now on the product's client sends its requests through this. */
  connect(fetch: (request: Request) => Promise<Response>): void;
  /** A customer signs up; gives the account's id, or null when it came to nothing. */
  signUp(name: string): Promise<string | null>;
  /** The next sign-up fails after the remote account was opened, as it does where a name is taken. */
  failNextSignUp(): void;
  /** What the product has of an account; null when it has none. */
  look(id: string): Promise<Shown | null>;
  /** The route to which Queenbee sends callbacks, behind all that stands before it. */
  receive(request: Request): Promise<Response>;
  /** What the product lets an account use of a feature or limit; `undefined` where it does not know. */
  allowed(id: string, entitlement: string): Promise<boolean | number | null | undefined>;
}
