import type { ReactNode } from "react";
import { useTabTitle } from "../shell/page.tsx";
import "../styles/door.css";

/** The frame of pages before anybody is signed in. */
export function Door({
  title,
  sentence,
  children,
}: {
  title: string;
  sentence?: ReactNode | undefined;
  children: ReactNode;
}) {
  useTabTitle(title);
  return (
    <main className="door">
      <div className="door-card">
        <img src="/mark.svg" alt="Apiary" width="36" height="36" />
        <h1>{title}</h1>
        {sentence && <p className="muted">{sentence}</p>}
        {children}
      </div>
    </main>
  );
}
