import { CopyButton } from "./copy-button.tsx";

/** A block of code or JSON that scrolls inside itself and copies whole. */
export function CodeBlock({ text, what, tall = false }: { text: string; what: string; tall?: boolean }) {
  return (
    <div className="code">
      {/* A region that scrolls must be reachable without a mouse. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs focus */}
      <pre className={tall ? "tall" : ""} tabIndex={0}>
        <code>{text}</code>
      </pre>
      <CopyButton text={text} what={what} />
    </div>
  );
}
