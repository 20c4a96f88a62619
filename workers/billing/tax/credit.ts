import { fail, ok, type Result } from "../../kit/result.ts";
import { sum } from "../../kit/sum.ts";
import type { CreditNote, CreditNoteLine, Invoice, InvoiceLine } from "../invoice/invoice.ts";
import { rounded, roundedShares } from "./share.ts";

/** What is to be taken back of a line: an amount without its tax, or with it. */
export type TakenBack = { invoiceLineId: string } & ({ netAmount: number } | { grossAmount: number });

export type CreditFailure = "no-such-line" | "line-twice" | "not-positive" | "exceeds-line" | "exceeds-invoice";

/** What is left of a line when all notes are taken off it. */
interface Rest {
  net: number;
  taxes: number[];
}

/**
 * The lines of a credit note with their tax. Tax is taken back in proportion to what is left of the line and rounded as the invoice was, so
 * all notes together take back each line's tax exactly and never more than there is. `notes` are the invoice's, void ones ignored.
 */
export function creditNoteLines(
  invoice: Pick<Invoice, "lines" | "rounding" | "total">,
  notes: Pick<CreditNote, "status" | "lines">[],
  taken: TakenBack[],
): Result<CreditNoteLine[], CreditFailure> {
  const credited = notes.filter(({ status }) => status === "issued").flatMap(({ lines }) => lines);
  const parts: { line: InvoiceLine; rest: Rest; taken: TakenBack }[] = [];
  for (const part of taken) {
    const line = invoice.lines.find(({ id }) => id === part.invoiceLineId);
    if (line === undefined) return fail("no-such-line", `The invoice has no line ${part.invoiceLineId}.`);
    if (parts.some((other) => other.line === line)) return fail("line-twice", "A line is taken back once in a note.");
    const rest = restOf(line, credited);
    const amount = "netAmount" in part ? part.netAmount : part.grossAmount;
    if (!Number.isSafeInteger(amount) || amount <= 0) return fail("not-positive", "What is taken back is positive.");
    if (amount > ("netAmount" in part ? rest.net : rest.net + sum(rest.taxes))) {
      return fail("exceeds-line", "There is not so much left of the line.");
    }
    parts.push({ line, rest, taken: part });
  }
  const lines = invoice.rounding === "line" ? parts.flatMap((part) => split([part], "line")) : split(parts, "invoice");
  const total = [...credited, ...lines].reduce((all, line) => all + line.netAmount + sum(line.taxAmounts), 0);
  if (total > invoice.total)
    return fail("exceeds-invoice", "All notes together would take back more than the invoice.");
  return ok(lines);
}

function restOf(line: InvoiceLine, credited: CreditNoteLine[]): Rest {
  const own = credited.filter(({ invoiceLineId }) => invoiceLineId === line.id);
  return {
    net: line.netAmount - sum(own.map(({ netAmount }) => netAmount)),
    taxes: line.taxAmounts.map((tax, index) => tax - sum(own.map(({ taxAmounts }) => taxAmounts[index] ?? 0))),
  };
}

/** Net amounts get their tax, gross ones are split into both; rounded together over all parts of a rate or part by part. */
function split(
  parts: { line: InvoiceLine; rest: Rest; taken: TakenBack }[],
  rounding: Invoice["rounding"],
): CreditNoteLine[] {
  const lines = parts.map(({ line, rest, taken }): CreditNoteLine => {
    const { id: invoiceLineId, description } = line;
    if ("netAmount" in taken) {
      return { invoiceLineId, description, netAmount: taken.netAmount, taxAmounts: rest.taxes.map(() => 0) };
    }
    const under = BigInt(rest.net + sum(rest.taxes));
    const [netAmount = 0, ...taxAmounts] = roundedShares(
      [rest.net, ...rest.taxes].map((part) => ({ over: BigInt(taken.grossAmount) * BigInt(part), under })),
    );
    return { invoiceLineId, description, netAmount, taxAmounts };
  });
  const byRate = new Map<string, { part: number; index: number }[]>();
  for (const [part, { line, taken }] of parts.entries()) {
    if (!("netAmount" in taken)) continue;
    for (const [index, rate] of line.tax.rates.entries()) {
      const key = JSON.stringify([rate, line.tax.category]);
      byRate.set(key, [...(byRate.get(key) ?? []), { part, index }]);
    }
  }
  for (const places of byRate.values()) {
    const exact = places.map(({ part, index }) => ({
      over: BigInt(lines[part]?.netAmount ?? 0) * BigInt(parts[part]?.rest.taxes[index] ?? 0),
      under: BigInt(parts[part]?.rest.net ?? 1),
    }));
    const amounts = rounding === "invoice" ? roundedShares(exact) : exact.map(rounded);
    for (const [at, { part, index }] of places.entries()) {
      const taxes = lines[part]?.taxAmounts;
      if (taxes !== undefined) taxes[index] = amounts[at] ?? 0;
    }
  }
  return lines;
}
