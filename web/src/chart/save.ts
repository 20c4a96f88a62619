/** Gives the browser a file to save; its name is made fit for every file system. */
export function save(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name.toLowerCase().replace(/[^a-z0-9.]+/g, "-");
  link.click();
  URL.revokeObjectURL(link.href);
}
