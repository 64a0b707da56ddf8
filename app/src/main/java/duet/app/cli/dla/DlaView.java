package duet.app.cli.dla;

import duet.app.console.ExitCode;
import duet.app.console.VerbException;
import duet.inference.dla.DlaReport;
import duet.inference.dla.DlaRules;
import duet.inference.dla.Layer;
import duet.inference.dla.rule.Cure;
import duet.inference.dla.rule.Hit;
import duet.inference.dla.rule.Rulebook;
import duet.inference.dla.rule.Target;
import duet.inference.dla.rule.Verdict;
import duet.inference.graph.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the rules for a target say of a model before and after it is adapted; nothing measured. */
record DlaView(DlaRules rules, Target target) {

  /** For a target that has a DLA. */
  static DlaView of(TargetChoice choice) {
    Rulebook book = Rulebook.read();
    Target target = choice.target(book);
    target
        .withoutDla()
        .ifPresent(
            why -> {
              throw new VerbException(ExitCode.USAGE, why + " There is nothing to adapt to.");
            });
    return new DlaView(new DlaRules(book), target);
  }

  List<String> before(Graph graph) {
    return List.of(AdaptText.line("before", sum(rules.check(graph, target, 1))));
  }

  /** With what still falls back, and which cures were left to the user. */
  List<String> after(Graph graph) {
    DlaReport report = rules.check(graph, target, 1);
    List<String> lines = new ArrayList<>();
    lines.add(AdaptText.line("after", sum(report)));
    report.fallbacks().forEach(layer -> lines.add(AdaptText.line("on GPU", words(layer))));
    report.limits().stream()
        .filter(Hit::refuses)
        .forEach(limit -> lines.add(AdaptText.line("limit", limit.words())));
    return lines;
  }

  private String sum(DlaReport report) {
    String pieces = report.loadables() + " loadables on a core";
    long broken = report.limits().stream().filter(Hit::refuses).count();
    return report.fitsWhole()
        ? "the whole model fits the " + target + ", by the rules; " + pieces
        : "%d of %d layers fall back on the %s, %d limits broken, by the rules; %s"
            .formatted(report.fallbacks().size(), report.layers().size(), target, broken, pieces);
  }

  private static String words(Layer layer) {
    if (layer.verdict() instanceof Verdict.FallsBack back) {
      String cure = back.cure().flatMap(DlaView::left).orElse("");
      return layer.operator() + " '" + layer.name() + "': " + back.reason() + cure;
    }
    return layer.name();
  }

  /** What helps and was not done. */
  private static Optional<String> left(Cure cure) {
    return switch (cure.kind()) {
      case CHANGES -> Optional.of("; not done, changes the function: " + cure.words());
      case HAND -> Optional.of("; not done, by hand only: " + cure.words());
      case EXACT, FILE, ACCEPT -> Optional.empty();
    };
  }
}
