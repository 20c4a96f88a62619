import { useState } from "react";
import { Icon } from "./icon.tsx";

const CONFIRMED_MS = 1_600;

/** Copies a text and says so in place. */
export function CopyButton({ text, what, label }: { text: string; what: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), CONFIRMED_MS);
  };
  return (
    <button
      type="button"
      className={label ? "button small" : "button quiet small icon"}
      aria-label={label ? undefined : `Copy ${what}`}
      title={`Copy ${what}`}
      onClick={copy}
    >
      <Icon name={copied ? "check" : "copy"} />
      {label && (copied ? "Copied" : label)}
      <span className="visually-hidden" role="status">
        {copied ? `${what} copied` : ""}
      </span>
    </button>
  );
}
