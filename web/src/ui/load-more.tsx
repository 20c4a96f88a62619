import { useEffect, useRef } from "react";

interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  load: () => void;
}

/** Loads the next page when it comes near the window; a button for who does not scroll. */
export function LoadMore({ hasMore, loading, load }: LoadMoreProps) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const button = ref.current;
    if (!button || loading) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && load(), { rootMargin: "400px" });
    observer.observe(button);
    return () => observer.disconnect();
  }, [loading, load]);
  if (!hasMore) return null;
  return (
    <button ref={ref} type="button" className="button quiet load-more" disabled={loading} onClick={load}>
      {loading ? "Loading more" : "Load more"}
    </button>
  );
}
