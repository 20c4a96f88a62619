import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { accountBooks } from "../account-client.ts";
import { refundedOf } from "../payment/refund/refund-state.ts";
import { customerPages } from "../portal/customer-pages.ts";
import { missingPage } from "../portal/error-page.ts";
import { linkPayRoutes } from "../portal/pay/link-pay-routes.ts";
import { ciiOf } from "./cii.ts";
import { documentPath, documentToken, openToken } from "./document-link.ts";
import { findIssued, type Issued, issuedEInvoice, issuedPaper, issuedPdf } from "./issued.ts";
import { documentPage, PAGE_POLICY } from "./page.ts";
import { ublOf } from "./ubl.ts";
import { paperWords } from "./words/language.ts";

/** Documents for customers, by a signed link, under `/id/invoices`: a page that needs no script, the PDF and the e-invoice. Never cached. */
export const hostedDocuments = customerPages()
  .use("/id/invoices/*", async (c, next) => {
    await next();
    // The link is the key: no page that is left for another is told of it.
    c.header("referrer-policy", "no-referrer");
  })
  .get("/id/invoices/:token", async (c) => {
    const token = c.req.param("token");
    const issued = await issuedOf(c, token);
    if (!issued) return missingPage(c, []);
    const path = documentPath(token);
    const electronic = issuedEInvoice(issued).ok;
    const { refunded, others, clockMs } = await besides(c.env, issued);
    c.header("content-security-policy", PAGE_POLICY);
    return c.html(
      documentPage(issuedPaper(issued), {
        pdf: `${path}/pdf`,
        ubl: electronic ? `${path}/ubl` : null,
        cii: electronic ? `${path}/cii` : null,
        pay: issued.note === null && issued.invoice.status === "open" ? `${path}/pay` : null,
        invoice: issued.note === null ? { ...issued.invoice, refunded, nowMs: clockMs ?? c.get("nowMs") } : null,
        others,
      }),
    );
  })
  .get("/id/invoices/:token/pdf", async (c) => {
    const issued = await issuedOf(c, c.req.param("token"));
    if (!issued) return missingPage(c, []);
    return file(c, issued, await issuedPdf(c.env, issued), "application/pdf", "pdf");
  })
  .route("/id/invoices", linkPayRoutes)
  .get("/id/invoices/:token/ubl", (c) => eInvoice(c, c.req.param("token"), ublOf, "ubl.xml"))
  .get("/id/invoices/:token/cii", (c) => eInvoice(c, c.req.param("token"), ciiOf, "cii.xml"));

/** The document that a token opens; null for a wrong one, which is told nothing. */
async function issuedOf(c: Context<App>, token: string): Promise<Issued | null> {
  const link = openToken(c.env.APIARY_SECRET, token);
  return link && findIssued(c.env, link);
}

/** What was paid back of an invoice, the account's own time if it has one, and the documents that belong to it: its credit notes, or a note's invoice. */
async function besides(env: Env, { invoice, note }: Issued) {
  const words = paperWords(invoice.language);
  const link = (documentId: string, label: string) => ({
    ...{ label, href: documentPath(documentToken(env.APIARY_SECRET, { accountId: invoice.accountId, documentId })) },
  });
  if (note !== null)
    return { refunded: 0, others: [link(invoice.id, `${words.invoice} ${invoice.number}`)], clockMs: null };
  const books = accountBooks(env, invoice.accountId);
  const [payments, records] = await Promise.all([
    books.paymentsFor(invoice.id),
    books.records(["refund", "credit-note", "account"]),
  ]);
  const notes = records["credit-note"].filter(({ invoiceId, number }) => invoiceId === invoice.id && number !== null);
  return {
    refunded: refundedOf(payments, records.refund),
    clockMs: records.account[0]?.clockMs ?? null,
    others: notes.map(({ id, number }) => link(id, `${words.creditNote} ${number}`)),
  };
}

async function eInvoice(c: Context<App>, token: string, write: typeof ublOf, ending: string) {
  const issued = await issuedOf(c, token);
  const made = issued && issuedEInvoice(issued);
  if (!issued || !made?.ok) return missingPage(c, []);
  return file(c, issued, write(made.value), "application/xml; charset=utf-8", ending);
}

/** A download, named after the document's number. */
function file(c: Context<App>, { invoice, note }: Issued, body: Uint8Array | string, type: string, ending: string) {
  const name = (note?.number ?? invoice.number ?? "").replace(/[^\w-]/g, "_");
  c.header("content-type", type);
  c.header("content-disposition", `attachment; filename="${name}.${ending}"`);
  return c.body(typeof body === "string" ? body : new Uint8Array(body));
}
