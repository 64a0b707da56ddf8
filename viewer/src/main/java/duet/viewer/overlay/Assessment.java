package duet.viewer.overlay;

/**
 * What is known about one subject on the slice, or that nobody looked for it.
 *
 * @param subject for instance "haemorrhage"
 */
public record Assessment(String subject, ReadState state) {
  public String words() {
    return subject + ": " + state.words();
  }
}
