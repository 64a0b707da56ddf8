package duet.app.worklist;

import java.util.List;
import java.util.Locale;

/**
 * What a clinician asks first of a head CT. A detector that knows no class of it is silent on it.
 */
public enum Subject {
  HAEMORRHAGE("haemorrhage", "edh|iph|ivh|sah|sdh|ich|.*hemorrhag.*"),
  ISCHAEMIA("ischaemia", ".*ischemi.*");

  private final String words;
  private final String classes;

  Subject(String words, String classes) {
    this.words = words;
    this.classes = classes;
  }

  public String words() {
    return words;
  }

  /** Whether a detector of these classes looks for it. */
  public boolean assessedBy(List<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT).replace("ae", "e"))
        .anyMatch(name -> name.matches(classes));
  }
}
