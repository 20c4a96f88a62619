/** The headers by which mail programs offer to end mails of a kind (RFC 8058); none where such mails cannot be ended so. */
export const unsubscribeHeaders = (url: string | null | undefined): Record<string, string> =>
  url ? { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {};
