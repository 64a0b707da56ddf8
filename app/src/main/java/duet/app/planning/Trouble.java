package duet.app.planning;

/** What can befall an engine in mid-stream. */
public enum Trouble {
  NONE("nothing"),
  FAILS_ONCE("fails once"),
  FAILS_ALWAYS("fails from now on"),
  HANGS("hangs for 2 s"),
  SLOWS("takes 3 times as long from now on");

  private final String words;

  Trouble(String words) {
    this.words = words;
  }

  /** What the engines of the lane do. */
  public String words() {
    return words;
  }
}
