package duet.app.cli.dla;

import duet.inference.dla.DlaReport;
import duet.inference.dla.Layer;
import duet.inference.dla.SubGraph;
import duet.inference.dla.rule.Cure;
import duet.inference.dla.rule.Hit;
import duet.inference.dla.rule.Target;
import duet.inference.dla.rule.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report for programs. Its keys are a promise: docs/how-to/check-a-model.md lists them. */
final class CheckTree {
  private CheckTree() {}

  static Map<String, Object> of(String model, DlaReport report) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("model", model);
    tree.put("target", target(report.target()));
    tree.put("origin", "rules, not measured");
    tree.put("fitsWhole", report.fitsWhole());
    report.target().withoutDla().ifPresent(reason -> tree.put("withoutDla", reason));
    report.target().unusual().ifPresent(warning -> tree.put("warning", warning));
    tree.put("instances", report.instances());
    tree.put("loadables", report.loadables());
    tree.put("fallbacks", report.fallbacks().size());
    tree.put("unbuildable", report.unbuildable().size());
    tree.put("macs", report.macs());
    tree.put("macsOnDla", report.macsOnDla());
    tree.put("layers", report.layers().stream().map(CheckTree::layer).toList());
    tree.put("subGraphs", report.subGraphs().stream().map(CheckTree::subGraph).toList());
    tree.put("limits", report.limits().stream().map(CheckTree::limit).toList());
    return tree;
  }

  private static Map<String, Object> target(Target target) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("device", target.device().name());
    tree.put("tensorrt", target.release().version());
    target.release().rules().ifPresent(rules -> tree.put("rules", rules));
    tree.put("precision", target.precision().word());
    return tree;
  }

  private static Map<String, Object> layer(Layer layer) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", layer.name());
    tree.put("operator", layer.operator());
    tree.put("layer", layer.kind());
    verdict(layer.verdict(), tree);
    layer.subGraph().ifPresent(number -> tree.put("subGraph", number));
    tree.put("macs", layer.macs());
    tree.put("weightBytes", layer.weightBytes());
    return tree;
  }

  private static void verdict(Verdict verdict, Map<String, Object> tree) {
    if (verdict instanceof Verdict.Fits fits) {
      tree.put("verdict", "fits");
      tree.put("precision", fits.precision().word());
      tree.put("notes", fits.notes());
    } else if (verdict instanceof Verdict.FallsBack back) {
      tree.put("verdict", "falls back");
      tree.put("reason", back.reason());
      back.cure().ifPresent(cure -> tree.put("cure", cure(cure)));
      tree.put("source", List.of(back.source().split(" ", -1)));
    } else if (verdict instanceof Verdict.NoLayer none) {
      tree.put("verdict", "no layer");
      tree.put("why", none.why());
    }
  }

  private static Map<String, Object> cure(Cure cure) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("key", cure.key());
    tree.put("kind", cure.kind().name().toLowerCase(Locale.ROOT));
    tree.put("words", cure.words());
    return tree;
  }

  private static Map<String, Object> subGraph(SubGraph piece) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("number", piece.number());
    tree.put("layers", piece.layers());
    tree.put("macs", piece.macs());
    tree.put("weightBytes", piece.weightBytes());
    tree.put("innerBytes", piece.innerBytes());
    return tree;
  }

  private static Map<String, Object> limit(Hit hit) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("words", hit.words());
    tree.put("broken", hit.refuses());
    tree.put("source", List.of(hit.source().split(" ", -1)));
    return tree;
  }
}
