import { Icon } from "./icon.tsx";

interface PreviousNextProps {
  /** What a list is of, one of them. */
  what: string;
  /** Their ids; nothing where the list ends. */
  previous: string | null;
  next: string | null;
  open: (id: string) => void;
}

/** The buttons to what stands before and after this one in the list that it was opened from. */
export function PreviousNext({ what, previous, next, open }: PreviousNextProps) {
  return (
    <span className="button-group">
      <Neighbour words={`Previous ${what}`} keyName="k" icon="back" id={previous} open={open} />
      <Neighbour words={`Next ${what}`} keyName="j" icon="chevron" id={next} open={open} />
    </span>
  );
}

interface NeighbourProps {
  words: string;
  keyName: string;
  icon: "back" | "chevron";
  id: string | null;
  open: (id: string) => void;
}

const Neighbour = ({ words, keyName, icon, id, open }: NeighbourProps) => (
  <button
    type="button"
    className="button icon"
    aria-label={words}
    title={`${words} (${keyName})`}
    disabled={id === null}
    onClick={() => id !== null && open(id)}
  >
    <Icon name={icon} />
  </button>
);
