import { lines } from "./line.ts";

/** Frameworks of the Java world. */
export const FRAMEWORKS: readonly string[] = [
  ...lines(
    {
      module:
        "akka com.fasterxml com.microsoft com.sun feign io.opentelemetry jdk oauth org.apache org.glassfish org.jboss org.jdesktop org.postgresql org.springframework org.web3j reactor.core scala sun"
          .split(" ")
          .map((name) => `${name}.*`),
    },
    "category=framework",
  ),
  "module:io.sentry.* category=framework -group",
];
