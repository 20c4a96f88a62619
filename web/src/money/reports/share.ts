const PERCENT = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

/** A share as a percentage; a dash where there is nothing that it is of. */
export const shareText = (share: number | null): string => (share === null ? "–" : PERCENT.format(share));
