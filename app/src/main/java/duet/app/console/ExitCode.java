package duet.app.console;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of all verbs. From 64 on those of sysexits.h. */
public final class ExitCode {
  public static final int DONE = 0;

  /** A model does not run whole on the DLA. */
  public static final int FALLS_BACK = 1;

  public static final int NOTHING = 2;
  public static final int PARTLY = 3;

  /** No schedule can do what is asked: a lane is missing, or a bound forbids it. */
  public static final int IMPOSSIBLE = 4;

  public static final int USAGE = 64;

  /** What was made is worse than allowed, and was thrown away. */
  public static final int TOO_LOSSY = 65;

  public static final int UNAVAILABLE = 69;
  public static final int UNEXPECTED = 70;
  public static final int CANNOT_WRITE = 74;

  /** The user or the system ended it; what a shell reports for Ctrl-C. */
  public static final int STOPPED = 130;

  /** For {@code --help}: code, then what it means. */
  public static final Map<String, String> MEANINGS = meanings();

  private ExitCode() {}

  private static Map<String, String> meanings() {
    var meanings = new LinkedHashMap<String, String>();
    meanings.put("0", "done");
    meanings.put("1", "duet check: a part of the model, or all of it, does not run on the DLA");
    meanings.put("2", "nothing could be read, or there is no display for the window");
    meanings.put("3", "partly done: an image was refused or a result is missing");
    meanings.put("4", "duet schedule: no schedule can do it, and why");
    meanings.put("64", "wrong command line: an unknown option or a path that is not there");
    meanings.put("65", "the new model loses more than allowed; nothing was written");
    meanings.put("69", "a model, folder or port could not be opened");
    meanings.put("70", "a fault in Duet; the log file says where");
    meanings.put("74", "the results could not be written");
    meanings.put("130", "stopped by Ctrl-C; nothing half-written is left");
    return Collections.unmodifiableMap(meanings);
  }
}
