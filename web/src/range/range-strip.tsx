import { Link } from "@tanstack/react-router";
import { HOUR_MS } from "../../../workers/kit/time.ts";
import { Icon } from "../ui/icon.tsx";
import { period } from "../words/time.ts";
import { DEFAULT_HOURS, RANGES } from "./range-search.ts";
import { readHour } from "./span-search.ts";

interface RangeStripProps {
  /** Null while an exact range holds. */
  hours: number | null;
  /** As it stands in the URL. */
  exact?: { from: string; to: string } | null;
}

/** Chips that set the time range of the page in its URL, and the exact one that was chosen on a chart. */
export function RangeStrip({ hours, exact = null }: RangeStripProps) {
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
      {exact && (
        <Link to="." search={{}} className="chip chosen" aria-current="true" title="Back to the last 24 hours">
          {period(readHour(exact.from) * HOUR_MS, readHour(exact.to) * HOUR_MS)}
          <Icon name="cross" />
        </Link>
      )}
    </div>
  );
}
