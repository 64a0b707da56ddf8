package duet.app.console;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exception that nobody expected. The user sees one line with a code; the log gets classes and
 * lines, never a message, because messages may hold paths and paths may hold a patient.
 */
public final class Fault {
  private static final Logger LOG = LoggerFactory.getLogger(Fault.class);
  private static final int LONGEST_CAUSE_CHAIN = 8;

  private Fault() {}

  /** Writes to the log and returns the line for the user. */
  public static String report(Throwable thrown) {
    String code = code(thrown);
    LOG.error("{} {}", code, trace(thrown));
    if (thrown instanceof OutOfMemoryError) {
      return "Not enough memory (error "
          + code
          + "). Give fewer files at once, or start with more: java -Xmx8g -jar duet.jar ...";
    }
    return "Something went wrong inside Duet (error "
        + code
        + "). The log is "
        + System.getProperty("duet.log", "duet.log")
        + "; it holds no patient data.";
  }

  /** The same for the same fault in the same build: class and first line of ours. */
  static String code(Throwable thrown) {
    String place =
        Stream.of(thrown.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("duet."))
            .findFirst()
            .map(frame -> frame.getClassName() + ":" + frame.getLineNumber())
            .orElse("");
    int hash = (thrown.getClass().getName() + place).hashCode();
    return String.format(Locale.ROOT, "D-%04X", (hash ^ hash >>> 16) & 0xFFFF);
  }

  private static String trace(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
        .limit(LONGEST_CAUSE_CHAIN)
        .map(Fault::frames)
        .collect(Collectors.joining("\ncaused by "));
  }

  private static String frames(Throwable thrown) {
    return Stream.of(thrown.getStackTrace())
        .map(frame -> "\n  at " + frame)
        .collect(Collectors.joining("", thrown.getClass().getName(), ""));
  }
}
