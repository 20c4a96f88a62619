import { Link } from "@tanstack/react-router";
import { DEFAULT_HOURS, RANGES } from "./range-search.ts";

/** Chips that set the time range of the page in its URL. */
export function RangeStrip({ hours }: { hours: number }) {
  return (
    <div className="context-strip">
      {RANGES.map(({ hours: choice, title }) => (
        <Link
          key={choice}
          to="."
          search={choice === DEFAULT_HOURS ? {} : { hours: choice }}
          replace
          className={choice === hours ? "chip chosen" : "chip"}
          aria-current={choice === hours ? "true" : undefined}
        >
          {title}
        </Link>
      ))}
    </div>
  );
}
