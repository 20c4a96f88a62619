interface LiveToggleProps {
  live: boolean;
  setLive: (live: boolean) => void;
  /** The last try to follow failed; what is shown is older. */
  failing: boolean;
}

/** Whether the page follows what arrives. */
export function LiveToggle({ live, setLive, failing }: LiveToggleProps) {
  return (
    <button
      type="button"
      className="chip"
      aria-pressed={live}
      onClick={() => setLive(!live)}
      title="Live or paused (l)"
    >
      <span className={live ? (failing ? "pulse bad" : "pulse") : "pulse off"} />
      {live ? (failing ? "Not reached, trying again" : "Live") : "Paused"}
    </button>
  );
}
