import { Fragment } from "react";

/** Addresses up to white space; what ends a sentence or closes a bracket is not theirs. */
const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}])/;

/** A plain text as it stands, its web addresses as links. */
export function LinkedText({ text }: { text: string }) {
  return (
    <p className="linked-text">
      {text.split(ADDRESS).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
        <Fragment key={index}>
          {index % 2 === 0 ? (
            part
          ) : (
            <a href={part} target="_blank" rel="noreferrer">
              {part}
            </a>
          )}
        </Fragment>
      ))}
    </p>
  );
}
