export const URL_CHARS_MAX = 2_048;

/** Whether a text is an address that webhooks may go to: http or https, without user name and password. */
export function isWebUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "";
}

/** A URL as people may see it: without what could be the secret in it. */
export function maskedUrl(url: string): string {
  const { origin, pathname, search } = new URL(url);
  const [, first = "", second] = pathname.split("/");
  const shown = second === undefined ? "" : `/${first}/…`;
  return `${origin}${shown === "" ? (pathname.length > 1 ? "/…" : "") : shown}${search === "" ? "" : "?…"}`;
}
