/** A grey stand-in of a text's width, in characters. */
export function Skeleton({ width }: { width: number }) {
  return <span className="skeleton" style={{ width: `${width}ch` }} aria-hidden="true" />;
}

const WIDTHS = [34, 48, 28, 42, 52, 31, 45, 38];

interface SkeletonRowsProps {
  count: number;
  what: string;
  /** A class that gives the rows the height of what comes. */
  shape?: "issues-waiting" | "issues-waiting headed" | "projects-waiting" | "rules-waiting" | "approvals-waiting";
}

/** Rows of the height that the answer's rows will have, so that nothing jumps. */
export function SkeletonRows({ count, what, shape }: SkeletonRowsProps) {
  return (
    <div aria-busy="true" className={shape}>
      <span className="visually-hidden" role="status">
        Loading {what}
      </span>
      <ul className="list" aria-hidden="true">
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: stand-ins have no identity
          <li key={index}>
            <span className="grow clip">
              <Skeleton width={WIDTHS[index % WIDTHS.length] ?? 40} />
            </span>
            <Skeleton width={8} />
          </li>
        ))}
      </ul>
    </div>
  );
}
