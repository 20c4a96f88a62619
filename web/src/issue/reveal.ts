/** Opens a folded section, which draws what is in it only then, and puts the focus on one of its elements if wanted. */
export function reveal(id: string, focus?: string): void {
  const section = document.getElementById(id);
  const point = () => focus && document.getElementById(focus)?.focus();
  if (!(section instanceof HTMLDetailsElement) || section.open) {
    point();
    return;
  }
  section.addEventListener("toggle", () => requestAnimationFrame(point), { once: true });
  section.open = true;
}
