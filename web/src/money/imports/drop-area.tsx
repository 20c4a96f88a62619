import { type DragEvent, useId, useState } from "react";
import { fileSize } from "./import-words.ts";

/** A place to drop a file on, and the button that chooses one: the keyboard has that. */
export function DropArea({ file, onFile }: { file: File | null; onFile: (file: File) => void }) {
  const id = useId();
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped) onFile(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way to do what the button does
    <div
      className={over ? "drop-area over" : "drop-area"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <label htmlFor={id}>File</label>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onFile(chosen);
        }}
      />
      <p className="hint">
        {file === null ? "Or drop it here. CSV, up to 64 MB and 100,000 rows." : `${file.name}, ${fileSize(file.size)}`}
      </p>
    </div>
  );
}
