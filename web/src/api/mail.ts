import type { hc } from "hono/client";
import type { MailRoutes } from "../../../workers/mail/routes.ts";
import { routesAt } from "./client.ts";
import { cancelledBy, read } from "./request.ts";

const BASE = "/console/api/mail";
const part = encodeURIComponent;

const { kept } = routesAt<ReturnType<typeof hc<MailRoutes>>>(BASE);

/** Mails that one answer lists. */
const MAILS_PAGE = "50";

/** The mails that the embedded server keeps. */
export const mailApi = {
  list: (cursor: string | null, signal?: AbortSignal) =>
    read(kept.$get({ query: { limit: MAILS_PAGE, ...(cursor && { cursor }) } }, cancelledBy(signal))),
  mail: (id: string, signal?: AbortSignal) => read(kept[":id"].$get({ param: { id: part(id) } }, cancelledBy(signal))),
};

/** Where a mail's HTML is shown, in a frame that can do nothing. */
export const mailHtmlPath = (id: string): string => `${BASE}/kept/${part(id)}/html`;
