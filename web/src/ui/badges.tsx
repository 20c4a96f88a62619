/** Several short words side by side: roles, scopes. */
export function Badges({ words }: { words: readonly string[] }) {
  return (
    <span className="line-up">
      {words.map((word) => (
        <span key={word} className="badge">
          {word}
        </span>
      ))}
      {words.length === 0 && <span className="muted">none</span>}
    </span>
  );
}
