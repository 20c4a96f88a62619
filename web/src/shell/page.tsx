import { type ReactNode, useEffect } from "react";

interface PageProps {
  title: string;
  /** What stands in the tab; the title itself unless another is given. */
  tabTitle?: string;
  /** One line that says what is going on. */
  sentence?: ReactNode;
  /** Marks and ids before the title. */
  above?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page: its head (title, sentence, actions) and what is under it. */
export function Page({ title, tabTitle = title, sentence, above, actions, children }: PageProps) {
  useTabTitle(tabTitle);
  return (
    <div className="page">
      <header className="page-head">
        <div className="grow">
          {above && <div className="page-above">{above}</div>}
          <h1>{title}</h1>
          {sentence && <p className="sentence">{sentence}</p>}
        </div>
        {actions && <div className="line-up page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** Names the browser's tab while mounted. */
export function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Apiary`;
  }, [title]);
}
