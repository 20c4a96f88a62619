import { expect, it } from "vitest";
import { DAY_MS } from "../../../kit/time.ts";
import { TEST_CARD, TestAccount } from "../../account-fixture.ts";
import { EXPIRY_MAIL_DAYS } from "./card-expiry.ts";

const END_MS = Date.UTC(2026, 6, 1);
const card = { ...TEST_CARD, expires: { month: 6, year: 2026 } };
const mails = ({ sent }: TestAccount) => sent.filter((one) => one.startsWith("mail card-expiring:"));

it("tells a month and a week before that the card charged first expires, and nothing after that", () => {
  const account = new TestAccount(Date.UTC(2026, 0, 1));
  account.must("method.attach", card);
  for (const [index, days] of EXPIRY_MAIL_DAYS.entries()) {
    account.advanceTo(END_MS - days * DAY_MS - 1);
    expect(mails(account)).toHaveLength(index);
    account.advanceTo(END_MS - days * DAY_MS);
    expect(mails(account)).toHaveLength(index + 1);
  }
  account.advanceTo(END_MS + 60 * DAY_MS);
  expect(mails(account)).toHaveLength(EXPIRY_MAIL_DAYS.length);
});

it("tells nothing of a card that is not charged first, was renewed, or is gone", () => {
  const account = new TestAccount(Date.UTC(2026, 0, 1));
  account.must("method.attach", card);
  account.must("method.attach", { ...card, token: "tok_ok~2", makeDefault: false });
  const [first] = account.books.methods.list();
  const { brand, last4 } = card;
  account.must("method.update", { methodId: first?.id, brand, last4, expires: { month: 6, year: 2030 }, usable: true });
  account.advanceTo(END_MS);
  expect(mails(account)).toEqual([]);
  const gone = new TestAccount(Date.UTC(2026, 0, 1));
  gone.must("method.attach", card);
  gone.must("method.detach", { methodId: gone.books.methods.list()[0]?.id });
  gone.advanceTo(END_MS);
  expect(mails(gone)).toEqual([]);
});
