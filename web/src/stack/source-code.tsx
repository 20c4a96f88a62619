import type { SourceLine } from "./source-line.ts";
import { tint } from "./tint.ts";

/** Lines of source with their numbers; the failing one is marked by a sign and a colour. */
export function SourceCode({ lines }: { lines: SourceLine[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and scrolling by keyboard needs focus
    <pre className="source" tabIndex={0}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
        <div key={index} className={line.failing ? "source-line failing" : "source-line"}>
          <span className="line-number">
            {line.failing ? "› " : ""}
            {line.number ?? ""}
          </span>
          <code>
            {line.failing && <span className="visually-hidden">failing line: </span>}
            <Tinted text={line.text} />
          </code>
        </div>
      ))}
    </pre>
  );
}

function Tinted({ text }: { text: string }) {
  return tint(text).map((piece, index) =>
    piece.kind === "plain" ? (
      piece.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line that never changes
      <span key={index} className={`tint-${piece.kind}`}>
        {piece.text}
      </span>
    ),
  );
}
