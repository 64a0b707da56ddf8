package duet.viewer.panel.lane;

import duet.viewer.panel.lane.LaneSnapshot.MachineFact;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** What the machine tells of itself, on one line. */
final class MachineLine extends HBox {
  private final Label title = LaneTable.quiet("");
  private final List<Label> labels = new ArrayList<>();

  MachineLine() {
    super(18);
    getStyleClass().add("machine-line");
  }

  void show(LaneSnapshot snapshot) {
    List<MachineFact> facts = snapshot.machine();
    setVisible(!facts.isEmpty());
    setManaged(!facts.isEmpty());
    title.setText(snapshot.run().isSimulated() ? "This computer, not the Jetson" : "Machine");
    if (labels.size() != facts.size()) {
      labels.clear();
      facts.forEach(fact -> labels.add(label()));
      getChildren().setAll(title);
      getChildren().addAll(labels);
    }
    for (int i = 0; i < facts.size(); i++) {
      labels.get(i).setText(facts.get(i).words());
      labels.get(i).getTooltip().setText(facts.get(i).meaning());
    }
  }

  private static Label label() {
    Label label = LaneTable.quiet("");
    label.setTooltip(new Tooltip());
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }
}
