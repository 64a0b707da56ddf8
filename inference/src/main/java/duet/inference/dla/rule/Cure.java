package duet.inference.dla.rule;

/**
 * What helps a layer onto the DLA.
 *
 * @param key by which programs know it, such as {@code padding}
 * @param words for a person
 */
public record Cure(String key, Kind kind, String words) {
  /** What a cure costs. */
  public enum Kind {
    /** The same function; can be proved. */
    EXACT,
    /** Another function: the model must be judged, often trained, again. */
    CHANGES,
    /** The model must be exported or converted in another way. */
    FILE,
    /** There is none; the GPU runs the layer. */
    ACCEPT
  }
}
