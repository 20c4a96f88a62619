import { counted } from "../words/number.ts";

const HEIGHT = 24;

/** Bars from zero, one per bucket, the newest marked; its label says in words what the bars show. */
export function Sparkline({ counts, unit, wide = false }: { counts: number[]; unit: "hour" | "day"; wide?: boolean }) {
  const top = Math.max(1, ...counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const label = `${counted(total, "event")} in the last ${counted(counts.length, unit)}, at most ${top} in one ${unit}`;
  return (
    <svg
      className={wide ? "sparkline wide" : "sparkline"}
      viewBox={`0 0 ${counts.length * 4} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={total === 0 ? `No events in the last ${counted(counts.length, unit)}` : label}
    >
      {counts.map((count, index) => {
        // A bucket with anything in it stays visible beside one with thousands.
        const height = count === 0 ? 0.75 : Math.max(2, (count / top) * HEIGHT);
        const last = index === counts.length - 1 && count > 0;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bucket is its position
            key={index}
            x={index * 4}
            y={HEIGHT - height}
            width={3}
            height={height}
            className={last ? "last" : ""}
          />
        );
      })}
    </svg>
  );
}
