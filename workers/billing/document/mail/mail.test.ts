import { simpleParser } from "mailparser";
import { createTransport } from "nodemailer";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "../words/language.ts";
import { billingMail, type MailFacts } from "./mail.ts";
import { MAIL_KINDS } from "./words.ts";

const FACTS: MailFacts & { seller: string } = {
  number: "INV-00042",
  amount: "€113.05",
  date: "May 15, 2026",
  seller: `Beispiel & "Söhne" <GmbH>`,
  name: "Corner\r\nBcc: x@y.test",
  last4: "4242",
};
const URL_ = "https://apiary.test/id/invoices/a.b?c=1&d=2";

describe.each(LANGUAGES)("in %s", (language) => {
  it.each(MAIL_KINDS)("the mail %s is read by a mail program as it was meant", async (kind) => {
    const mail = billingMail(kind, language, FACTS, URL_);
    const sent = await createTransport({ streamTransport: true, buffer: true }).sendMail({
      from: "billing@apiary.test",
      to: "ana@x.test",
      ...mail,
    });
    const parsed = await simpleParser(sent.message.toString());
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.text).toContain(URL_);
    expect(`${parsed.subject}${parsed.text}`).not.toMatch(/[{}]|undefined/);
    const html = parsed.html || "";
    expect(html).toContain(`href="https://apiary.test/id/invoices/a.b?c=1&amp;d=2"`);
    expect(html).toContain("Beispiel &amp; &quot;Söhne&quot; &lt;GmbH&gt;");
    expect(html).toContain(`lang="${language}"`);
  });
});

it("has no link where there is nothing to lead to", () => {
  const mail = billingMail("account-frozen", "en", FACTS, null);
  expect(mail.text).not.toContain("http");
  expect(mail.html).not.toContain("<a ");
});
