/** Every key of the console: per command a key, or keys pressed one after the other; `mod` is ⌘ or Ctrl. */
export const KEYMAP = {
  search: ["mod+k", "/"],
  help: ["?"],
  "rail.fold": ["["],
  "go.today": ["g t"],
  "go.errors": ["g e"],
  "go.alerts": ["g l"],
  "go.customers": ["g c"],
  "go.money": ["g m"],
  "go.projects": ["g p"],
  "go.usage": ["g v"],
  "go.people": ["g u"],
  "go.tokens": ["g k"],
  "go.audit": ["g a"],
  "go.account": ["g s"],
  "list.next": ["j"],
  "list.previous": ["k"],
  "list.open": ["o"],
  "list.select": ["x"],
  "list.select-range": ["X"],
  "list.clear": ["Escape"],
  "list.filter": ["f"],
  "list.live": ["l"],
  "issue.resolve": ["e"],
  "issue.resolve-in": ["E"],
  "issue.ignore": ["i"],
  "issue.ignore-until": ["I"],
  "issue.unresolve": ["u"],
  "issue.assign": ["a"],
  "issue.comment": ["r"],
  "issue.follow": ["F"],
  "issue.bookmark": ["B"],
  "issue.merge": ["m"],
  "issue.delete": ["#"],
  "event.newer": ["n"],
  "event.older": ["p"],
  "event.latest": ["N"],
  "event.oldest": ["P"],
  "stack.library": ["v"],
  "rule.mute": ["s"],
  "rule.test": ["T"],
  "rule.edit": ["w"],
  "month.earlier": [","],
  "month.later": ["."],
  "account.open": ["O"],
  "account.comp": ["b"],
  "account.refund": ["d"],
  "account.plan": ["y"],
  "account.cancel": ["q"],
  "account.keep": ["z"],
  "account.trial": ["R"],
  "account.more": ["A"],
  "account.mail": ["M"],
  "account.looks": ["L"],
  "account.note": ["h"],
  "invoice.void": ["V"],
  "invoice.write-off": ["W"],
  "invoice.pdf": ["D"],
  "chart.table": ["t"],
  "copy.link": ["c l"],
  "copy.event": ["c e"],
  "copy.short-id": ["c i"],
  "copy.stack": ["c s"],
} as const satisfies Record<string, readonly string[]>;

export type Command = keyof typeof KEYMAP;

// `Object.keys` forgets the literal names that KEYMAP's own type holds.
export const COMMANDS = Object.keys(KEYMAP) as Command[];

/** How a binding is shown: one entry per key press, `["⌘K"]`, `["g", "e"]`, `["⇧X"]`. */
export function keyCaps(keys: string, apple: boolean): string[] {
  return keys.split(" ").map((key) => {
    if (key.startsWith("mod+")) return `${apple ? "⌘" : "Ctrl "}${key.slice(4).toUpperCase()}`;
    if (/^[A-Z]$/.test(key)) return `⇧${key}`;
    return key === "Escape" ? "Esc" : key;
  });
}
