/** Issues that one project can have. The bound keeps every id below 2^53 for projects up to 90 million. */
export const MAX_ISSUES_PER_PROJECT = 99_999_999;

const STRIDE = MAX_ISSUES_PER_PROJECT + 1;

/** An issue's id in every list and URL: it names the project's object, so reading one needs no look-up. */
export const issueId = (projectId: number, number: number): number => projectId * STRIDE + number;

/** The project and number in an issue id given as digits or a number; null when it is not one. */
export function parseIssueId(id: string | number): { projectId: number; number: number } | null {
  if (typeof id === "string" && !/^[1-9]\d{0,15}$/.test(id)) return null;
  const value = Number(id);
  if (!Number.isSafeInteger(value)) return null;
  const projectId = Math.floor(value / STRIDE);
  const number = value % STRIDE;
  return projectId > 0 && number > 0 ? { projectId, number } : null;
}
