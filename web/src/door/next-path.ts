/** Where to go after signing in: the wanted path if it is one of our own pages, else the first page. */
export function nextPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || /^\/[/\\]/.test(wanted)) return "/";
  return isDoor(wanted) ? "/" : wanted;
}

const DOORS = ["/sign-in", "/welcome", "/invitation", "/link"];

/** True for the pages that need nobody to be signed in. */
export const isDoor = (path: string): boolean => DOORS.some((door) => path === door || path.startsWith(`${door}?`));
