import { useState } from "react";
import type { Frame } from "../../../workers/errors/event/event.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { ValueTree } from "../ui/value-tree.tsx";
import { counted } from "../words/number.ts";
import { frameFile, frameFunction, framePosition } from "./frame-name.ts";
import { SourceCode } from "./source-code.tsx";
import { hasMoreSource, sourceLines } from "./source-line.ts";

/** One frame: function and place, and under it source and variables when the event has them. */
export function FrameView({ frame, open }: { frame: Frame; open: boolean }) {
  const variables = Object.keys(frame.vars ?? {}).length;
  const foldable = frame.context_line !== undefined || variables > 0;
  return (
    <div className="frame">
      {foldable ? (
        <details open={open}>
          <summary className="frame-head">
            <span className="turns">
              <Icon name="chevron" />
            </span>
            <FrameTitle frame={frame} />
          </summary>
          <FrameBody frame={frame} variables={variables} />
        </details>
      ) : (
        <div className="frame-head">
          <span className="turns-space" />
          <FrameTitle frame={frame} />
        </div>
      )}
      {/* Beside the head, not in it: a summary is a button itself. */}
      <span className="frame-copy">
        <CopyButton text={frameFile(frame) + framePosition(frame)} what="place in the source" />
      </span>
    </div>
  );
}

function FrameTitle({ frame }: { frame: Frame }) {
  const place = `${frameFile(frame)}${framePosition(frame)}`;
  return (
    <>
      <span className="frame-title" title={frame.abs_path ?? place}>
        <span className="frame-function">{frameFunction(frame)}</span> <span className="muted">in</span>{" "}
        <span className="frame-file">{place}</span>
      </span>
      {frame.in_app && <span className="badge">app</span>}
    </>
  );
}

function FrameBody({ frame, variables }: { frame: Frame; variables: number }) {
  const [everything, setEverything] = useState(false);
  const lines = sourceLines(frame, everything);
  return (
    <div className="frame-body">
      {lines.length > 0 && <SourceCode lines={lines} />}
      {(hasMoreSource(frame) || variables > 0) && (
        <div className="frame-more">
          {hasMoreSource(frame) && (
            <button type="button" className="button quiet small" onClick={() => setEverything(!everything)}>
              {everything ? "Seven lines" : "More lines"}
            </button>
          )}
          {variables > 0 && (
            <details className="frame-vars">
              <summary className="button quiet small">{counted(variables, "variable")}</summary>
              <ValueTree value={frame.vars ?? {}} />
            </details>
          )}
        </div>
      )}
    </div>
  );
}
