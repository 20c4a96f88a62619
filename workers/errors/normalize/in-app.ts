import type { Frame } from "../event.ts";

/** Runs of a path that show code which came with a package, and prefixes of code that came with the platform. */
const PACKAGED_JAVASCRIPT =
  /[\\/]node_modules[\\/]|^node_modules[\\/]|^webpack[\w-]*:\/\/\/?(?:.*\/)?(?:~|webpack)\/|\/\/(?:unpkg\.com|cdn\.jsdelivr\.net|cdnjs\.cloudflare\.com)\//;
const PLATFORM_JAVASCRIPT = /^(?:node:|internal\/|native$|\[native code\]|<anonymous>|[\w-]*-extension:\/\/)/;
const PACKAGED_PYTHON =
  /[\\/](?:site|dist)-packages[\\/]|[\\/]lib[\\/]python\d[\d.]*[\\/]|^<frozen |^<__array_function__/;
const PACKAGED_RUBY = /\/(?:gems|rubygems|bundler?)\/|\/ruby\/\d|^<internal:|\(eval/;
const PACKAGED_PHP = /[\\/]vendor[\\/]|^\[internal\]/;
const PACKAGED_GO = /\/pkg\/mod\/|\/vendor\/|\/go\/src\/|^runtime\//;
const PLATFORM_JVM =
  /^(?:java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|clojure|android|androidx|com\.android|dalvik|jakarta|org\.(?:springframework|apache|hibernate|eclipse|junit|jboss))\./;
const PLATFORM_DOTNET = /^(?:System|Microsoft|mscorlib|Windows)(?:\.|,|$)/;
const PLATFORM_NATIVE =
  /^(?:\/usr\/lib|\/lib|\/System\/Library|\/apex|\/system|[A-Z]:\\Windows)(?:\/|\\|\d)|^(?:UIKit|Foundation|CoreFoundation|libsystem_\w+(?:\.dylib)?|libdispatch(?:\.dylib)?)$/i;

/**
 * Whether a frame whose client does not say so is the application's own code, by the platform's habits of naming
 * packages. Undefined where the platform's habits are not known: such a frame counts as not in the application.
 */
export function inApp(frame: Frame, eventPlatform: string): boolean | undefined {
  const path = frame.abs_path ?? frame.filename ?? "";
  switch (frame.platform ?? eventPlatform) {
    case "javascript":
      return isOwnJavaScript(frame, path);
    case "node":
      return isOwnJavaScript(frame, path) && /[\\/]/.test(path);
    case "python":
      return !PACKAGED_PYTHON.test(path);
    case "ruby":
      return !PACKAGED_RUBY.test(path);
    case "php":
      return !PACKAGED_PHP.test(path);
    case "go":
      return !PACKAGED_GO.test(path) && !GO_STANDARD.has(frame.module?.split("/", 1)[0] ?? "");
    case "java":
    case "android":
      return !PLATFORM_JVM.test(frame.module ?? "");
    case "csharp":
      return !PLATFORM_DOTNET.test(frame.module ?? frame.package ?? "");
    case "cocoa":
    case "native":
    case "c":
      return frame.package === undefined ? undefined : !PLATFORM_NATIVE.test(frame.package);
    default:
      return undefined;
  }
}

function isOwnJavaScript(frame: Frame, path: string): boolean {
  if (path === "" || PLATFORM_JAVASCRIPT.test(path) || PACKAGED_JAVASCRIPT.test(path)) return false;
  return frame.filename === undefined || !PLATFORM_JAVASCRIPT.test(frame.filename);
}

/** First segments of the packages in Go's standard library. */
const GO_STANDARD: ReadonlySet<string> = new Set(
  "archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings sync syscall testing text time unicode unique unsafe".split(
    " ",
  ),
);
