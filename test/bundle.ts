import { build } from "vite";

/** One ES module of a program and all that it imports, as `target` is to run it. */
export async function bundle(entry: string, target: "browser" | "workerd"): Promise<string> {
  const outputs = await build({
    configFile: false,
    logLevel: "silent",
    root: import.meta.dirname,
    ...(target === "workerd" && { ssr: { noExternal: true, target: "webworker" as const } }),
    build: {
      write: false,
      minify: false,
      ...(target === "workerd" && { ssr: true }),
      rollupOptions: { input: entry, output: { codeSplitting: false }, external: [/^node:/, /^cloudflare:/] },
    },
  });
  const [output] = Array.isArray(outputs) ? outputs : [outputs];
  const chunk = output && "output" in output ? output.output[0] : undefined;
  if (chunk === undefined) throw new Error(`${entry} made no bundle`);
  return chunk.code;
}
