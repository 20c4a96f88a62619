import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { originIsTrusted, publicOrigin } from "../../front/origin.ts";
import { problem } from "../../front/problem.ts";
import { recordAccount } from "../books/told-record.ts";
import { documentPath, documentToken } from "../document/document-link.ts";
import { findIssued, issuedEInvoice } from "../document/issued.ts";
import { noSuchThing } from "./resource.ts";

/** Where a customer reads an invoice or credit note: whoever has a link reads this document and nothing else. */
export interface DocumentResource {
  object: "document";
  /** Of the invoice or credit note. */
  id: string;
  accountId: string;
  /** A page that needs no script; an open invoice is paid on it. */
  url: string;
  pdfUrl: string;
  /** The e-invoice (EN 16931); null where it cannot be one. */
  ublUrl: string | null;
  ciiUrl: string | null;
}

/** Links to documents, for programs that show them to their customers. */
export const documentApi = new Hono<App>()
  .get("/invoices/:id/document", allow("billing:read"), (c) => answer(c, c.req.param("id")))
  .get("/credit_notes/:id/document", allow("billing:read"), (c) => answer(c, c.req.param("id")));

async function answer(c: Context<App>, documentId: string): Promise<Response> {
  const accountId = recordAccount(documentId);
  const issued = accountId && (await findIssued(c.env, { accountId, documentId }));
  if (!accountId || !issued) return noSuchThing(c);
  if (!originIsTrusted(c.env, c.req.url)) {
    const detail = "No link can be made before the server's public address is set as APIARY_URL.";
    return problem(c, { status: 409, reason: "no-public-address", detail });
  }
  const token = documentToken(c.env.APIARY_SECRET, { accountId, documentId });
  const url = `${publicOrigin(c.env, c.req.url)}${documentPath(token)}`;
  const isElectronic = issuedEInvoice(issued).ok;
  const electronic = { ublUrl: isElectronic ? `${url}/ubl` : null, ciiUrl: isElectronic ? `${url}/cii` : null };
  const document: DocumentResource = {
    ...{ object: "document", id: documentId, accountId, url, pdfUrl: `${url}/pdf` },
    ...electronic,
  };
  return c.json(document);
}
