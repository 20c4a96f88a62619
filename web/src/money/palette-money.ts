import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { NUMBER_CHARS_MAX } from "../../../workers/billing/list/view.ts";
import { documentHref } from "../customers/customers-api.ts";
import { useReads } from "../shell/me.ts";
import type { Entry } from "../shell/palette-entry.ts";
import { moneyText } from "./amount.ts";
import { numberedQuery } from "./list-api.ts";
import { MONEY_GROUPS } from "./money-pages.ts";

/** What may be an invoice's number: one word with a digit. */
const NUMBER = /^(?=.*\d)\S{2,}$/;

/** What the palette offers of money: every page of the room. */
export function useMoneyEntries(): Entry[] {
  const navigate = useNavigate();
  if (!useReads("billing:read")) return [];
  return MONEY_GROUPS.flatMap(({ title: group, pages }) =>
    pages.map(({ to, title }) => ({
      ...{ id: to, group: "Go to" as const, icon: "money" as const },
      title: title === "Settings" ? "Settings of money" : title === group ? `${title} of money` : title,
      note: "Money",
      choose: () => void navigate({ to }),
    })),
  );
}

/** The invoices whose number was typed, each opening what its customer is shown of it. */
export function useInvoiceEntries(typed: string): Entry[] {
  const isNumber = NUMBER.test(typed) && typed.length <= NUMBER_CHARS_MAX;
  const mayRead = useReads("billing:read");
  const { data } = useQuery({ ...numberedQuery(typed), enabled: mayRead && isNumber });
  return (data?.invoices ?? []).map(({ id, accountId, accountName, number, amount, currency }) => ({
    ...{ id: `invoice-${id}`, group: "Invoices" as const, icon: "money" as const },
    title: `Invoice ${number}`,
    note: [accountName, moneyText(amount, currency)].filter(Boolean).join(" · "),
    choose: () => void window.open(documentHref(accountId, id), "_blank", "noreferrer"),
  }));
}
