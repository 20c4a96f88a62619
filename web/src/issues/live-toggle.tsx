interface LiveToggleProps {
  live: boolean;
  setLive: (live: boolean) => void;
}

/** Whether the page follows what arrives. */
export function LiveToggle({ live, setLive }: LiveToggleProps) {
  return (
    <button
      type="button"
      className="chip"
      aria-pressed={live}
      onClick={() => setLive(!live)}
      title="Live or paused (l)"
    >
      <span className={live ? "pulse" : "pulse off"} />
      {live ? "Live" : "Paused"}
    </button>
  );
}
