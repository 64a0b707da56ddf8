package duet.app.reproduce;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The paper's experiments, run on a simulated Jetson.
 *
 * @param page in Markdown
 * @param pictures by file name, SVG
 * @param acceptance each demand with what was found
 */
public record Reproduction(String page, Map<String, String> pictures, List<String> acceptance) {
  public Reproduction {
    pictures = Collections.unmodifiableMap(new LinkedHashMap<>(pictures));
    acceptance = List.copyOf(acceptance);
  }

  /** Fits and predicts; takes half a minute. */
  public static Reproduction run(Consumer<String> progress) {
    PaperStudy study = PaperStudy.run(progress);
    return new Reproduction(
        new PaperReport(study).markdown(), study.diagrams(), PaperReport.acceptance(study));
  }
}
