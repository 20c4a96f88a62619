import type { Decimal } from "../money.ts";

/** What a place charges from a day on. */
export interface RateRow {
  /** ISO date, local to the place, from which it holds; empty for the first known row. */
  from: string;
  standard: Decimal;
  /** From the lowest to the highest; empty where there is none. */
  reduced: Decimal[];
}

const row = (from: string, standard: Decimal, ...reduced: Decimal[]): RateRow => ({ from, standard, reduced });

/**
 * Value added tax by place, oldest row first. Super-reduced and parking rates are left out: nothing that software companies sell bears them.
 * Facts of the European Commission's "VAT rates in the EU" and the public dated list ibericode/vat-rates (August 2025), HMRC, ESTV, Skatteetaten; of 2026
 * of the Finnish Tax Administration's guidance and Lithuania's law XV-287, as vatupdate.com and sovos.com report them (January 2026).
 */
export const RATES: Record<string, RateRow[]> = {
  AT: [row("", "20", "10", "13")],
  "AT-MITTELBERG": [row("", "19", "10", "13")],
  BE: [row("", "21", "6", "12")],
  BG: [row("", "20", "9")],
  CY: [row("", "19", "5", "9")],
  CZ: [row("", "21", "10", "15"), row("2024-01-01", "21", "12")],
  DE: [row("", "19", "7"), row("2020-07-01", "16", "5"), row("2021-01-01", "19", "7")],
  DK: [row("", "25")],
  EE: [
    row("", "20", "9"),
    row("2024-01-01", "22", "5", "9"),
    row("2025-01-01", "22", "9", "13"),
    row("2025-07-01", "24", "9", "13"),
  ],
  ES: [row("", "21", "10")],
  FI: [row("", "24", "10", "14"), row("2024-09-01", "25.5", "10", "14"), row("2026-01-01", "25.5", "10", "13.5")],
  FR: [row("", "20", "5.5", "10")],
  "FR-971": [row("", "8.5", "2.1")],
  "FR-972": [row("", "8.5", "2.1")],
  "FR-974": [row("", "8.5", "2.1")],
  GR: [row("", "24", "6", "13")],
  HR: [row("", "25", "5", "13")],
  HU: [row("", "27", "5", "18")],
  IE: [row("", "23", "9", "13.5"), row("2020-09-01", "21", "9", "13.5"), row("2021-03-01", "23", "9", "13.5")],
  IT: [row("", "22", "5", "10")],
  LT: [row("", "21", "5", "9"), row("2026-01-01", "21", "5", "12")],
  LU: [row("", "17", "8"), row("2023-01-01", "16", "7"), row("2024-01-01", "17", "8")],
  LV: [row("", "21", "5", "12")],
  MT: [row("", "18", "5", "7")],
  NL: [row("", "21", "6"), row("2019-01-01", "21", "9")],
  PL: [row("", "23", "5", "8")],
  PT: [row("", "23", "6", "13")],
  "PT-20": [row("", "18", "4", "9"), row("2021-07-01", "16", "4", "9")],
  "PT-30": [row("", "22", "5", "12"), row("2024-10-01", "22", "4", "12")],
  RO: [row("", "19", "5", "9"), row("2025-08-01", "21", "11")],
  SE: [row("", "25", "6", "12")],
  SI: [row("", "22", "5", "9.5")],
  SK: [row("", "20", "10"), row("2025-01-01", "23", "5", "19")],
  GB: [row("", "20", "5")],
  CH: [row("", "7.7", "2.5"), row("2024-01-01", "8.1", "2.6")],
  NO: [row("", "25", "12", "15")],
};

/** Members of the EU's VAT area, as ISO 3166-1 writes them. */
export const EU_STATES: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

/** The row that holds at a place on an ISO date; null for places without value added tax in the table. */
export const rateRowAt = (place: string, date: string): RateRow | null =>
  RATES[place]?.findLast(({ from }) => from <= date) ?? null;
