let last: string | null = null;

/** Remembers the issue that was open, for this tab. */
export function rememberIssue(id: string): void {
  last = id;
}

/** The issue that was open last, so that the list continues at it. */
export const lastIssue = (): string | null => last;
