package duet.app.evaluation;

import duet.models.card.InstalledModel;
import duet.models.card.Training;
import duet.viewer.render.Labels;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is judged, by which program.
 *
 * @param software name and version of this program
 */
public record Subject(String software, InstalledModel model) {
  /** Whether the weights are random. */
  private boolean isUntrained() {
    return model.card().training() == Training.UNTRAINED;
  }

  /** Name and version, and a warning where it is due. */
  String title() {
    return model.card().name()
        + " "
        + model.card().version()
        + (isUntrained() ? " (UNTRAINED: its figures are those of noise)" : "");
  }

  /** What a picture of synthetic MRI must say. */
  String syntheticNotice() {
    return isUntrained() ? Labels.UNTRAINED + " – " + Labels.SYNTHETIC : Labels.SYNTHETIC;
  }

  /** What a picture of boxes must say. */
  String boxNotice() {
    return isUntrained() ? Labels.UNTRAINED_DETECTOR : "FOR RESEARCH USE ONLY";
  }

  /** The head of a JSON file. */
  Map<String, Object> tree(String task) {
    var its = new LinkedHashMap<String, Object>();
    its.put("name", model.card().name());
    its.put("version", model.card().version());
    its.put("training", model.card().training().name().toLowerCase(Locale.ROOT));
    its.put("file", String.valueOf(model.file().getFileName()));
    its.put("sha256", model.sha256());
    var tree = new LinkedHashMap<String, Object>();
    tree.put("software", software);
    tree.put("notice", "For research use only.");
    tree.put("evaluation", task);
    tree.put("model", its);
    return tree;
  }
}
