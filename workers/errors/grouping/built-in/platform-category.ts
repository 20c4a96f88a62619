import { lines, native } from "./line.ts";

/**
 * What frames of operating systems, runtimes and graphics stacks are. Of two rules that fit a frame the later holds, so
 * what is special comes behind what is general.
 */
export const PLATFORM_CATEGORIES: readonly string[] = [
  // The operating system
  ...native(
    {
      package: [
        "/System/Library/Frameworks/**",
        "C:/Windows/**",
        "/usr/lib/**",
        "/system/**",
        "/vendor/**",
        "**/libart.so",
        "libobjc*",
        "libsystem*",
        "libdispatch.dylib",
        "CoreFoundation",
        "Foundation",
        "CFNetwork",
        "IOKit",
        "QuartzCore",
        "IOMobileFramebuffer",
        "WebKit",
      ],
      function: ["memset", "memcpy", "__memcpy", "memcmp"],
    },
    "category=system",
  ),
  ...lines(
    {
      package: ["/apex/com.android.*/lib*/**"],
      module: ["dalvik.system.*", "com.android.*", "com.lenovo.lsf.*", "com.lenovo.payplus.*"],
    },
    "category=system",
  ),
  // Standard libraries
  ...native({ function: ["boost::*", "std::*"] }, "category=std"),
  ...lines(
    {
      module: [
        "java.*",
        "javax.crypto.*",
        "com.google.crypto.*",
        "com.google.android.*",
        "android.database.*",
        "androidx.*",
        "android.*",
      ],
    },
    "category=std",
  ),
  ...lines({ module: ["android.os.*"] }, "category=system"),
  // User interface
  ...native(
    {
      package: ["UIKit", "UIKitCore", "SwiftUI", "AttributeGraph", "CoreAutoLayout", "GraphicsServices"],
      function: ["-\\[NSISEngine*"],
    },
    "category=ui",
  ),
  ...lines(
    {
      module: [
        "android.view.*",
        "android.text.*",
        "android.widget.*",
        "android.app.Dialog",
        "androidx.*.widget.*",
        "com.google.android.material.*",
      ],
    },
    "category=ui",
  ),
  ...lines({ with: "category:ui", function: ["handleMessage", "run"] }, "category=indirection"),
  ...native({ function: ["art::jit::*"] }, "category=runtime"),
  // Sound
  ...native(
    {
      package: [
        "/system/lib/libmedia.so",
        "/System/lib/libaudioclient.so",
        "AudioToolbox*",
        "libAudioToolboxUtility.dylib",
      ],
    },
    "category=av",
  ),
  // What compilers generate
  ...native({ function: ["std::_*", "__swift_*", "block_destroy_helper*"] }, "category=internals"),
  ...native({ function: ["*_block_invoke* app:no"] }, "category=internals"),
];

/** What Linux maps into every process. */
export const LINUX_CATEGORIES: readonly string[] = native(
  { package: ["linux-gate.so*", "linux-vdso.so*"] },
  "category=system",
);

/** Where threads begin: what is below says nothing. */
export const THREAD_BASES: readonly string[] = [
  ...native({ with: "family:native package:/usr/lib/system/**", function: ["start"] }, "category=threadbase"),
  ...native({ with: "family:native package:libdyld.dylib", function: ["start"] }, "category=threadbase"),
  ...native({ with: "family:native package:UIKitCore", function: ["UIApplicationMain"] }, "category=threadbase"),
  ...native({ with: "family:native package:UIKit", function: ["UIApplicationMain"] }, "category=threadbase"),
  ...native(
    { with: "family:native package:/usr/lib/system/libsystem_pthread.dylib", function: ["<unknown>"] },
    "category=threadbase",
  ),
  ...native(
    {
      function: [
        "wWinMain",
        "invoke_main",
        "BaseThreadInitThunk",
        "RtlUserThreadStart",
        "thread_start",
        "_pthread_start",
        "__pthread_start",
        "_pthread_body",
        "_pthread_wqthread",
        "_dispatch_worker_thread2",
        "start_wqthread",
        "boost::*::thread_proxy",
        "TppWorkerThread",
        "TppWorkpExecuteCallback",
        "RtlpTpWorkCallback",
      ],
    },
    "category=threadbase",
  ),
  ...lines(
    {
      module: [
        "android.os.AsyncTask* function:call",
        "android.os.* function:call",
        "android.os.Looper function:loop",
        "android.os.Handler function:dispatchMessage",
        "android.os.Handler function:handleCallback",
        "android.app.ActivityThread function:main",
        "android.app.ActivityThread* function:handleMessage",
        "android.view.View function:layout",
        "java.util.concurrent.ThreadPoolExecutor* function:runWorker",
      ],
    },
    "category=threadbase",
  ),
];
