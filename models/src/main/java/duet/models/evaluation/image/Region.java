package duet.models.evaluation.image;

/** Which pixels of a picture count. */
public enum Region {
  WHOLE("wholeImage"),
  /** Inside {@link HeadMask}. */
  HEAD("insideHead");

  private final String key;

  Region(String key) {
    this.key = key;
  }

  /** Its name in JSON. */
  public String key() {
    return key;
  }
}
