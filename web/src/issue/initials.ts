/** What stands for a person in a small circle: the first letters of their first and last name, or of all that there is. */
export function initials(name: string): string {
  const words = name.split("@")[0]?.match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first = "?"] = words;
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return ([...first][0] ?? "?").concat([...last][0] ?? "").toUpperCase();
}
