import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { framedPage } from "../../front/framed-page.ts";
import { queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { readCompany } from "../company/company-book.ts";
import type { Party } from "../invoice/invoice.ts";
import { REVERSE_CHARGE, sampleCreditNote, sampleInvoice, sampleLine, vat } from "../invoice/sample.ts";
import { FONTS } from "./font.ts";
import { type Issued, issuedPaper } from "./issued.ts";
import { billingMail } from "./mail/mail.ts";
import { MAIL_KINDS } from "./mail/words.ts";
import { documentPage } from "./page.ts";
import { creditNotePdf, invoicePdf } from "./pdf.ts";
import type { PreviewList } from "./view.ts";
import { LANGUAGES } from "./words/language.ts";

const preview = z.object({ language: z.enum(LANGUAGES).default("en") });

/** Sample documents by name, as the company would issue them in a language. */
const SAMPLES: Record<string, (seller: Party, language: string) => Issued> = {
  invoice: (seller, language) => ({ invoice: sampleInvoice({ seller, language }), note: null }),
  "reverse-charge": (seller, language) => ({
    invoice: sampleInvoice({ seller, language, lines: [sampleLine({ tax: REVERSE_CHARGE })] }),
    note: null,
  }),
  "many-lines": (seller, language) => {
    const line = (index: number) =>
      sampleLine({ discountAmount: index % 4 === 0 ? 950 : 0, tax: vat(index % 3 === 0 ? "7" : "19") });
    return {
      invoice: sampleInvoice({ seller, language, lines: Array.from({ length: 40 }, (_, i) => line(i)) }),
      note: null,
    };
  },
  "credit-note": (seller, language) => {
    const invoice = sampleInvoice({ seller, language });
    return { invoice, note: sampleCreditNote(invoice, 5_000) };
  },
};

/** Documents and mails with made-up customers, for staff to look at before customers do. */
export const previewRoutes = new Hono<App>()
  .get("/", allow("billing:read"), (c) =>
    c.json<PreviewList>({ documents: Object.keys(SAMPLES), mails: [...MAIL_KINDS], languages: [...LANGUAGES] }),
  )
  .get("/:name/page", allow("billing:read"), queryInput(preview), async (c) => {
    const { language } = c.req.valid("query");
    const { seller } = await readCompany(c.env.DB);
    const name = c.req.param("name");
    const mail = MAIL_KINDS.find((kind) => kind === name);
    if (mail !== undefined) {
      const facts = { number: "INV-00042", amount: "€113.05", date: "2026-05-15", name: "Shop", last4: "4242" };
      const { html } = billingMail(mail, language, { ...facts, seller: seller.name }, "https://example.com/");
      return framedPage(c, html);
    }
    const issued = SAMPLES[name]?.(seller, language);
    if (issued === undefined) return problem(c, NO_SUCH_SAMPLE);
    const page = documentPage(issuedPaper(issued), {
      pdf: `pdf?language=${language}`,
      ubl: null,
      cii: null,
      pay: null,
      invoice: issued.note === null ? { ...issued.invoice, refunded: 0, nowMs: c.get("nowMs") } : null,
      others: [],
    });
    return framedPage(c, String(await page));
  })
  .get("/:name/pdf", allow("billing:read"), queryInput(preview), async (c) => {
    const { seller } = await readCompany(c.env.DB);
    const issued = SAMPLES[c.req.param("name")]?.(seller, c.req.valid("query").language);
    if (issued === undefined) return problem(c, NO_SUCH_SAMPLE);
    const { invoice, note } = issued;
    const pdf = await (note === null ? invoicePdf(invoice, FONTS) : creditNotePdf(note, invoice, FONTS));
    c.header("content-type", "application/pdf");
    return c.body(new Uint8Array(pdf));
  });

const NO_SUCH_SAMPLE = { status: 404, reason: "no-such-sample", detail: "There is no sample of that name." } as const;
