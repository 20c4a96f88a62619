/** One measured figure beside a peer or floor that was measured on the same machine in the same run. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What it is compared with. */
  floor?: { name: string; value: number };
  /** The bar, when the design sets one: the least or the most that the ratio to the floor may be; the value without a floor or with `of`. */
  bar?: ({ atLeast: number } | { atMost: number }) & { of?: "value" };
}

/** How a part is asked to measure. */
export interface Asked {
  /** A quick look: short runs and little data, good for comparing, not for publishing. */
  short: boolean;
  /** The one section of the part to measure; null for all. */
  section: string | null;
}

/** What a bar is about: the ratio to the floor, or the value itself where there is none or the bar says so. */
export const score = ({ value, floor, bar }: Figure): number =>
  floor && bar?.of !== "value" ? value / floor.value : value;

/** True when the figure has no bar or keeps it. */
export function keepsBar(figure: Figure): boolean {
  if (!figure.bar) return true;
  return "atLeast" in figure.bar ? score(figure) >= figure.bar.atLeast : score(figure) <= figure.bar.atMost;
}

/** Prints figures as a table, with ratio and bar. */
export function printTable(figures: Figure[]): void {
  const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : 0 });
  const rows = figures.map((figure) => {
    const { name, value, unit, floor, bar } = figure;
    const limit = bar && ("atLeast" in bar ? `≥ ${number(bar.atLeast)}` : `≤ ${number(bar.atMost)}`);
    return {
      figure: name,
      value: `${number(value)} ${unit}`,
      floor: floor ? `${floor.name}: ${number(floor.value)} ${unit}` : "",
      ratio: floor ? number(value / floor.value) : "",
      bar: limit ? `${limit} ${keepsBar(figure) ? "holds" : "falls short"}` : "",
    };
  });
  console.table(rows);
}

/** A part that consists of sections: measures the one that is asked for, or all in their order. Throws for one that there is not. */
export const measureSections =
  (sections: { [name: string]: (short: boolean) => Promise<Figure[]> }) =>
  async ({ short, section }: Asked): Promise<Figure[]> => {
    if (section !== null && !Object.hasOwn(sections, section)) {
      throw new Error(`no such section: ${section}; there are ${Object.keys(sections).join(", ")}`);
    }
    const figures: Figure[] = [];
    for (const [name, run] of Object.entries(sections)) {
      if (section === null || section === name) figures.push(...(await run(short)));
    }
    return figures;
  };
