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
    /** The same function; duet adapt makes and proves it. */
    EXACT,
    /** The same function, which nothing in Duet makes. */
    HAND,
    /** Another function: the model must be judged, often trained, again. */
    CHANGES,
    /** The model must be exported or converted in another way. */
    FILE,
    /** There is none; the GPU runs the layer. */
    ACCEPT
  }
}
