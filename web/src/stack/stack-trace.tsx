import { useEffect, useState } from "react";
import type { StackTrace } from "../../../workers/errors/event/event.ts";
import { Icon } from "../ui/icon.tsx";
import { counted } from "../words/number.ts";
import { type FrameGroup, foldFrames, opensItself, type StackOrder } from "./frame-folding.ts";
import { FrameView } from "./frame-view.tsx";

interface StackTraceProps {
  trace: StackTrace;
  order: StackOrder;
  /** Shows the libraries' frames too. */
  unfolded: boolean;
}

/** The frames of one exception or thread. */
export function StackTraceView({ trace, order, unfolded }: StackTraceProps) {
  if (trace.frames.length === 0) return <p className="muted">The event has no stack.</p>;
  return (
    <ol className="frames">
      {foldFrames(trace, order).map((group) => (
        <li key={keyOf(group)}>
          {group.kind === "frame" && (
            <FrameView frame={group.frame} open={opensItself(group.frame, group.index, trace)} />
          )}
          {group.kind === "library" && <LibraryFrames frames={group.frames} unfolded={unfolded} />}
          {group.kind === "omitted" && (
            <p className="frame-head muted">{counted(group.count, "frame")} left out, the stack was over the limit</p>
          )}
        </li>
      ))}
    </ol>
  );
}

type LibraryGroup = Extract<FrameGroup, { kind: "library" }>;

function LibraryFrames({ frames, unfolded }: { frames: LibraryGroup["frames"]; unfolded: boolean }) {
  const [open, setOpen] = useState(unfolded);
  useEffect(() => setOpen(unfolded), [unfolded]);
  return (
    <details className="library" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="frame-head muted">
        <span className="turns">
          <Icon name="chevron" />
        </span>
        {counted(frames.length, "library frame")}
      </summary>
      {open && (
        <ol className="frames">
          {frames.map(({ frame, index }) => (
            <li key={index}>
              <FrameView frame={frame} open={false} />
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

function keyOf(group: FrameGroup): string {
  if (group.kind === "omitted") return "omitted";
  return group.kind === "frame" ? `frame-${group.index}` : `library-${group.frames[0]?.index}`;
}
