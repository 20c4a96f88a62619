import { lines, native } from "./line.ts";

/** What single functions and libraries are there for: memory, dispatch, ends of programs, drivers, telemetry. */
export const DUTY_CATEGORIES: readonly string[] = [
  ...native(
    {
      package: ["**/libsystem_malloc.dylib"],
      function: ["malloc", "malloc_base", "RtlpAllocateHeapInternal", "std::*::allocator_traits*"],
    },
    "category=malloc",
  ),
  ...native(
    {
      function: [
        "*::operator()*",
        "*<lambda>*",
        "destructor'",
        "__dynamic_cast",
        "boost::function*",
        "boost::_bi::*",
        "boost::detail::function::functor_manager*",
        "Array.subscript.*",
      ],
    },
    "category=indirection",
  ),
  ...lines(
    {
      module: [
        "java.lang.reflect.*",
        "java.lang.Class function:getMethod",
        "androidx.work.impl.utils.ForceStopRunnable",
      ],
    },
    "category=indirection",
  ),
  ...native({ function: ["*::\\{dtor\\}", "destructor'"] }, "category=dtor"),
  ...native(
    { function: ["exit", "RtlExitUserProcess", "ExitProcessImplementation", "RtlExitUserThread"] },
    "category=shutdown",
  ),
  ...native(
    { function: ["RtlpExecuteHandlerForException", "_sigtramp", "DispatchHookW", "execute_onexit_table"] },
    "category=handler",
  ),
  ...native(
    {
      function: [
        "abort",
        "raise",
        "std::terminate",
        "RtlExitUserThread",
        "TppRaiseInvalidParameter",
        "_CxxThrowException",
        "RaiseException",
        "RaiseComPlusException",
        "_CFThrowFormattedException",
        "objc_exception_throw",
        "AG::precondition_failure*",
      ],
    },
    "category=throw",
  ),
  ...native(
    {
      package: [
        "C:/WINDOWS/system32/DriverStore/**",
        "/System/Library/Extensions/AppleIntel*GraphicsGLDriver.bundle/**",
        "**/nvcuda.dll",
        '"C:/Program Files/NVIDIA Corporation/**"',
        "/System/Library/Extensions/GeForceGLDriver.bundle/**",
        "/System/Library/Extensions/AMDRadeon*/**",
        "/System/Library/PrivateFrameworks/GPUSupport.framework/**",
        "libGPUSupportMercury.dylib",
        "AGXGLDriver",
      ],
      function: ["*CUDA*"],
    },
    "category=driver",
  ),
  ...native(
    {
      function: [
        "RtlFreeHeap",
        "RtlFreeUnicodeString",
        "std::_Deallocate",
        "free",
        "objc_release",
        "_swift_release_dealloc",
        "_CFRelease",
      ],
    },
    "category=free",
  ),
  // OpenCL stands in stack traces where OpenGL stands in others.
  ...native(
    {
      package: [
        "C:/Windows/SYSTEM32/OPENGL32.dll",
        "/System/Library/Frameworks/OpenGL.framework/**",
        "/System/Library/Frameworks/OpenCL.framework/**",
        "OpenGLES",
        "GLEngine",
        "/system/lib/libEGL.so",
        "/system/lib/libskia.so",
        "**/libGLES*.so",
        "**/libESXGLES*.so",
      ],
    },
    "category=gl",
  ),
  ...native(
    {
      with: "family:native package:/System/Library/PrivateFrameworks/GPUSupport.framework/**",
      function: ["gpusGenerateCrashLog*"],
    },
    "category=telemetry",
  ),
  ...native({ function: ["gpusKillClientExt", "crashpad::*"] }, "category=telemetry"),
  ...lines(
    { module: ["cn.gundam.sdk.*", "com.lenovo.payplus.analytics.*"], package: ["**/libBugly.so"] },
    "category=telemetry",
  ),
  ...native({ function: ["dlopen", "dladdr", "ImageLoaderMachO::findClosestSymbol"] }, "category=load"),
  ...native(
    { with: "family:native package:/system/lib/libnativeloader.so", function: ["android::OpenNativeLibrary"] },
    "category=load",
  ),
  ...lines(
    { module: ["java.lang.System function:loadLibrary", "java.lang.Runtime function:loadLibrary*"] },
    "category=load",
  ),
  ...native({ function: ["pthread_mutex_lock"] }, "category=lock"),
];

/** What Python's multiprocessing runs to start a process. */
export const SPAWN_CATEGORIES: readonly string[] = ["function:<module> | [ function:spawn_main ] category=internals"];

/** Of frames that call their like one counts. A pair is the caller's category and the frame's. */
export const NESTED_CATEGORIES: readonly string[] = [
  // Drivers differ in how deep they call themselves.
  "category:driver | [ category:driver ] category=internals",
  ...inside("gl gl, av av, malloc malloc"),
  "[ function:_purecall ] | category:throw category=internals",
  ...inside("throw throw"),
];

/** What frames are because of their neighbours. */
export const NEIGHBOUR_CATEGORIES: readonly string[] = [
  ...native(
    { with: "family:native category:system", function: ["_* !function:_purecall", "<unknown>"] },
    "category=internals",
  ),
  ...native({ function: ["_INTERNAL*"] }, "category=internals"),
  // Code that Swift's compiler generates
  ...native(
    {
      function: [
        "closure",
        "Collection.map<T>",
        "Array.subscript.getter",
        "Array._getElement",
        "_ArrayBuffer._nativeTypeChecked.getter",
        "range",
        "@callee_guaranteed",
      ],
    },
    "category=internals",
  ),
  ...native({ function: ["*.cold.1"] }, "category=indirection"),
  "[ !category:system ] | category:system | [ !category:system ] category=indirection",
  ...inside(
    "free system, system system, std system, std std, ui ui, ui system, internals system, internals ui, load system, " +
      "load load, throw system, runtime system, runtime runtime, dtor dtor",
  ),
];

function inside(pairs: string): string[] {
  return pairs.split(", ").map((pair) => {
    const [caller = "", frame = ""] = pair.split(" ");
    return `[ category:${caller} ] | category:${frame} category=internals`;
  });
}
