package duet.viewer.panel;

import duet.viewer.finding.Finding;
import duet.viewer.finding.Finding.Decision;
import duet.viewer.panel.DecisionButton.Sign;
import duet.viewer.style.Palette;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/**
 * A finding in the list: class, confidence, slice, and two buttons; neither pressed is undecided.
 * Made of shapes and texts rather than controls: the first boxes of a series make a screenful of
 * rows at once.
 */
final class FindingCell extends ListCell<FindingRow> {
  /** Of a row, in pixels. */
  static final double HEIGHT = 50;

  /** Longer names are cut; the mark on the image has them whole. */
  private static final int LONGEST_NAME = 14;

  private final BiConsumer<Finding, Decision> onDecide;
  private final Rectangle colour = new Rectangle(4, 30);
  private final Text name = new Text();
  private final Text where = new Text();
  private final DecisionButton accept;
  private final DecisionButton reject;
  private final HBox box;

  /** What the buttons say under the mouse, shared by all rows: a tooltip is a window of its own. */
  record Tips(Tooltip accept, Tooltip reject) {
    Tips() {
      this(Sign.ACCEPT.tip(), Sign.REJECT.tip());
    }
  }

  FindingCell(BiConsumer<Finding, Decision> onDecide, Tips tips) {
    this.onDecide = onDecide;
    accept = new DecisionButton(Sign.ACCEPT, tips.accept());
    reject = new DecisionButton(Sign.REJECT, tips.reject());
    accept.setOnPress(() -> decide(accept, Decision.ACCEPTED));
    reject.setOnPress(() -> decide(reject, Decision.REJECTED));
    getStyleClass().add("finding-cell");
    name.getStyleClass().add("finding-name");
    where.getStyleClass().add("finding-place");
    colour.setArcWidth(3);
    colour.setArcHeight(3);
    VBox words = new VBox(1, name, where);
    words.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    box = new HBox(8, colour, words, accept, reject);
    box.setAlignment(Pos.CENTER_LEFT);
    setPrefWidth(0);
  }

  private void decide(DecisionButton pressed, Decision decision) {
    FindingRow row = getItem();
    if (row != null) {
      onDecide.accept(row.finding(), pressed.isSelected() ? decision : Decision.UNDECIDED);
    }
  }

  @Override
  protected void updateItem(FindingRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty) {
      setGraphic(null);
      return;
    }
    Finding finding = row.finding();
    colour.setFill(Palette.ofClass(finding.label()));
    name.setText(cut(finding.label()));
    where.setText(
        String.format(Locale.ROOT, "slice %d   %.2f", row.sliceNumber(), finding.confidence()));
    accept.setSelected(finding.decision() == Decision.ACCEPTED);
    reject.setSelected(finding.decision() == Decision.REJECTED);
    setGraphic(box);
  }

  private static String cut(String label) {
    return label.length() <= LONGEST_NAME ? label : label.substring(0, LONGEST_NAME - 1) + "…";
  }
}
