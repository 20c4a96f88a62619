import { createHash } from "node:crypto";

/** What all pages for customers share: they follow the system's light or dark, and need no script. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1c1917;--dim:#6b645f;--line:#e7e5e4;--ground:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#f5f5f4;--dim:#a8a29e;--line:#44403c;--ground:#1c1917}}
body{margin:0;padding:2rem 1rem;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto}
h1{font-size:1.5rem;margin:0}
.scroll{overflow-x:auto}
.scroll th:first-child,.scroll td:first-child{min-width:9rem}
table{width:100%;border-collapse:collapse;margin:0 0 1.5rem;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .5rem;text-align:right;vertical-align:top;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{text-align:left;padding-left:0;overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
dt,small,th{color:var(--dim);font-weight:400}
nav{display:flex;flex-wrap:wrap;gap:.5rem;margin:0 0 1.5rem}
nav a,.button{display:inline-block;color:inherit;padding:.5rem .9rem;border:1px solid var(--line);border-radius:6px;text-decoration:none;font:inherit;background:none;cursor:pointer}
.button.first{background:var(--ink);border-color:var(--ink);color:var(--ground)}
:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
`;

/** What such a page may do: show its own style, and send forms home if it has any. */
export const pagePolicy = (style: string, forms: "'self'" | "'none'"): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
    "base-uri 'none'",
    `form-action ${forms}`,
    "frame-ancestors 'none'",
  ].join("; ");
