let last: string | null = null;

/** Remembers the customer that was open, for this tab. */
export function rememberCustomer(id: string): void {
  last = id;
}

/** The customer that was open last, so that the list continues there. */
export const lastCustomer = (): string | null => last;
