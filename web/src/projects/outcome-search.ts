/** Time ranges of the outcomes tab. */
export const HOURS_CHOICES = [
  { hours: 24, title: "24 hours" },
  { hours: 168, title: "7 days" },
  { hours: 720, title: "30 days" },
] as const;

/** The range as it stands in the URL; absent is 24 hours. */
export interface OutcomeSearch {
  hours?: 168 | 720;
}

/** Reads the range from untrusted search parameters; what is unknown or the default falls away. */
export function parseOutcomeSearch(raw: Record<string, unknown>): OutcomeSearch {
  const hours = Number(raw.hours);
  return hours === 168 || hours === 720 ? { hours } : {};
}
