import type { ReactNode } from "react";

/** The line over a tab of the room: what there is, and what can be made. */
export function TabHead({ sentence, children }: { sentence: ReactNode; children: ReactNode }) {
  return (
    <div className="line-up tab-head">
      <p className="muted grow tab-sentence">{sentence}</p>
      {children}
    </div>
  );
}
