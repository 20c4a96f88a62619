/** An element to write; text that is empty and children that are null are left out. */
export type XmlNode = string | null;

/** Characters that XML 1.0 has no way to write. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as it stands in XML, in elements and attributes alike. */
const escaped = (text: string): string =>
  text.replace(UNWRITABLE, "").replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");

const attributesOf = (attributes: Record<string, string>): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join("");

/** An element with text; null when there is none. */
export const leaf = (name: string, text: string | null, attributes: Record<string, string> = {}): XmlNode =>
  text === null || text === "" ? null : `<${name}${attributesOf(attributes)}>${escaped(text)}</${name}>`;

/** An element with children; null when it has none. */
export function branch(name: string, children: XmlNode[], attributes: Record<string, string> = {}): XmlNode {
  const inner = children.filter((child) => child !== null).join("");
  return inner === "" ? null : `<${name}${attributesOf(attributes)}>${inner}</${name}>`;
}

/** A document. */
export const xmlDocument = (root: XmlNode): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root ?? ""}\n`;
