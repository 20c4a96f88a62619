import { lines, native } from "./line.ts";

/** What a frame raises or reports, and all that it called: the fault is where it was called from. */
const REPORTS = "v+app -app ^-app";
const RAISES = "^-group -group ^-app -app";

/** Applications and reports of faults: which frames of native code are the application's own. */
export const APPLICATION_FRAMES: readonly string[] = [
  // Applications on Apple's systems
  ...native(
    {
      package: [
        "/var/containers/Bundle/Application/**",
        "/private/var/containers/Bundle/Application/**",
        "**/Developer/CoreSimulator/Devices/**",
        "**/Containers/Bundle/Application/**",
        "**.app/Contents/**",
        "/Users/**",
      ],
    },
    "+app",
  ),
  // Unreal Engine
  ...native({ function: ["UE::Logging::Private::BasicFatalLog", "FDebug::CheckVerifyFailedImpl*"] }, REPORTS),
  "function:*::Impl::ExecCheckImplInternal | [ function:FDebug::CheckVerifyFailedImpl ] -app",
  "function:FDebug::CheckVerifyFailedImpl2 | [ function:FDebug::CheckVerifyFailedImpl2V ] -app",
  ...native({ function: ["FDebug::OptionallyLogFormattedEnsureMessageReturningFalse"] }, REPORTS),
  "category:indirection | [ function:FDebug::OptionallyLogFormattedEnsureMessageReturningFalse ] -app",
  ...native(
    {
      function: [
        "DispatchCheckVerify*",
        "UE::Assert::Private::ExecCheckImplInternal*",
        "USentrySubsystem::CaptureMessage*",
        "USentrySubsystem::CaptureMessageWithScope*",
        "USentrySubsystem::CaptureEvent*",
        "USentrySubsystem::CaptureEventWithScope*",
        "USentrySubsystem::*execCapture*",
      ],
    },
    REPORTS,
  ),
];

/** Where Unix keeps what is not the application's. */
export const UNIX_FRAMES: readonly string[] = lines(
  {
    package: ["/lib/**", "/usr/lib/**"],
    path: ["/usr/local/lib/**", "/usr/local/Cellar/**", "**/.local/share/**"],
  },
  "-app",
);
export const UNIX_FRAMES_2023: readonly string[] = native(
  {
    package: ["/lib/**", "/usr/lib/**", "linux-gate.so*"],
    path: ["/usr/local/lib/**", "/usr/local/Cellar/**"],
  },
  "-app",
);

/** What raises and reports faults in native code. */
export const RAISING_FRAMES: readonly string[] = [
  // Rust
  ...native({ function: ["std::*", "core::*", "alloc::*", "__rust_*", "rust_begin_unwind"] }, "-app"),
  ...native(
    {
      function: [
        "std::panicking::begin_panic",
        "core::panicking::begin_panic",
        "failure::backtrace::Backtrace::new",
        "error_chain::make_backtrace",
      ],
    },
    RAISES,
  ),
  ...native({ function: ["std::panicking::panic_fmt", "core::panicking::panic_fmt"] }, "^-app -app"),
  // C++ and Objective-C
  ...native({ function: ["_CxxThrowException", "__cxa_throw", "__assert_rtn", "_NSRaiseError"] }, RAISES),
  ...native({ function: ["_mh_execute_header"] }, "-group -app"),
  // Breakpad
  ...native({ function: ["google_breakpad::*"] }, "-app -group"),
  ...native(
    {
      function: [
        "google_breakpad::ExceptionHandler::SignalHandler",
        "google_breakpad::ExceptionHandler::WriteMinidumpWithException",
      ],
    },
    "^-group -group",
  ),
  // Frameworks that come with applications
  ...native(
    {
      package: [
        "**/Frameworks/libswift*.dylib",
        "**/Frameworks/KSCrash.framework/**",
        "**/Frameworks/SentrySwift.framework/**",
        "**/Frameworks/Sentry.framework/**",
      ],
    },
    "-app",
  ),
  // The SDK for Apple's systems, where it is linked into the application
  ...native(
    {
      function: [
        "kscm_*",
        "sentrycrashcm_*",
        "kscrash_*",
        "*sentrycrash_*",
        "?[[]KSCrash*",
        "?[[]RNSentry*",
        "__*[[]Sentry*",
        "?[[]Sentry*",
      ],
    },
    "-app -group",
  ),
];

/** Dart and Flutter. */
export const DART_FRAMES_2023: readonly string[] = [
  ...lines({ with: "family:native package:/data/app/**", path: ["**/*.dart"] }, "+app"),
  ...lines({ with: "family:javascript", path: ["org-dartlang-sdk:///**"] }, "-app -group"),
  ...lines({ with: "family:javascript", module: ["**/packages/flutter/**"] }, "-app"),
  ...native(
    {
      path: ["**/packages/flutter/**", "lib/ui/hooks.dart", "lib/ui/platform_dispatcher.dart", "**/.pub-cache/**"],
    },
    "-app",
  ),
  ...sdkPackages(
    "sentry sentry_flutter sentry_logging sentry_dio sentry_file sentry_hive sentry_isar sentry_sqflite sentry_drift",
    "-app -group",
  ),
  ...sdkPackages("sentry_isar sentry_link sentry_firebase_remote_config", "-app"),
];
export const DART_FRAMES: readonly string[] = [
  ...DART_FRAMES_2023,
  ...native(
    {
      path: ["third_party/dart/sdk/**"],
      package: ["**/Frameworks/FlutterMacOS.framework/**", "**/Frameworks/Flutter.framework/**"],
      function: ['"stub InvokeDartCode"', '"stub CallBootstrapNative"'],
    },
    "-app",
  ),
];

function sdkPackages(names: string, actions: string): string[] {
  return lines({ path: names.split(" ").map((name) => `package:${name}/**`) }, actions);
}

/** What follows from a frame's category. */
export const CATEGORY_FRAMES: readonly string[] = [
  `category:throw ${RAISES}`,
  "category:system -app",
  "category:threadbase -group v-group",
  "category:handler ^-group -group",
  "category:telemetry -app -group",
  "category:indirection -group",
  "category:internals -app -group",
  "category:threadbase v-group -group",
];
export const CATEGORY_FRAMES_2023: readonly string[] = [
  "category:throw ^-group",
  "category:system -app",
  "category:threadbase -group v-group",
  "category:handler ^-group -group",
  "category:telemetry -group",
  "category:indirection -group",
  "category:internals -group",
  "category:threadbase v-group -group",
];
