/** What frames have in common, by the matcher that sees it; a pattern with spaces stands in quotes. */
export interface Kind {
  /** Matchers that all of them need, before the one below. */
  with?: string;
  package?: readonly string[];
  function?: readonly string[];
  module?: readonly string[];
  path?: readonly string[];
}

/** One rule per pattern of a kind, all with the same actions. */
export function lines(kind: Kind, actions: string): string[] {
  const shared = kind.with === undefined ? "" : `${kind.with} `;
  return (["package", "function", "module", "path"] as const).flatMap((name) =>
    (kind[name] ?? []).map((pattern) => `${shared}${name}:${pattern} ${actions}`),
  );
}

/** The same for frames of native code. */
export const native = (kind: Kind, actions: string): string[] => lines({ with: "family:native", ...kind }, actions);
