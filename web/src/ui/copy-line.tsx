import { CopyButton } from "./copy-button.tsx";

/** One line to copy: a DSN, a token, a one-time link. */
export function CopyLine({ text, what }: { text: string; what: string }) {
  return (
    <div className="secret">
      <code className="grow">{text}</code>
      <CopyButton text={text} what={what} label="Copy" />
    </div>
  );
}
