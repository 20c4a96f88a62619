import { SkeletonRows } from "../ui/skeleton.tsx";

/** In place of what an account used, as high as that probably is: a table where it is billed, else a line. */
export const UsageWaiting = ({ metered }: { metered: boolean }) =>
  metered ? (
    <SkeletonRows count={3} what="usage" />
  ) : (
    <p className="muted" aria-busy="true">
      Looking for usage.
    </p>
  );
