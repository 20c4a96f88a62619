import { HOUR_MS } from "../../../workers/kit/time.ts";
import { useWidth } from "../ui/width.ts";
import { compact, whole } from "../words/number.ts";
import { exact } from "../words/time.ts";
import { OUTCOME_WORDS, OUTCOMES, type OutcomeBars } from "./outcome-sums.ts";

const HEIGHT = 200;
const LEFT = 48;
const FOOT = 20;
const FIRST_WIDTH = 960;

/** Outcomes per slot as stacked bars from zero. The table under it holds the same numbers. */
export function OutcomeChart({ bars, hoursPerBar, totals }: OutcomeBars) {
  const [ref, width] = useWidth(FIRST_WIDTH);
  const top = niceTop(Math.max(1, ...bars.map((bar) => bar.total)));
  // A page that is being left is measured once more, as nothing.
  const slot = Math.max(0, width - LEFT) / Math.max(1, bars.length);
  const plot = HEIGHT - FOOT - 8;
  const y = (count: number) => 8 + plot - (count / top) * plot;
  const used = OUTCOMES.filter((name) => totals[name] > 0);
  return (
    <figure className="stack" ref={ref}>
      <svg
        className="bars"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={`Items per ${hoursPerBar === 1 ? "hour" : `${hoursPerBar} hours`}, at most ${whole(top)}`}
      >
        {[0, top / 2, top].map((line) => (
          <g key={line}>
            <line className="grid" x1={LEFT} x2={width} y1={y(line)} y2={y(line)} />
            <text x={LEFT - 8} y={y(line) + 4} textAnchor="end">
              {compact(line)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => {
          let below = 0;
          return (
            <g key={bar.hour}>
              <title>{`${exact(bar.hour * HOUR_MS)}: ${whole(bar.total)}`}</title>
              {used.map((name) => {
                const from = y(below);
                below += bar.counts[name];
                return (
                  <rect
                    key={name}
                    className={name}
                    x={LEFT + index * slot + slot * 0.1}
                    width={slot * 0.8}
                    y={y(below)}
                    height={from - y(below)}
                  />
                );
              })}
            </g>
          );
        })}
        <AxisTimes bars={bars} slot={slot} labels={Math.max(2, Math.floor(width / LABEL_WIDTH))} />
      </svg>
      <figcaption className="line-up small">
        {used.map((name) => (
          <span key={name} className="line-up">
            <span className={`swatch ${name}`} />
            {OUTCOME_WORDS[name].title}
          </span>
        ))}
        <span className="muted">items per {hoursPerBar === 1 ? "hour" : `${hoursPerBar} hours`}</span>
      </figcaption>
    </figure>
  );
}

/** Room that one time on the axis takes. */
const LABEL_WIDTH = 140;
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

function AxisTimes({ bars, slot, labels }: { bars: OutcomeBars["bars"]; slot: number; labels: number }) {
  const every = Math.max(1, Math.floor(bars.length / labels));
  const format = bars.length > 48 ? DAY : CLOCK;
  return bars.map((bar, index) =>
    index % every === 0 ? (
      <text key={bar.hour} x={LEFT + index * slot} y={HEIGHT - 4}>
        {format.format(bar.hour * HOUR_MS)}
      </text>
    ) : null,
  );
}

/** The next 1, 2 or 5 times a power of ten, so that the axis has round numbers. */
export function niceTop(count: number): number {
  const power = 10 ** Math.floor(Math.log10(count));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= count) ?? 10;
  return Math.max(2, step * power);
}
