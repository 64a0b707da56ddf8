package duet.inference.dla.rule;

import java.util.List;
import java.util.Optional;

/** Where a layer runs, by the rules. */
public sealed interface Verdict {
  /**
   * On the DLA.
   *
   * @param precision what it computes in; FP16 also in an INT8 engine where there is no INT8
   * @param notes what to know about it
   */
  record Fits(Precision precision, List<String> notes) implements Verdict {
    public Fits {
      notes = List.copyOf(notes);
    }
  }

  /**
   * On the GPU.
   *
   * @param reason all that the DLA does not take, in the words of the rules
   * @param source letters of the sources of these rules
   */
  record FallsBack(String reason, Optional<Cure> cure, String source) implements Verdict {}

  /**
   * Nowhere: the engine has no layer for it.
   *
   * @param why such as {@code constant}
   */
  record NoLayer(String why) implements Verdict {}
}
